package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.TagIds;
import dev.keapsink.record.TagPiece;
import dev.keapsink.record.TagText;
import dev.keapsink.record.TagTexts;
import dev.keapsink.record.TagTexts.Kind;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.tools.records.RecordFile.Line;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads from settings, mapping and records what an account must have, and leaves out what the function refuses. */
record AccountNeeds(SimulatorSettings settings, PlainMapping mapping, List<PlainRecord> records) {

    /**
     * Prepares the needs of a run.
     *
     * @param lines the records that the mapping reads tags, contact types and custom fields from
     */
    static AccountNeeds of(SimulatorSettings settings, PlainMapping mapping, List<Line> lines) {
        return new AccountNeeds(
                settings,
                mapping,
                lines.stream()
                        .map(line -> PlainRecord.single(line.body()))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Adds all of them to an account. */
    void addTo(AccountContents account) {
        account.addObjects(settings.keyField());
        account.encode(mapping.part("encoding"));
        settings.get(SimulatorSettings.TAG_IDS).map(AccountNeeds::ids).ifPresent(ids -> ids.forEach(account::addTag));
        mapping.part("tags").forEach(tag -> addTag(tag, account));
        settings.get(SimulatorSettings.CONTACT_TYPE).ifPresent(account::addType);
        JsonNode type = mapping.part("fields").path("contact_type");
        values(type).stream()
                .filter(value -> value.isTextual()
                        && !PlainText.mayBeFiller(value.asText().strip()))
                .map(value -> value.asText().strip())
                .distinct()
                .forEach(account::addType);
        mapping.part("custom_fields")
                .properties()
                .forEach(field -> account.addField(field.getKey(), values(field.getValue())));
    }

    /** Returns the ids of the tags that the function gives to every contact. */
    static Set<Long> tagsOfAll(SimulatorSettings settings, KeapSimulator keap) {
        Set<Long> tags =
                new TreeSet<>(ids(settings.get(SimulatorSettings.TAG_IDS).orElse(AccountContents.TAGS)));
        for (JsonNode tag : AuditRules.of(settings).mapping().part("tags")) {
            String text = (tag.isValueNode() ? tag : tag.path("name")).asText().strip();
            if (tag.isValueNode() && text.matches("[0-9]{1,18}")) {
                tags.add(Long.parseLong(text));
            } else if (!text.isEmpty()) {
                tags.addAll(keap.tagsNamed(text));
            }
        }
        return tags;
    }

    private static Set<Long> ids(String setting) {
        try {
            return TagIds.of(setting);
        } catch (InvalidValue e) {
            return Set.of();
        }
    }

    private void addTag(JsonNode tag, AccountContents account) {
        boolean isMade = tag.path("create_missing").asBoolean();
        if (tag.isValueNode()) {
            addTags(tag, Kind.IDS_AND_NAMES, false, account);
        } else if (tag.has("name")) {
            addTags(tag.path("name"), Kind.NAMES, isMade, account);
        } else if (mapping.tagSources().contains(tag)) {
            Kind kind = tag.has("ids_from") ? Kind.IDS : tag.has("names_from") ? Kind.NAMES : Kind.IDS_AND_NAMES;
            values(PlainMapping.sourceOf(tag).json()).forEach(value -> addTags(value, kind, isMade, account));
        }
    }

    /** A tag whose name is missing is left to the function if the mapping lets it be made. */
    private static void addTags(JsonNode value, Kind kind, boolean isMade, AccountContents account) {
        try {
            for (TagText text : TagTexts.of(value, kind)) {
                for (TagPiece piece : text.pieces()) {
                    switch (piece) {
                        case TagPiece.Id byId -> account.addTag(byId.id());
                        case TagPiece.Name byName -> {
                            if (!isMade) {
                                account.addTag(byName.text());
                            }
                        }
                    }
                }
            }
        } catch (InvalidValue e) {
            // The function rejects the record for it.
        }
    }

    /** Returns the value of a source in each record; that of a constant once. */
    private List<JsonNode> values(JsonNode source) {
        if (source.isMissingNode()) {
            return List.of();
        }
        PlainSource from = new PlainSource(source);
        Stream<JsonNode> constant = from.hasConstant() ? Stream.of(source.path("value")) : Stream.of();
        return Stream.concat(constant, records.stream().map(from::in).flatMap(Optional::stream))
                .filter(value -> !PlainRecord.isBlank(value))
                .distinct()
                .toList();
    }
}
