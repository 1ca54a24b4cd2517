package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A source of a mapping: a field's name, a JSON Pointer, a constant, several of them, or an entry that has one of them
 * in {@code from}.
 *
 * @param json as it stands in the mapping
 */
record PlainSource(JsonNode json) {

    /** Returns the value in a record, missing if there is none; empty if only the function can tell which it is. */
    Optional<JsonNode> in(PlainRecord record) {
        if (json.isArray()) {
            return first(json.valueStream().map(PlainSource::new), record);
        }
        if (json.isObject()) {
            Stream<PlainSource> from = Stream.of(json.path("from"))
                    .filter(node -> !node.isMissingNode())
                    .map(PlainSource::new);
            return hasConstant()
                    ? first(from, record).map(found -> PlainRecord.isBlank(found) ? json.path("value") : found)
                    : first(from, record);
        }
        String name = json.asText();
        return name.startsWith("/")
                ? at(name, record)
                : Optional.of(record.data().path(name.strip()));
    }

    /** Another source counts if this one has a filler. */
    private static Optional<JsonNode> first(Stream<PlainSource> sources, PlainRecord record) {
        JsonNode last = MissingNode.getInstance();
        for (PlainSource source : sources.toList()) {
            Optional<JsonNode> found = source.in(record);
            if (found.isEmpty()
                    || found.filter(value ->
                                    value.isTextual() && !value.asText().isBlank())
                            .filter(value ->
                                    PlainText.mayBeFiller(value.asText().strip()))
                            .isPresent()) {
                return Optional.empty();
            }
            if (!PlainRecord.isBlank(found.get())) {
                return found;
            }
            last = found.get();
        }
        return Optional.of(last);
    }

    /** What a pointer does not find in the data may stand around them. */
    private static Optional<JsonNode> at(String pointer, PlainRecord record) {
        try {
            JsonNode found = record.data().at(pointer);
            return found.isMissingNode() && !record.envelope().at(pointer).isMissingNode()
                    ? Optional.empty()
                    : Optional.of(found);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean hasConstant() {
        return json.isObject() && json.has("value");
    }

    /** Returns the names of the record's fields that the source reads. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (json.isContainerNode()) {
            Stream<JsonNode> sources = json.isArray() ? json.valueStream() : Stream.of(json.path("from"));
            sources.forEach(source -> names.addAll(new PlainSource(source).names()));
        } else if (json.asText().startsWith("/")) {
            names.add(JsonPointer.compile(json.asText()).getMatchingProperty());
        } else {
            names.add(json.asText().strip());
        }
        return names;
    }

    /** Whether a pointer reaches into an object that may say itself what happened to the record. */
    boolean reachesIntoAnOperation(PlainRecord record) {
        return names().stream()
                .map(name -> record.data().path(name))
                .anyMatch(inside -> inside.isContainerNode() && PlainRecord.maySayOperation(inside));
    }
}
