package dev.keapsink.outcome;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small batches in which everything can be behind everything: few contacts and groups, and any order of both. */
public final class RandomBatch {

    private static final int MOST_MESSAGES = 7;
    private static final int MOST_RECORDS = 3;
    private static final int CONTACTS = 4;
    private static final int GROUPS = 3;

    private final Random random;
    private final List<RecordPosition> positions = new ArrayList<>();

    private RandomBatch(long seed) {
        random = new Random(seed);
    }

    /** The outcomes of one, before anything follows from them; the same for the same seed. */
    public static Outcomes of(long seed) {
        RandomBatch batch = new RandomBatch(seed);
        batch.addMessages();
        List<List<Integer>> contacts = batch.contacts();
        List<List<Integer>> fitted = contacts.stream().map(batch::some).toList();
        contacts.addAll(fitted);
        return new Outcomes(batch.positions, contacts, batch.outcomes());
    }

    private void addMessages() {
        boolean fifo = random.nextBoolean();
        int messages = 1 + random.nextInt(MOST_MESSAGES);
        for (int i = 0; i < messages; i++) {
            String group = "g" + random.nextInt(GROUPS);
            Message message = new Message("m" + i, "", Map.of(), new Delivery("", 1, VirtualTime.START, group, fifo));
            int records = 1 + random.nextInt(MOST_RECORDS);
            for (int number = 1; number <= records; number++) {
                positions.add(new RecordPosition(positions.size(), i, records == 1 ? 0 : number, message));
            }
        }
    }

    private List<List<Integer>> contacts() {
        List<List<Integer>> contacts = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            contacts.add(new ArrayList<>());
        }
        List<RecordPosition> shuffled = new ArrayList<>(positions);
        Collections.shuffle(shuffled, random);
        shuffled.stream()
                .filter(position -> !isOneOf(8))
                .forEach(position -> contacts.get(random.nextInt(CONTACTS)).add(position.index()));
        return contacts;
    }

    private List<Integer> some(List<Integer> contact) {
        return contact.stream().filter(index -> !isOneOf(8)).toList();
    }

    private Map<Integer, Outcome> outcomes() {
        Map<Integer, Outcome> outcomes = new HashMap<>();
        int oneWaitsOf = 1 + random.nextInt(MOST_MESSAGES);
        positions.forEach(position -> outcomes.put(position.index(), isOneOf(oneWaitsOf) ? later() : done()));
        return outcomes;
    }

    private Outcome done() {
        return isOneOf(4) ? new Rejected(Reason.UNREADABLE, null, "no") : new Written(Effect.UPDATED);
    }

    private Outcome later() {
        Cause[] causes = Cause.values();
        return new RetryLater(causes[random.nextInt(causes.length)], Duration.ofSeconds(1 + random.nextInt(5)));
    }

    private boolean isOneOf(int many) {
        return random.nextInt(many) == 0;
    }
}
