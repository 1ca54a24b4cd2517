package dev.keapsink.batch;

import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Mapped;
import dev.keapsink.outcome.Bugs;
import dev.keapsink.outcome.Place;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.step.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a batch asks for, as far as it can be told without asking Keap.
 *
 * @param places of all records, in order
 * @param drafts the records that can be written, if the account has what they name
 * @param settled what has become of the others, by position
 */
record Intake(List<Place> places, List<Draft> drafts, Map<Integer, Result> settled) {

    /** Reads and maps every record of every message. */
    static Intake of(List<Message> messages, MessageRecords reader, KeapObjects objects) {
        Collector taken = new Collector(objects);
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            try {
                taken.addAll(i, reader.of(message));
            } catch (Throwable e) {
                taken.addBug(i, message, e);
            }
        }
        return new Intake(taken.places, taken.drafts, taken.settled);
    }

    private static final class Collector {
        private final KeapObjects objects;
        private final List<Place> places = new ArrayList<>();
        private final List<Draft> drafts = new ArrayList<>();
        private final Map<Integer, Result> settled = new HashMap<>();
        private final Bugs bugs = new Bugs();

        Collector(KeapObjects objects) {
            this.objects = objects;
        }

        void addAll(int messagePosition, List<MessageRecord> records) {
            for (MessageRecord one : records) {
                Place place = new Place(places.size(), messagePosition, one.number(), one.message());
                places.add(place);
                try {
                    add(place, one.content().then(record -> map(record, objects)));
                } catch (Throwable e) {
                    settled.put(place.position(), bugs.stopped(e));
                }
            }
        }

        void addBug(int messagePosition, Message message, Throwable thrown) {
            settled.put(places.size(), bugs.stopped(thrown));
            places.add(new Place(places.size(), messagePosition, 0, message));
        }

        private void add(Place place, Checked<Drafted> content) {
            switch (content) {
                case Checked.Valid<Drafted>(Drafted.Change(Mapped.Wanted wanted)) ->
                    drafts.add(new Draft(place, wanted));
                case Checked.Valid<Drafted>(Drafted.Nothing(Effect effect)) ->
                    settled.put(place.position(), new Result.Ended(new Written(effect)));
                case Checked.Invalid<Drafted>(Rejected rejection) ->
                    settled.put(place.position(), new Result.Ended(rejection));
            }
        }
    }

    /** What a record comes to: a change, or nothing to be done. */
    private sealed interface Drafted {
        record Change(Mapped.Wanted wanted) implements Drafted {}

        record Nothing(Effect effect) implements Drafted {}
    }

    private static Checked<Drafted> map(SinkRecord record, KeapObjects objects) {
        return switch (record) {
            case SinkRecord.Row row ->
                objects.of(row.type())
                        .map(row)
                        .then(mapped -> new Checked.Valid<>(
                                switch (mapped) {
                                    case Mapped.Wanted wanted -> new Drafted.Change(wanted);
                                    case Mapped.Suppressed suppressed -> new Drafted.Nothing(Effect.SUPPRESSED);
                                }));
            case SinkRecord.NoRecord none -> new Checked.Valid<>(new Drafted.Nothing(Effect.NO_RECORD));
        };
    }

    /** The same where the producer's own names for records do not count. */
    Intake withoutSourceKeys() {
        return new Intake(places, drafts.stream().map(Draft::withoutSourceKey).toList(), settled);
    }

    /** What the records are that could be read, by position. */
    Map<Integer, ObjectType> types() {
        return drafts.stream()
                .collect(Collectors.toMap(
                        draft -> draft.place().position(),
                        draft -> draft.wanted().change().key().type()));
    }

    /** The records of the oldest message first. */
    List<Draft> byAge() {
        return drafts.stream()
                .sorted(Comparator.comparing((Draft draft) ->
                                draft.place().message().delivery().sentAt())
                        .thenComparing(draft -> draft.place().position()))
                .toList();
    }

    /** What was asked for, whether the account has it or not. */
    List<Part> asked() {
        return drafts.stream().map(Draft::unfitted).toList();
    }
}
