package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.step.PlannedRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Plans of random batches, some of them larger than what is written together. */
class PlanTwinTest {

    private static final int SEEDS = 3_000;

    /** Every so often one that is more than what is written together. */
    private static final int LARGE = 300;

    private static List<PlannedRecord> records(long seed) {
        Random random = new Random(seed);
        List<PlannedRecord> records = new ArrayList<>();
        int contacts = 1 + random.nextInt(seed % LARGE == 0 ? 150 : 5);
        int messages = contacts + random.nextInt(6);
        for (int i = 0; i < messages; i++) {
            Delivery delivery = new Delivery("", 1, VirtualTime.START.plusMillis(random.nextInt(5)), null, false);
            Message message = new Message("m" + i, "", Map.of(), delivery);
            int lines = 1 + random.nextInt(4);
            for (int number = 1; number <= lines; number++) {
                RecordPosition position = new RecordPosition(records.size(), i, lines == 1 ? 0 : number, message);
                records.add(new PlannedRecord(position, change(random, contacts)));
            }
        }
        return records;
    }

    private static Change change(Random random, int contacts) {
        return new Change(
                new Key(ObjectType.CONTACTS, Key.By.PHONE, List.of("" + random.nextInt(contacts))),
                random.nextInt(4) == 0 ? Operation.DELETE : Operation.UPSERT,
                random.nextInt(6) == 0 ? null : new Version(BigDecimal.valueOf(random.nextInt(3))),
                new TreeMap<>(),
                Set.of(),
                random.nextInt(3) == 0 ? null : "k" + random.nextInt(contacts));
    }

    private static List<List<Integer>> positions(List<List<PlannedRecord>> contacts) {
        return contacts.stream()
                .map(contact -> contact.stream().map(PlannedRecord::index).toList())
                .toList();
    }

    @Test
    void theContactsAndTheirWritesAreWhatTheRulesSayOneByOne() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<PlannedRecord> records = records(seed);
            List<List<PlannedRecord>> contacts = NaivePlan.contacts(records);
            Plan plan = Plans.plan(records);

            assertThat(positions(plan.objects())).as("seed %d", seed).isEqualTo(positions(contacts));
            assertThat(plan.waves().stream()
                            .map(wave -> wave.stream().map(Plans::positions).toList())
                            .toList())
                    .as("seed %d", seed)
                    .isEqualTo(NaivePlan.waves(contacts, records));
            assertThat(Plans.order(records)).as("seed %d", seed).isEqualTo(positions(contacts));
        }
    }
}
