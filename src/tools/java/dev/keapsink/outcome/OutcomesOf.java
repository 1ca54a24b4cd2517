package dev.keapsink.outcome;

import dev.keapsink.batch.Plans;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Converts the outcomes of a batch from and to a list in the order of its records. */
public final class OutcomesOf {

    private OutcomesOf() {}

    /**
     * The outcomes of these messages' records. The code of the function reads and orders the records.
     *
     * @param inOrder the outcome of each record, in the order of the batch
     */
    public static Outcomes records(List<Message> messages, List<Outcome> inOrder) {
        Map<Integer, Outcome> byPosition = new HashMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            byPosition.put(i, inOrder.get(i));
        }
        return new Outcomes(Plans.positions(messages), Plans.order(Plans.of(messages)), byPosition);
    }

    /** The outcome of each record, in the order of the batch. */
    public static List<Outcome> inOrder(Outcomes outcomes) {
        return outcomes.positions().stream().map(outcomes::of).toList();
    }
}
