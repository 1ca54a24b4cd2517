package dev.keapsink.step;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be written: its position in the batch, and its change with resolved names.
 *
 * @param name the key that the producer gave the record, by which other records may refer to its object; null if it has
 *     none
 */
public record PlannedRecord(
        RecordPosition position, Change change, @Nullable String name) {

    /** A record whose name is its change's source key. */
    public PlannedRecord(RecordPosition position, Change change) {
        this(position, change, change.sourceKey());
    }

    /** The record's number among all records of the batch, from 0. */
    public int index() {
        return position.index();
    }

    /** Whether the record is in no message, but stands for an object that other records refer to. */
    public boolean isImplied() {
        return index() < 0;
    }

    /** The message as if it held this record alone. */
    public Message message() {
        return position.message();
    }

    /** The keys by which other records may refer to its object, beside the object's own key. */
    public List<Key> otherKeys() {
        return Stream.concat(
                        Stream.ofNullable(name)
                                .map(text -> new Key(change.key().type(), Key.By.SOURCE_KEY, List.of(text))),
                        Stream.ofNullable(change.otherKey()))
                .toList();
    }
}
