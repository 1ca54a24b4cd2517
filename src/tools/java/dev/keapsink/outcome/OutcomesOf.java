package dev.keapsink.outcome;

import dev.keapsink.batch.Plans;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Outcomes of batches, in the order of their records. */
public final class OutcomesOf {

    private OutcomesOf() {}

    /** The outcomes of these messages' records, which are read and ordered by the real code. */
    public static Outcomes records(List<Message> messages, List<Outcome> inOrder) {
        Map<Integer, Outcome> byPosition = new HashMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            byPosition.put(i, inOrder.get(i));
        }
        return new Outcomes(Plans.positions(messages), Plans.order(Plans.of(messages)), byPosition);
    }

    public static List<Outcome> inOrder(Outcomes outcomes) {
        return outcomes.positions().stream().map(outcomes::of).toList();
    }
}
