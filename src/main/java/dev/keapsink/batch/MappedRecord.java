package dev.keapsink.batch;

import dev.keapsink.field.Unresolved.OfTags;
import dev.keapsink.object.Change;
import dev.keapsink.object.MappingResult;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.TagPiece;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.tag.TagQuestion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record that is mapped, but whose names are not resolved yet.
 *
 * @param name the key that the producer gave the record; null if it has none
 */
record MappedRecord(
        RecordPosition position,
        MappingResult.Wanted wanted,
        @Nullable String name) {

    MappedRecord(RecordPosition position, MappingResult.Wanted wanted) {
        this(position, wanted, wanted.change().sourceKey());
    }

    /** The same record, whose key no longer counts as that of a ledger's entry. Other records can still refer to it. */
    MappedRecord withoutSourceKey() {
        return new MappedRecord(
                position,
                new MappingResult.Wanted(wanted.change().withSourceKey(null), wanted.unresolved(), wanted.unwritten()),
                name);
    }

    /** The planned record with this change. */
    PlannedRecord planned(Change change) {
        return new PlannedRecord(position, change, name);
    }

    /** The planned record without its unresolved names. */
    PlannedRecord unresolved() {
        return planned(wanted.change());
    }

    /**
     * The planned record with the fewest tags that it can have. Of its unresolved tags only those count that are
     * created if missing. A text with many commas counts as many tags.
     *
     * @param ids stands in for the ids of tags that are known only by name
     */
    PlannedRecord atLeast(StandIns ids) {
        Set<Long> made = wanted.unresolved().tags().stream()
                .filter(OfTags::createMissing)
                .flatMap(tags -> tags.text().pieces().stream())
                .filter(TagPiece.Name.class::isInstance)
                .map(piece -> ids.of(TagQuestion.folded(piece.text())))
                .collect(Collectors.toSet());
        return planned(wanted.change().withExactTags(wanted.change().isDelete() ? Set.of() : made));
    }

    /** Ids that no tag has, the same for the same name. */
    static final class StandIns {
        private final Map<String, Long> ids = new HashMap<>();

        private long of(String name) {
            return ids.computeIfAbsent(name, unused -> -1L - ids.size());
        }
    }
}
