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

/** What one record asks for, not yet held against the account. */
record MappedRecord(RecordPosition position, MappingResult.Wanted wanted) {

    MappedRecord withoutSourceKey() {
        return new MappedRecord(
                position,
                new MappingResult.Wanted(wanted.change().named(null), wanted.unresolved(), wanted.unwritten()));
    }

    /** The same as if the account had all that it names. */
    PlannedRecord unresolved() {
        return new PlannedRecord(position, wanted.change());
    }

    /**
     * What it certainly comes to while the account has not been asked: of its own tags, those that are made if they are not there.
     * A text with so many commas that it matters names as many tags.
     *
     * @param ids stands in for the ids of tags that are known by their names only
     */
    PlannedRecord atLeast(StandIns ids) {
        Set<Long> made = wanted.unresolved().tags().stream()
                .filter(OfTags::createMissing)
                .flatMap(tags -> tags.text().pieces().stream())
                .filter(TagPiece.Name.class::isInstance)
                .map(piece -> ids.of(TagQuestion.folded(piece.text())))
                .collect(Collectors.toSet());
        return new PlannedRecord(
                position, wanted.change().wearing(wanted.change().isDelete() ? Set.of() : made));
    }

    /** Numbers that no tag has, the same for the same name. */
    static final class StandIns {
        private final Map<String, Long> ids = new HashMap<>();

        private long of(String name) {
            return ids.computeIfAbsent(name, unused -> -1L - ids.size());
        }
    }
}
