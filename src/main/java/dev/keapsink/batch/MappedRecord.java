package dev.keapsink.batch;

import dev.keapsink.field.Unresolved.OfTags;
import dev.keapsink.object.MappingResult;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.TagPiece;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.tag.TagQuestion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A record that is mapped, but whose names are not resolved yet. */
record MappedRecord(RecordPosition position, MappingResult.Wanted wanted) {

    MappedRecord withoutSourceKey() {
        return new MappedRecord(
                position,
                new MappingResult.Wanted(wanted.change().withSourceKey(null), wanted.unresolved(), wanted.unwritten()));
    }

    /** The planned record without its unresolved names. */
    PlannedRecord unresolved() {
        return new PlannedRecord(position, wanted.change());
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
        return new PlannedRecord(
                position, wanted.change().withExactTags(wanted.change().isDelete() ? Set.of() : made));
    }

    /** Ids that no tag has, the same for the same name. */
    static final class StandIns {
        private final Map<String, Long> ids = new HashMap<>();

        private long of(String name) {
            return ids.computeIfAbsent(name, unused -> -1L - ids.size());
        }
    }
}
