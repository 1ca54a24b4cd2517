package dev.keapsink.batch;

import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.MappingResult;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.step.PlannedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a batch asks for, as far as it can be told without asking Keap.
 *
 * @param positions of all records, in order
 * @param mappedRecords the records that can be written, if the account has what they name
 * @param decided what has become of the others, by position
 */
record Intake(List<RecordPosition> positions, List<MappedRecord> mappedRecords, Map<Integer, Result> decided) {

    /** Reads and maps every record of every message. */
    static Intake of(List<Message> messages, MessageRecords reader, KeapObjects objects) {
        Collector taken = new Collector(objects);
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            try {
                taken.addAll(i, reader.of(message));
            } catch (Throwable e) {
                taken.addBug(i, message, e);
            }
        }
        return new Intake(taken.positions, taken.mappedRecords, taken.decided);
    }

    private static final class Collector {
        private final KeapObjects objects;
        private final List<RecordPosition> positions = new ArrayList<>();
        private final List<MappedRecord> mappedRecords = new ArrayList<>();
        private final Map<Integer, Result> decided = new HashMap<>();
        private final Backstop bugs = new Backstop();

        Collector(KeapObjects objects) {
            this.objects = objects;
        }

        void addAll(int messageIndex, List<MessageRecord> records) {
            for (MessageRecord one : records) {
                RecordPosition position =
                        new RecordPosition(positions.size(), messageIndex, one.number(), one.message());
                positions.add(position);
                try {
                    add(position, one.content().then(record -> map(record, objects)));
                } catch (Throwable e) {
                    decided.put(position.index(), bugs.stopped(e));
                }
            }
        }

        void addBug(int messageIndex, Message message, Throwable thrown) {
            decided.put(positions.size(), bugs.stopped(thrown));
            positions.add(new RecordPosition(positions.size(), messageIndex, 0, message));
        }

        private void add(RecordPosition position, Checked<Drafted> content) {
            switch (content) {
                case Checked.Valid<Drafted>(Drafted.Change(MappingResult.Wanted wanted)) ->
                    mappedRecords.add(new MappedRecord(position, wanted));
                case Checked.Valid<Drafted>(Drafted.Nothing(Effect effect)) ->
                    decided.put(position.index(), new Result.Ended(new Written(effect)));
                case Checked.Invalid<Drafted>(Rejected rejection) ->
                    decided.put(position.index(), new Result.Ended(rejection));
            }
        }
    }

    /** What a record comes to: a change, or nothing to be done. */
    private sealed interface Drafted {
        record Change(MappingResult.Wanted wanted) implements Drafted {}

        record Nothing(Effect effect) implements Drafted {}
    }

    private static Checked<Drafted> map(SinkRecord record, KeapObjects objects) {
        return switch (record) {
            case SinkRecord.Row row ->
                objects.of(row.type())
                        .map(row)
                        .then(mapped -> new Checked.Valid<>(
                                switch (mapped) {
                                    case MappingResult.Wanted wanted -> new Drafted.Change(wanted);
                                    case MappingResult.Suppressed suppressed -> new Drafted.Nothing(Effect.SUPPRESSED);
                                }));
            case SinkRecord.NoRecord none -> new Checked.Valid<>(new Drafted.Nothing(Effect.NO_RECORD));
        };
    }

    /** The same where the producer's own names for records do not count. */
    Intake withoutSourceKeys() {
        return new Intake(
                positions,
                mappedRecords.stream().map(MappedRecord::withoutSourceKey).toList(),
                decided);
    }

    /** What the records are that could be read, by position. */
    Map<Integer, ObjectType> types() {
        return mappedRecords.stream()
                .collect(Collectors.toMap(
                        mapped -> mapped.position().index(),
                        mapped -> mapped.wanted().change().key().type()));
    }

    /** The records of the oldest message first. */
    List<MappedRecord> byAge() {
        return mappedRecords.stream()
                .sorted(Comparator.comparing((MappedRecord mapped) ->
                                mapped.position().message().delivery().sentAt())
                        .thenComparing(mapped -> mapped.position().index()))
                .toList();
    }

    /** What was asked for, whether the account has it or not. */
    List<PlannedRecord> asked() {
        return mappedRecords.stream().map(MappedRecord::unresolved).toList();
    }
}
