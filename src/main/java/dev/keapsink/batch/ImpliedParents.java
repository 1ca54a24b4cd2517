package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectIds;
import dev.keapsink.step.PlannedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The objects of a batch that are created because records refer to them, although no record is about them. Each is
 * written as if a record asked for it. That record is in no message, and has no outcome. Not threadsafe.
 */
final class ImpliedParents {

    private final Parents parents;
    private final ObjectIds ids;

    /** The keys of the objects, by the index of the record that stands for them. */
    private final Map<Integer, Key> keys = new HashMap<>();

    ImpliedParents(Parents parents, ObjectIds ids) {
        this.parents = parents;
        this.ids = ids;
    }

    /** Records for the objects that these records refer to, and that have to be created first. */
    List<PlannedRecord> of(List<PlannedRecord> records, Deadline deadline) {
        Map<Key, PlannedRecord> implied = new HashMap<>();
        List<PlannedRecord> inOrder = new ArrayList<>();
        for (PlannedRecord planned : records) {
            for (Change creation : creations(planned.change())) {
                Key key = creation.key();
                if (!implied.containsKey(key) && !parents.has(key) && !ids.isSettled(key, deadline)) {
                    PlannedRecord first = new PlannedRecord(position(planned), creation);
                    keys.put(first.index(), key);
                    implied.put(key, first);
                    inOrder.add(first);
                }
            }
        }
        return inOrder;
    }

    /** A delete needs no object to exist that it refers to. */
    private static List<Change> creations(Change change) {
        return change.isDelete()
                ? List.of()
                : change.references().values().stream()
                        .flatMap(reference -> switch (reference) {
                            case Reference.ById byId -> Stream.empty();
                            case Reference.ByKey byKey -> byKey.creation().stream();
                        })
                        .toList();
    }

    /** The position of a record in front of this one, in no FIFO group: several groups may need its object. */
    private RecordPosition position(PlannedRecord planned) {
        Message message = planned.message();
        Delivery delivery = message.delivery();
        return new RecordPosition(
                Integer.MIN_VALUE + keys.size(),
                planned.position().messageIndex(),
                planned.position().number(),
                new Message(
                        message.id(),
                        message.body(),
                        message.attributes(),
                        new Delivery(delivery.receipt(), delivery.receiveCount(), delivery.sentAt(), null, false)));
    }

    /** Notes the result of a record that stands for an object. Records that refer to the object share its failure. */
    void ended(PlannedRecord implied, Result result) {
        Key key = Objects.requireNonNull(keys.get(implied.index()));
        switch (result) {
            case Result.Untagged untagged -> {}
            case Result.Ended(Written written) -> {}
            case Result.Ended(Rejected rejection) -> ids.failed(key, new InvalidValue(rejection));
            case Result.Ended(RetryLater later) -> ids.failed(key, untried());
            case Result.Failed(KeapFailure failure) -> ids.failed(key, failure);
            case Result.HeldUp heldUp -> ids.failed(key, untried());
        }
    }

    private static KeapFailure untried() {
        return new KeapFailure.Unavailable(
                "An object to be created for other records waits", Progress.NOT_STARTED, null);
    }
}
