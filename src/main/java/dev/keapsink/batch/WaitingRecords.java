package dev.keapsink.batch;

import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.outcome.WaitingGroups;
import dev.keapsink.step.ObjectIds;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of a batch that wait, so that others have to wait for them: later ones of their objects and FIFO groups,
 * and those that refer to their objects. Used by one thread; only the groups are threadsafe.
 */
final class WaitingRecords {

    private final WaitingGroups groups = new WaitingGroups();
    private final WaitingObjects objects = new WaitingObjects();
    private final Parents parents;
    private final ObjectIds ids;
    private final List<List<Integer>> heldUpByParents = new ArrayList<>();

    /**
     * @param parents the records to whose objects others refer
     * @param ids of the objects that records refer to
     */
    WaitingRecords(Parents parents, ObjectIds ids) {
        this.parents = parents;
        this.ids = ids;
    }

    /** Keeps the records of each object in their order. */
    void keepOrder(List<List<Integer>> inOrder) {
        objects.keepOrder(inOrder);
    }

    /** Notes the result of a record. */
    void decided(RecordPosition position, Result result) {
        boolean waits = result.holdsUpLaterOnes();
        parents.decided(position.index(), waits);
        if (waits) {
            groups.add(position);
            objects.add(position.index());
        }
    }

    /** Notes the result of a record that counts for its FIFO group before it is final. */
    void decidedInGroup(RecordPosition position, @Nullable Result result) {
        if (result != null && result.holdsUpLaterOnes()) {
            groups.add(position);
        }
    }

    /** Whether a record has to wait for an earlier record of its object, or an earlier message of its FIFO group. */
    boolean holdUp(PlannedRecord planned) {
        return objects.holdUp(planned.index()) || groups.holdUp(planned.position());
    }

    /** Whether a step has to wait for an earlier message of its FIFO group. */
    boolean holdUpInGroup(Step step) {
        return step.records().stream().anyMatch(planned -> groups.holdUp(planned.position()));
    }

    /** Whether a step has to wait for any other record. */
    boolean holdUp(Step step) {
        return step.records().stream().anyMatch(planned -> holdUp(planned) || parentHoldsUp(planned));
    }

    private boolean parentHoldsUp(PlannedRecord planned) {
        Optional<Integer> parent = parents.before(planned.change(), ids::isWritten);
        parent.ifPresent(index -> heldUpByParents.add(List.of(index, planned.index())));
        return parent.isPresent();
    }

    /** The indexes of each record that was held up by one to whose object it refers, behind the index of that one. */
    List<List<Integer>> heldUpByParents() {
        return heldUpByParents;
    }
}
