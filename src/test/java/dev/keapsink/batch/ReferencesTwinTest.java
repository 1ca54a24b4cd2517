package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.step.FakeObject;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.References;
import dev.keapsink.step.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random batches of contacts, orders of contacts, payments of orders and notes of contacts, some of which exist before
 * or never, against the rule: an object is written if and only if the object exists that it refers to.
 */
class ReferencesTwinTest {

    private static final int SEEDS = 300;

    /** A record to be sent: its stream, its own key, and the key of its parent, which contacts do not have. */
    private record Sent(ObjectType type, String id, String parent) {
        String json() {
            String reference = type == ObjectType.CONTACTS
                    ? ""
                    : ",\"%s\":\"%s\"".formatted(parentType(type).noun(), parent);
            String key = type == ObjectType.CONTACTS ? "\"key\":\"k" + id + "\"," : "";
            return "{%s\"stream\":\"%s\",\"data\":{\"id\":\"%s\"%s}}".formatted(key, type.stream(), id, reference);
        }
    }

    private static ObjectType parentType(ObjectType type) {
        return type == ObjectType.PAYMENTS ? ObjectType.ORDERS : ObjectType.CONTACTS;
    }

    private static List<Sent> records(Random random) {
        List<Sent> records = new ArrayList<>();
        int contacts = 1 + random.nextInt(6);
        int most = random.nextInt(20) == 0 ? 150 : 8;
        for (int i = 0; i < contacts; i++) {
            records.add(new Sent(ObjectType.CONTACTS, "c" + random.nextInt(contacts), ""));
        }
        for (int i = random.nextInt(most); i > 0; i--) {
            String contact = (random.nextBoolean() ? "#kc" : "c") + random.nextInt(contacts + 2);
            records.add(new Sent(random.nextBoolean() ? ObjectType.ORDERS : ObjectType.NOTES, "o" + i, contact));
            if (random.nextBoolean()) {
                records.add(new Sent(ObjectType.PAYMENTS, "p" + i, "o" + (1 + random.nextInt(most))));
            }
        }
        Collections.shuffle(records, random);
        return records;
    }

    private static List<String> bodies(List<Sent> records, Random random) {
        List<String> bodies = new ArrayList<>();
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(4));
            List<String> some =
                    records.subList(from, to).stream().map(Sent::json).toList();
            bodies.add(some.size() == 1 ? some.getFirst() : Plans.list(some.toArray(String[]::new)));
            from = to;
        }
        return bodies;
    }

    /** The key of each object that has to exist afterwards, with the key of its parent. */
    private static Map<String, String> expected(List<Sent> records, Set<String> before) {
        Map<String, String> expected = new HashMap<>();
        for (ObjectType type : List.of(ObjectType.CONTACTS, ObjectType.ORDERS, ObjectType.NOTES, ObjectType.PAYMENTS)) {
            for (Sent sent : records) {
                boolean byKey = sent.parent().startsWith("#k");
                String parent = byKey ? sent.parent().substring(2) : sent.parent();
                String parentName = parentType(type).noun() + ' ' + parent;
                boolean exists = expected.containsKey(parentName) || (before.contains(parentName) && !byKey);
                if (sent.type() == type && (type == ObjectType.CONTACTS || exists)) {
                    expected.put(type.noun() + ' ' + sent.id(), parent);
                }
            }
        }
        return expected;
    }

    private static Map<String, String> stored(FakeAccount keap, Set<String> before) {
        Map<Long, String> names = new HashMap<>();
        Map<String, String> stored = new HashMap<>();
        for (ObjectType type : ObjectType.values()) {
            FakeObject objects = keap.of(type);
            objects.stored().forEach((id, object) -> {
                String key = object.path("key").asText();
                names.put(id, key);
                long parent = object.path(parentType(type).noun() + "_id").asLong();
                if (!before.contains(type.noun() + ' ' + key)) {
                    stored.put(type.noun() + ' ' + key, parent == 0 ? "" : names.get(parent));
                }
            });
        }
        return stored;
    }

    @Test
    void anObjectIsWrittenIfItsParentExists() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            FakeAccount keap = new FakeAccount();
            Set<String> before = new HashSet<>();
            if (random.nextBoolean()) {
                keap.of(ObjectType.CONTACTS).add("c6");
                before.add("contact c6");
            }
            List<Sent> records = records(random);
            Map<String, String> expected = expected(records, before);
            expected.keySet().removeAll(before);

            keap.deliver(Messages.of(bodies(records, random)));

            assertThat(stored(keap, before)).as("seed %d", seed).isEqualTo(expected);
            assertThat(keap.calls.stream().filter(call -> call.startsWith("find contact")))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
        }
    }

    private static List<PlannedRecord> planned(Random random) {
        List<Sent> records = records(random);
        return new FakeAccount().planned(Messages.of(bodies(records, random)));
    }

    @Test
    void aParentIsInAnEarlierWaveThanItsChildren() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<PlannedRecord> records = planned(new Random(seed));
            List<List<Step>> waves = Plans.plan(records).waves();
            Map<Key, Integer> firstWave = new HashMap<>();
            Map<Integer, Integer> waveOf = new HashMap<>();
            for (int wave = 0; wave < waves.size(); wave++) {
                for (PlannedRecord planned : waves.get(wave).stream()
                        .flatMap(step -> step.records().stream())
                        .toList()) {
                    assertThat(waveOf.put(planned.index(), wave))
                            .as("seed %d", seed)
                            .isNull();
                    firstWave.putIfAbsent(planned.change().key(), wave);
                    int number = wave;
                    planned.otherKeys().forEach(name -> firstWave.putIfAbsent(name, number));
                }
            }

            assertThat(waveOf.keySet())
                    .isEqualTo(IntStream.range(0, records.size()).boxed().collect(Collectors.toSet()));
            for (PlannedRecord planned : records) {
                Change change = planned.change();
                for (Key parent : References.keys(List.of(change))) {
                    assertThat(firstWave.getOrDefault(parent, -1))
                            .as("seed %d", seed)
                            .isLessThan(waveOf.get(planned.index()));
                }
            }
        }
    }
}
