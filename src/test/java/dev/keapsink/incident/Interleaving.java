package dev.keapsink.incident;

import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Specimen;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two instances of the function and the records of one object of any type, repeated and out of order. Some contacts have
 * a number that changes, and some deletes delete. Calls take a random time, lists may show new objects late, and an
 * instance may be killed before or after any of its calls to the ledger and to Keap, some of which are carried out only
 * then. The seed decides everything.
 */
public final class Interleaving {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private static final List<Specimen> OBJECTS = Specimen.objects().toList();

    /** How late lists show a new object, where they do. */
    private static final Duration LATE_LIST = Duration.ofSeconds(30);

    /** For everybody. */
    static final long TAG = 101;

    /** A person is settled long before. */
    private static final int MOST_DELIVERIES = 60;

    private static final int INSTANCES = 2;

    private final Scheduler time = new Scheduler(START);
    private final Random chance;
    private final KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, time);
    private final LedgerStore store;
    private final Specimen specimen;
    private final OnDelete onDelete;

    /** Why records were rejected. */
    private final List<Rejected> rejected = new ArrayList<>();

    private final List<VersionedRecord> records = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<String> course = new ArrayList<>();

    private Interleaving(int seed, Function<InstantSource, LedgerStore> stores) {
        // The first choices of neighbouring seeds would be the same.
        chance = new Random(new SplittableRandom(seed).nextLong());
        store = stores.apply(time);
        Stream.of(TAG, 102L, 103L).forEach(tag -> keap.addTag(tag, "Tag " + tag));
        // Contacts have most that can go wrong: tags, no key in Keap, and several ways to be found.
        specimen = seed % 3 == 0 ? Specimen.CONTACTS : OBJECTS.get(seed % OBJECTS.size());
        onDelete = chance.nextInt(4) == 0 ? OnDelete.DELETE : OnDelete.UNTAG;
        if (specimen == Specimen.CONTACTS) {
            addContacts();
        } else {
            addObjects();
        }
        for (VersionedRecord record : records) {
            for (int copy = 0; copy <= chance.nextInt(2); copy++) {
                copies.add(new Copy(record, copies.size(), START.plusMillis(chance.nextInt(2000))));
            }
        }
    }

    private void addContacts() {
        String key = chance.nextBoolean() ? "\"key\":\"4711\"," : "";
        String contact = chance.nextBoolean() ? "\"email\":\"a@example.com\"" : "\"phone\":\"+1 555 0100\"";
        boolean moving = !key.isEmpty() && chance.nextBoolean();
        int versions = 2 + chance.nextInt(2);
        for (int version = 1; version <= versions; version++) {
            boolean delete = chance.nextInt(8) == 0;
            String now = moving ? contact.replace("0100", "0" + version + "00") : contact;
            records.add(VersionedRecord.of(chance, version, delete, key + "\"data\":{" + now));
        }
    }

    private void addObjects() {
        specimen.prepare(keap);
        specimen.addKeyField(keap);
        keap.objects().listAfter(chance.nextBoolean() ? Duration.ZERO : LATE_LIST);
        int versions = 2 + chance.nextInt(2);
        for (int version = 1; version <= versions; version++) {
            boolean delete = specimen.isChangeable() && onDelete == OnDelete.DELETE && chance.nextInt(4) == 0;
            records.add(VersionedRecord.of(chance, version, delete, specimen));
        }
    }

    /**
     * Plays one.
     *
     * @param stores makes an empty ledger that goes by this clock
     * @return what is wrong in the end; empty if nothing is
     */
    public static List<String> play(int seed, Function<InstantSource, LedgerStore> stores) {
        Interleaving interleaving = new Interleaving(seed, stores);
        interleaving.time.run(interleaving::run);
        List<String> wrong = interleaving.wrong();
        if (!wrong.isEmpty()) {
            wrong.add("in the course of seed %d of %s: %s".formatted(seed, interleaving.specimen, interleaving.course));
        }
        return wrong;
    }

    private void run() {
        List<SimulatedThread> instances = Stream.generate(() -> time.spawn(this::instance))
                .limit(INSTANCES)
                .toList();
        instances.forEach(SimulatedThread::join);
        // What was on its way when an instance was killed arrives.
        time.sleep(MortalInstance.LATEST_ARRIVAL);
    }

    /** Takes what is there, again and again; the first deliveries are the troubled ones. */
    private void instance() {
        MortalInstance process = mortal();
        int deliveries = 0;
        while (copies.stream().anyMatch(copy -> !copy.done) && deliveries < MOST_DELIVERIES) {
            List<Copy> batch = received();
            if (batch.isEmpty()) {
                time.sleep(Duration.ofSeconds(1 + chance.nextInt(60)));
            } else {
                deliveries++;
                process = deliver(process, batch, deliveries < 6);
            }
        }
    }

    private MortalInstance mortal() {
        return new MortalInstance(
                time, chance, keap, store, new MortalInstance.Deployment(specimen, onDelete, rejected::add));
    }

    private List<Copy> received() {
        List<Copy> visible = new ArrayList<>(copies.stream()
                .filter(copy -> !copy.done && !copy.visibleAt.isAfter(time.instant()))
                .toList());
        List<Copy> batch = new ArrayList<>();
        int size = 1 + chance.nextInt(3);
        while (!visible.isEmpty() && batch.size() < size) {
            batch.add(visible.remove(chance.nextInt(visible.size())));
        }
        // Out of the others' sight until the queue gives up on this instance.
        batch.forEach(copy -> copy.visibleAt = time.instant().plus(MortalInstance.TIMEOUT.multipliedBy(2)));
        return batch;
    }

    private MortalInstance deliver(MortalInstance process, List<Copy> batch, boolean troubled) {
        batch.forEach(copy -> copy.receives++);
        process.prepare(troubled && chance.nextInt(3) == 0 ? 1 + chance.nextInt(10) : Integer.MAX_VALUE, troubled);
        List<String> returned = process.invoke(batch.stream().map(Copy::message).toList());
        course.add("%s %s -> %s%s"
                .formatted(
                        Duration.between(START, time.instant()).toSeconds(),
                        batch.stream()
                                .map(copy -> copy.record.version() + "/" + copy.number)
                                .toList(),
                        process.isDead() ? "killed" : returned,
                        process.troubles()));
        if (process.isDead()) {
            // The queue gives the messages out again, in this test sometimes soon.
            batch.forEach(copy -> copy.visibleAt = time.instant().plusSeconds(chance.nextInt(200)));
            return mortal();
        }
        for (Copy copy : batch) {
            copy.done = !returned.contains(copy.message().id());
            // Long enough that what somebody else has begun is over after a few of them.
            copy.visibleAt = time.instant().plusSeconds(10 + chance.nextInt(140));
        }
        return process;
    }

    private List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        if (copies.stream().anyMatch(copy -> !copy.done)) {
            wrong.add("messages that are never settled");
        }
        boolean inDoubt = rejected.stream().anyMatch(one -> one.reason() == Reason.IN_DOUBT);
        if (rejected.stream().anyMatch(one -> one.reason() != Reason.IN_DOUBT) || (inDoubt && specimen.isResent())) {
            wrong.add("rejected: " + rejected);
        }
        VersionedRecord last = records.stream()
                .max(Comparator.comparing(VersionedRecord::version))
                .orElseThrow();
        wrong.addAll(specimen == Specimen.CONTACTS ? wrongOfContact(last) : wrongOfObject(last, inDoubt));
        return wrong;
    }

    /** A person looks after what is in doubt, so that only the number of objects counts then. */
    private List<String> wrongOfObject(VersionedRecord last, boolean inDoubt) {
        List<String> texts = specimen.texts(keap);
        if (texts.size() > 1) {
            return List.of(texts.size() + " objects");
        }
        List<String> expected = last.isDelete() ? List.of() : List.of(last.title());
        boolean isRight = specimen.isChangeable() ? texts.equals(expected) : texts.size() == expected.size();
        return inDoubt || isRight ? List.of() : List.of("%s instead of %s".formatted(texts, expected));
    }

    private List<String> wrongOfContact(VersionedRecord last) {
        List<String> wrong = new ArrayList<>();
        List<StoredContact> contacts = keap.contacts();
        if (contacts.size() > 1) {
            wrong.add(contacts.size() + " contacts");
        }
        for (StoredContact contact : contacts) {
            if (!last.isDelete() && !contact.text("job_title").equals(last.title())) {
                wrong.add("%s instead of %s".formatted(contact.text("job_title"), last.title()));
            }
            if (!contact.tagIds().containsAll(expected(last))) {
                wrong.add("tags %s instead of %s".formatted(contact.tagIds(), expected(last)));
            }
            if (last.isDelete() && contact.tagIds().contains(TAG)) {
                wrong.add("a removed contact with tags " + contact.tagIds());
            }
        }
        if (!contacts.isEmpty() && last.isDelete() && onDelete == OnDelete.DELETE) {
            wrong.add("a contact that was to be deleted");
        }
        if (contacts.isEmpty() && !last.isDelete()) {
            wrong.add("no contact");
        }
        return wrong;
    }

    /** Those of all records since the last removal. */
    private Set<Long> expected(VersionedRecord last) {
        int removed = records.stream()
                .filter(VersionedRecord::isDelete)
                .mapToInt(VersionedRecord::version)
                .max()
                .orElse(0);
        Set<Long> tags = new TreeSet<>();
        records.stream().filter(record -> record.version() > removed).forEach(record -> tags.addAll(record.tags()));
        if (!last.isDelete()) {
            tags.add(TAG);
        }
        return tags;
    }
}
