package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.ContactMapping.TagSources;
import dev.keapsink.field.RecordReader;
import dev.keapsink.field.Unresolved.OfTags;
import dev.keapsink.record.Faults;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.TagPiece;
import dev.keapsink.record.TagText;
import dev.keapsink.record.TagTexts;
import dev.keapsink.record.TagTexts.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of one record, from all sources that may name them.
 *
 * @param ids tags that are certainly ids
 * @param named texts that name tags
 */
record RecordTags(Set<Long> ids, List<OfTags> named) {

    private static final List<String> TAGS = List.of("tags");

    /** Unites the tags of envelope and data. Message attributes count only if these have none. */
    static RecordTags of(SinkRecord.Row row, RecordReader record, TagSources sources, Faults faults) {
        boolean makeOwn = sources.makeOwn();
        List<OfTags> own = new ArrayList<>(unresolved(row.header().tags(), makeOwn));
        JsonNode listed = record.named(TAGS);
        if (listed.isBoolean() && !listed.booleanValue()) {
            record.leaveOut("tags", dev.keapsink.field.FieldType.FILLER);
        }
        faults.reading(() -> TagTexts.of(listed, Kind.IDS_AND_NAMES))
                .ifPresent(tags -> own.addAll(unresolved(tags, makeOwn)));
        List<OfTags> others = new ArrayList<>();
        for (TagSources.From from : sources.list()) {
            faults.reading(() -> TagTexts.of(record.of(from.source()), from.kind()))
                    .ifPresent(tags ->
                            (from.kind() == Kind.NAMES ? others : own).addAll(unresolved(tags, from.createMissing())));
        }
        if (own.isEmpty()) {
            own.addAll(unresolved(row.defaults().tags(), makeOwn));
        }
        own.addAll(others);
        return divided(own);
    }

    private static List<OfTags> unresolved(List<TagText> texts, boolean createMissing) {
        return texts.stream().map(text -> new OfTags(text, createMissing)).toList();
    }

    private static RecordTags divided(List<OfTags> all) {
        Set<Long> ids = new LinkedHashSet<>();
        List<OfTags> named = new ArrayList<>();
        all.forEach(tags -> id(tags.text()).ifPresentOrElse(ids::add, () -> named.add(tags)));
        return new RecordTags(ids, named);
    }

    private static Optional<Long> id(TagText text) {
        return text.pieces().size() == 1 && text.pieces().getFirst() instanceof TagPiece.Id byId
                ? Optional.of(byId.id())
                : Optional.empty();
    }

    /** An upper bound of the number of tags that the record names. */
    int count() {
        return ids.size()
                + (int) named.stream()
                        .flatMap(tags -> tags.text().pieces().stream())
                        .map(RecordTags::key)
                        .distinct()
                        .count();
    }

    private static String key(TagPiece piece) {
        return switch (piece) {
            case TagPiece.Id byId -> "id " + byId.id();
            case TagPiece.Name byName -> "name " + byName.text();
        };
    }
}
