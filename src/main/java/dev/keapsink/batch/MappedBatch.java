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
 * The records of a batch, read and mapped before Keap is asked.
 *
 * @param positions of all records, in order
 * @param mappedRecords the records that can be written if the account has what they name
 * @param decided the results of the other records, by index
 */
record MappedBatch(List<RecordPosition> positions, List<MappedRecord> mappedRecords, Map<Integer, Result> decided) {

    /** Reads and maps every record of every message. */
    static MappedBatch of(List<Message> messages, MessageRecords reader, KeapObjects objects) {
        Collector collector = new Collector(objects);
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            try {
                collector.addAll(i, reader.of(message));
            } catch (Throwable e) {
                collector.addBug(i, message, e);
            }
        }
        return new MappedBatch(collector.positions, collector.mappedRecords, collector.decided);
    }

    private static final class Collector {
        private final KeapObjects objects;
        private final List<RecordPosition> positions = new ArrayList<>();
        private final List<MappedRecord> mappedRecords = new ArrayList<>();
        private final Map<Integer, Result> decided = new HashMap<>();
        private final Backstop backstop = new Backstop();

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
                    decided.put(position.index(), backstop.stopped(e));
                }
            }
        }

        void addBug(int messageIndex, Message message, Throwable thrown) {
            decided.put(positions.size(), backstop.stopped(thrown));
            positions.add(new RecordPosition(positions.size(), messageIndex, 0, message));
        }

        private void add(RecordPosition position, Checked<Mapped> content) {
            switch (content) {
                case Checked.Valid<Mapped>(Mapped.Change(MappingResult.Wanted wanted)) ->
                    mappedRecords.add(new MappedRecord(position, wanted));
                case Checked.Valid<Mapped>(Mapped.Nothing(Effect effect)) ->
                    decided.put(position.index(), new Result.Ended(new Written(effect)));
                case Checked.Invalid<Mapped>(Rejected rejection) ->
                    decided.put(position.index(), new Result.Ended(rejection));
            }
        }
    }

    /** A valid record: a change, or nothing to be done. */
    private sealed interface Mapped {
        record Change(MappingResult.Wanted wanted) implements Mapped {}

        record Nothing(Effect effect) implements Mapped {}
    }

    private static Checked<Mapped> map(SinkRecord record, KeapObjects objects) {
        return switch (record) {
            case SinkRecord.Row row ->
                objects.of(row.type())
                        .map(row)
                        .then(mapped -> new Checked.Valid<>(
                                switch (mapped) {
                                    case MappingResult.Wanted wanted -> new Mapped.Change(wanted);
                                    case MappingResult.Suppressed suppressed -> new Mapped.Nothing(Effect.SUPPRESSED);
                                }));
            case SinkRecord.NoRecord none -> new Checked.Valid<>(new Mapped.Nothing(Effect.NO_RECORD));
        };
    }

    /** The same records without their source keys. */
    MappedBatch withoutSourceKeys() {
        return new MappedBatch(
                positions,
                mappedRecords.stream().map(MappedRecord::withoutSourceKey).toList(),
                decided);
    }

    /** The object types of the records that could be read, by index. */
    Map<Integer, ObjectType> types() {
        return mappedRecords.stream()
                .collect(Collectors.toMap(
                        mapped -> mapped.position().index(),
                        mapped -> mapped.wanted().change().key().type()));
    }

    /** The records in the order of their messages, the oldest message first. */
    List<MappedRecord> byAge() {
        return mappedRecords.stream()
                .sorted(Comparator.comparing((MappedRecord mapped) ->
                                mapped.position().message().delivery().sentAt())
                        .thenComparing(mapped -> mapped.position().index()))
                .toList();
    }

    /** The records that the messages ask for, before their names are resolved. */
    List<PlannedRecord> asked() {
        return mappedRecords.stream().map(MappedRecord::unresolved).toList();
    }
}
