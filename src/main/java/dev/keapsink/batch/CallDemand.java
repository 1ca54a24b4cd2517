package dev.keapsink.batch;

import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Compares the calls that a message needs with those that an invocation has time for. A message that needs more would
 * come again for ever, because each delivery begins with its first record.
 */
final class CallDemand {

    private final ObjectSteps objectSteps;
    private final OrderGroups orderGroups;
    private final ToIntFunction<List<PlannedRecord>> lookUps;
    private final IntFunction<Most> most;
    private final boolean hasLedger;

    /**
     * @param lookUps the calls that find the objects to which some records refer
     * @param most calls that a whole invocation has time for, before so many tag calls at its end
     * @param hasLedger whether a ledger remembers the records written at earlier deliveries, so that only a single
     *     record can be too much
     */
    CallDemand(
            ObjectSteps objectSteps,
            OrderGroups orderGroups,
            ToIntFunction<List<PlannedRecord>> lookUps,
            IntFunction<Most> most,
            boolean hasLedger) {
        this.objectSteps = objectSteps;
        this.orderGroups = orderGroups;
        this.lookUps = lookUps;
        this.most = most;
        this.hasLedger = hasLedger;
    }

    /**
     * How many calls there is time for, if everything goes well.
     *
     * @param atBest at the configured limits
     * @param now at the limits that Keap reported last; only old records are held to them, because tight limits may
     *     pass
     */
    record Most(long atBest, long now) {}

    /** The rejections of records that can never be written, by index. */
    Map<Integer, Rejected> tooMuch(List<PlannedRecord> records) {
        Map<Integer, Rejected> rejected = new HashMap<>();
        for (List<PlannedRecord> together :
                hasLedger ? records.stream().map(List::of).toList() : byMessage(records)) {
            Calls calls = calls(together);
            Most calculated = most.apply(calls.atTheEnd());
            long time = together.getFirst().position().isOftenDelivered() ? calculated.now() : calculated.atBest();
            if (calls.before() > time) {
                Rejected rejection = rejection(together.size(), calls, time + calls.atTheEnd());
                together.forEach(planned -> rejected.put(planned.index(), rejection));
            }
        }
        return rejected;
    }

    private static List<List<PlannedRecord>> byMessage(List<PlannedRecord> records) {
        Map<Integer, List<PlannedRecord>> byMessage = new LinkedHashMap<>();
        records.forEach(planned -> byMessage
                .computeIfAbsent(planned.position().messageIndex(), message -> new ArrayList<>())
                .add(planned));
        return List.copyOf(byMessage.values());
    }

    /**
     * The calls that records need when nothing goes wrong.
     *
     * @param before all but the last tag calls
     * @param atTheEnd the tag calls for the records that are written last
     */
    private record Calls(int before, int atTheEnd) {}

    private Calls calls(List<PlannedRecord> records) {
        List<Step> steps = Plan.of(records, orderGroups).waves().stream()
                .flatMap(List::stream)
                .toList();
        int before = steps.stream().mapToInt(objectSteps::calls).sum() + lookUps.applyAsInt(records);
        int tagCalls = 0;
        for (List<Step> portion : Portions.of(steps, objectSteps::tags, objectSteps::calls, TagWriter.MAX_CONTACTS)) {
            before += tagCalls;
            tagCalls = Portions.tagCalls(portion, objectSteps::tags);
        }
        return new Calls(before, tagCalls);
    }

    private static Rejected rejection(int records, Calls calls, long most) {
        return new Rejected(
                Reason.TOO_MUCH_FOR_ONE_MESSAGE,
                null,
                ("The message's records (%,d) need %,d Keap calls together, and an invocation has time for %,d at most; send them"
                                + " in several messages, with fewer tags, or give the function a longer timeout or fewer instances.")
                        .formatted(records, calls.before() + calls.atTheEnd(), most));
    }
}
