package dev.keapsink.batch;

import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.record.ObjectType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A batch of records about some people, of whom one is in trouble: some are known from a batch before, some have a name of their
 * source's or no e-mail address, some are deleted, and some come twice.
 *
 * @param before the bodies of the batch before
 * @param batch the bodies of the batch
 * @param about the number of the person whom each body of the batch is about; 0 is the one in trouble
 */
record Neighbours(List<String> before, List<String> batch, List<Integer> about) {

    private static final int MOST = 12;

    static Neighbours of(Random chance) {
        int count = 2 + chance.nextInt(MOST - 1);
        List<String> before = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        List<Integer> about = new ArrayList<>();
        for (int person = 0; person < count; person++) {
            String who = who(person, chance);
            if (chance.nextBoolean()) {
                before.add(body(chance, 1, who, false));
            }
            for (int copy = 0; copy <= chance.nextInt(3); copy++) {
                // Anywhere among the others.
                int place = chance.nextInt(batch.size() + 1);
                batch.add(place, body(chance, 1 + chance.nextInt(4), who, chance.nextInt(5) == 0));
                about.add(place, person);
            }
        }
        return new Neighbours(before, batch, about);
    }

    private static String who(int person, Random chance) {
        String key = chance.nextBoolean() ? "\"key\":\"key-%d\",".formatted(person) : "";
        String contact = chance.nextInt(4) == 0
                ? "\"phone\":\"+1 555 010%02d\"".formatted(person)
                : "\"email\":\"person%d@example.com\"".formatted(person);
        return "%s\"data\":{%s".formatted(key, contact);
    }

    private static String body(Random chance, int version, String who, boolean delete) {
        String tags = chance.nextBoolean() ? "[102]" : "[]";
        return "{\"op\":\"%s\",\"version\":%d,\"tags\":%s,%s,\"job_title\":\"title %d\"}}"
                .formatted(delete ? "delete" : "upsert", version, delete ? "[]" : tags, who, chance.nextInt(2));
    }

    /** The keys of all entries that the person in trouble can have. */
    static List<String> keysOfTheTroubled() {
        LedgerKeys keys = new LedgerKeys(Optional.empty(), "ks100", ObjectType.CONTACTS.stream());
        return List.of(
                keys.ofKey("key-0").value(),
                keys.ofEmail("person0@example.com", "").value(),
                keys.ofPhone("155501000").value());
    }

    /** The ids of the messages about the one in trouble. */
    Set<String> ofTheTroubled() {
        return IntStream.range(0, batch.size())
                .filter(i -> about.get(i) == 0)
                .mapToObj(i -> "m" + i)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
