package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.object.Change;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.PlannedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Resolves the records of one batch against the account, and keeps the resolutions. Used by one thread. */
final class Resolutions {

    private final List<MappedRecord> byAge;
    private final RecordResolver resolver;
    private final AccountQuestions questions;
    private final Concurrency concurrency;
    private final Map<Integer, Resolution> byIndex = new HashMap<>();

    /**
     * @param byAge the records, those of the oldest message first
     */
    Resolutions(
            List<MappedRecord> byAge, RecordResolver resolver, AccountQuestions questions, Concurrency concurrency) {
        this.byAge = byAge;
        this.resolver = resolver;
        this.questions = questions;
        this.concurrency = concurrency;
        byAge.forEach(this::resolve);
    }

    private void resolve(MappedRecord mapped) {
        byIndex.put(mapped.position().index(), resolver.resolve(mapped));
    }

    /** The records that cannot be resolved before the account is asked. */
    List<MappedRecord> open() {
        return byAge.stream()
                .filter(mapped -> byIndex.get(mapped.position().index()) instanceof Resolution.Open)
                .toList();
    }

    /** The records that can be written. */
    List<PlannedRecord> ready() {
        List<PlannedRecord> ready = new ArrayList<>();
        for (MappedRecord mapped : byAge) {
            if (of(mapped.position()) instanceof Resolution.Ready(Change change, var unwritten)) {
                ready.add(mapped.planned(change));
            }
        }
        return ready;
    }

    /** The records that may be written, each with the fewest tags that it can have. */
    List<PlannedRecord> atLeast() {
        MappedRecord.StandIns ids = new MappedRecord.StandIns();
        List<PlannedRecord> records = new ArrayList<>();
        for (MappedRecord mapped : byAge) {
            switch (of(mapped.position())) {
                case Resolution.Ready(Change change, var unwritten) -> records.add(mapped.planned(change));
                case Resolution.Open open -> records.add(mapped.atLeast(ids));
                case Resolution.Never never -> {}
                case Resolution.HeldUp held -> {}
                case Resolution.Failed failed -> {}
            }
        }
        return records;
    }

    /** Rejects records, by index. */
    void refuse(Map<Integer, Rejected> refused) {
        refused.forEach((index, rejection) -> byIndex.put(index, new Resolution.Never(rejection)));
    }

    /** The parts that Keap does not get of the records that can be written, by index. */
    Map<Integer, Unwritten> unwritten() {
        Map<Integer, Unwritten> all = new HashMap<>();
        byIndex.forEach((index, resolution) -> {
            if (resolution instanceof Resolution.Ready(Change change, Unwritten unwritten)) {
                all.put(index, unwritten);
            }
        });
        return all;
    }

    /** The resolution of a record. */
    Resolution of(RecordPosition position) {
        return Objects.requireNonNull(byIndex.get(position.index()));
    }

    /**
     * Asks the account until all questions are answered or the time is over. A message that meets a failure asks
     * nothing more, because it has to come again anyway.
     *
     * @param mostOfAMessage look-ups that all deliveries of one message together have time for
     */
    void ask(Deadline deadline, long mostOfAMessage) {
        Map<Integer, Set<Question>> open = questions();
        while (!open.isEmpty()) {
            questions.ask(open.values(), concurrency, deadline);
            open().forEach(this::resolve);
            holdWhatMeetsAFailure();
            open = questions();
            refuseTooMuch(open, mostOfAMessage);
        }
    }

    /** The questions of each message that can still be written, the oldest message first. */
    private Map<Integer, Set<Question>> questions() {
        Map<Integer, Set<Question>> byMessage = new LinkedHashMap<>();
        for (MappedRecord mapped : byAge) {
            if (byIndex.get(mapped.position().index()) instanceof Resolution.Open(Set<Question> needed)) {
                byMessage
                        .computeIfAbsent(mapped.position().messageIndex(), message -> new LinkedHashSet<>())
                        .addAll(needed);
            }
        }
        return byMessage;
    }

    private void holdWhatMeetsAFailure() {
        Set<Integer> failed = new HashSet<>();
        for (MappedRecord mapped : byAge) {
            if (byIndex.get(mapped.position().index()) instanceof Resolution.Failed) {
                failed.add(mapped.position().messageIndex());
            }
        }
        open().stream()
                .filter(mapped -> failed.contains(mapped.position().messageIndex()))
                .forEach(mapped -> byIndex.put(mapped.position().index(), new Resolution.HeldUp()));
    }

    private void refuseTooMuch(Map<Integer, Set<Question>> open, long most) {
        open.entrySet().removeIf(message -> {
            int number = message.getValue().size();
            if (number > most) {
                refuse(message.getKey(), number, most);
            }
            return number > most;
        });
    }

    private void refuse(int message, int number, long most) {
        Rejected rejection = new Rejected(
                Reason.TOO_MUCH_FOR_ONE_MESSAGE,
                "tags",
                ("The records of the message name %,d tags that have to be looked up or created one by one, and all its"
                                + " deliveries together have time for %,d; send the records in several messages.")
                        .formatted(number, most));
        open().stream()
                .filter(mapped -> mapped.position().messageIndex() == message)
                .forEach(mapped -> byIndex.put(mapped.position().index(), new Resolution.Never(rejection)));
    }
}
