package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping, read without the function's own code. Where a record has more than one reading by it, this class gives
 * none.
 */
final class PlainMapping {
    /** Every value is found by its name. */
    static final PlainMapping AUTOMATIC =
            new PlainMapping(JsonNodeFactory.instance.objectNode().put("automatic", true));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NO = Set.of("0", "no", "false");

    private final JsonNode document;

    private PlainMapping(JsonNode document) {
        this.document = document;
    }

    /** Reads a document. With a faulty one the function does not start, so it may be read in any way. */
    static PlainMapping of(String document) {
        try {
            JsonNode json = JSON.readTree(document);
            return json.isObject() ? new PlainMapping(json) : AUTOMATIC;
        } catch (JsonProcessingException e) {
            return AUTOMATIC;
        }
    }

    /** A part of the document. */
    JsonNode part(String name) {
        return document.path(name);
    }

    private boolean isAutomatic() {
        return document.path("automatic").asBoolean();
    }

    /** Returns the sources of the tags that records name, beside their own {@code tags}. */
    List<JsonNode> tagSources() {
        return part("tags")
                .valueStream()
                .filter(tag -> Stream.of("from", "ids_from", "names_from").anyMatch(tag::has))
                .toList();
    }

    /** Returns the source of an item of {@link #tagSources}. */
    static PlainSource sourceOf(JsonNode tag) {
        return Stream.of("from", "ids_from", "names_from")
                .filter(tag::has)
                .findFirst()
                .map(name -> new PlainSource(tag.path(name)))
                .orElseThrow();
    }

    /** Whether a contact may keep a value that a record has, or lose one that it has not. */
    boolean keepsValues() {
        return Stream.concat(Stream.of(document), part("fields").valueStream()).anyMatch(PlainMapping::keepsValues);
    }

    /** Whether it may suppress whole records. */
    boolean dropsRecords() {
        return part("suppress")
                .valueStream()
                .anyMatch(rule -> rule.path("drop").asText().equals("record"));
    }

    private static boolean keepsValues(JsonNode options) {
        return !options.path("write").asText("overwrite").equals("overwrite")
                || !options.path("empty").asText("ignore").equals("ignore");
    }

    /**
     * Returns a record whose fields have the names of their targets; empty if it may be suppressed or deleted, or if
     * its address may be another one.
     */
    Optional<PlainRecord> applied(PlainRecord record) {
        if (maySayOperation(record) || maySuppress(record)) {
            return Optional.empty();
        }
        Set<String> elsewhere = read();
        Map<String, JsonNode> fields = isAutomatic()
                ? PlainRecord.fieldsOf(record.data(), name -> !elsewhere.contains(name))
                : new LinkedHashMap<>();
        if (keepsValues(document)) {
            fields.keySet().removeIf(PlainRecord::isCompared);
        }
        for (Map.Entry<String, JsonNode> entry : part("fields").properties()) {
            if (!assign(entry.getKey(), entry.getValue(), record, fields)) {
                return Optional.empty();
            }
        }
        boolean moreTags = tagSources().stream()
                .map(tag -> sourceOf(tag).in(record))
                .anyMatch(tags -> tags.isEmpty()
                        || tags.filter(value -> !PlainRecord.isBlank(value)).isPresent());
        return Optional.of(new PlainRecord(record.envelope(), record.data(), fields, moreTags));
    }

    /** Puts the value of an entry in the place of others for the target. Returns whether it has only one reading. */
    private static boolean assign(String target, JsonNode entry, PlainRecord record, Map<String, JsonNode> fields) {
        boolean isKey = target.equals("email1") || target.equals("phone1");
        PlainSource source = new PlainSource(entry);
        boolean others = fields.entrySet().stream()
                .anyMatch(field -> PlainRecord.means(target, field.getKey()) && !PlainRecord.isBlank(field.getValue()));
        fields.keySet().removeIf(name -> PlainRecord.means(target, name));
        Optional<JsonNode> value = source.in(record).filter(found -> !found.isContainerNode());
        if (value.isEmpty() || (isKey && (source.hasConstant() || source.reachesIntoAnOperation(record)))) {
            return !isKey;
        }
        if (PlainRecord.isBlank(value.get())) {
            return !(isKey && others);
        }
        if (isKey || !keepsValues(entry)) {
            fields.put(PlainRecord.plain(target), value.get());
        }
        return true;
    }

    /** Returns the names of the record's fields that are not found by their names. */
    private Set<String> read() {
        Set<String> names = new HashSet<>();
        part("ignore").forEach(name -> names.add(name.asText().strip()));
        Stream.of("fields", "custom_fields")
                .flatMap(part -> part(part).valueStream())
                .forEach(entry -> names.addAll(new PlainSource(entry).names()));
        tagSources().forEach(tag -> names.addAll(sourceOf(tag).names()));
        return names;
    }

    private boolean maySayOperation(PlainRecord record) {
        JsonNode op = part("op");
        if (op.isMissingNode()) {
            return false;
        }
        PlainSource source = new PlainSource(op);
        boolean around = source.names().stream()
                .anyMatch(name -> record.isInEnvelope() && record.envelope().has(name));
        Optional<JsonNode> word = source.in(record);
        return around
                || word.isEmpty()
                || word.filter(found -> !PlainRecord.isBlank(found) && !isListed(found, op.path("upsert")))
                        .isPresent();
    }

    private static boolean isListed(JsonNode word, JsonNode words) {
        return words.valueStream()
                .anyMatch(one -> one.asText().equalsIgnoreCase(word.asText().strip()));
    }

    private boolean maySuppress(PlainRecord record) {
        return part("suppress")
                .valueStream()
                .map(rule -> new PlainSource(rule.path("when")).in(record))
                .anyMatch(yes -> yes.isEmpty()
                        || yes.filter(value -> !PlainRecord.isBlank(value)
                                        && !NO.contains(value.asText().strip().toLowerCase(Locale.ROOT)))
                                .isPresent());
    }
}
