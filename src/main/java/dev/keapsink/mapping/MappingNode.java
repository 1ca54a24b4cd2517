package dev.keapsink.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node of a mapping document, which names itself in its errors.
 *
 * @param where the path to it, such as {@code fields.given_name}
 * @param name the last step of the path
 */
public record MappingNode(String where, String name, JsonNode json) {

    /** The whole document. */
    public static MappingNode of(JsonNode document) {
        return new MappingNode("", "", document);
    }

    /**
     * The error of an invalid entry here.
     *
     * @param complaint completes a sentence that begins with the entry
     */
    public MappingError error(String complaint) {
        return new MappingError(where, complaint);
    }

    /** The node under a name, which may be absent. */
    public MappingNode child(String child) {
        return new MappingNode(where.isEmpty() ? child : where + "." + child, child, json.path(child));
    }

    /** Whether the document has this node. */
    public boolean isThere() {
        return !json.isMissingNode();
    }

    /**
     * All nodes in an object; none if it is absent.
     *
     * @throws MappingError if the node is not an object
     */
    public List<MappingNode> children() {
        if (isThere() && !json.isObject()) {
            throw error("must be an object");
        }
        return json.properties().stream().map(entry -> child(entry.getKey())).toList();
    }

    /**
     * The items of a list; none if it is absent.
     *
     * @throws MappingError if the node is not a list
     */
    public List<MappingNode> items() {
        if (isThere() && !json.isArray()) {
            throw error("must be a list");
        }
        return Stream.iterate(0, i -> i < json.size(), i -> i + 1)
                .map(i -> new MappingNode(where + "[" + i + "]", name, json.path(i)))
                .toList();
    }

    /**
     * A text that is not blank.
     *
     * @throws MappingError if the node holds none
     */
    public String text() {
        if (!json.isTextual() || Blanks.isBlank(json.asText())) {
            throw error("must be a text");
        }
        return json.asText();
    }

    /**
     * A truth value; false if it is absent.
     *
     * @throws MappingError if the node is neither true nor false
     */
    public boolean flag() {
        if (isThere() && !json.isBoolean()) {
            throw error("must be true or false");
        }
        return json.asBoolean();
    }

    /**
     * One of an enumeration's constants, which the document writes in lower case.
     *
     * @param otherwise the constant if the node is absent
     * @throws MappingError if the node names no constant
     */
    public <E extends Enum<E>> E choice(E otherwise) {
        if (!isThere()) {
            return otherwise;
        }
        Collection<E> all = Set.of(otherwise.getDeclaringClass().getEnumConstants());
        return all.stream()
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(json.asText()))
                .findFirst()
                .orElseThrow(() -> error("must be one of "
                        + all.stream()
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }

    /**
     * Refuses all other names in an object. They mean nothing here, and would be unnoticed typing errors.
     *
     * @throws MappingError naming the first such name
     */
    public MappingNode having(String... names) {
        Set<String> known = Set.of(names);
        for (MappingNode child : children()) {
            if (!known.contains(child.name())) {
                throw child.error("means nothing; allowed here are "
                        + Stream.of(names).sorted().collect(Collectors.joining(", ")));
            }
        }
        return this;
    }

    /**
     * How values are written: the options set here, and the given ones for the rest.
     *
     * @throws MappingError if an option has no such value
     */
    public WriteOptions options(WriteOptions otherwise) {
        return new WriteOptions(
                child("write").choice(otherwise.write()),
                child("empty").choice(otherwise.empty()),
                child("too_long").choice(otherwise.tooLong()));
    }

    /**
     * The source of a value: a field's name, a JSON Pointer, or {@code {"value": …}} for a constant. Of a list of
     * sources, the first one that is not empty counts.
     *
     * @throws MappingError if the node is none of these
     */
    public Source source() {
        if (json.isArray() && !json.isEmpty()) {
            return firstOf(items().stream().map(MappingNode::source).toList());
        }
        if (json.isObject() && json.size() == 1 && json.has("value")) {
            return constant();
        }
        if (json.isTextual() && json.asText().startsWith("/")) {
            return pointer();
        }
        if (json.isTextual() && !Blanks.isBlank(json.asText())) {
            return new Source.Name(Blanks.strip(json.asText()));
        }
        throw error("must be a field's name, a JSON Pointer such as /person/name, a list of them, or {\"value\": …}");
    }

    /**
     * A target's entry: a source, or an object with {@code from}, {@code value} and options.
     *
     * @param otherwise the options that the entry does not set
     * @param more further names that the object may have
     * @throws MappingError if the entry is invalid
     */
    public TargetEntry entry(WriteOptions otherwise, String... more) {
        if (!json.isObject()) {
            return new TargetEntry(source(), otherwise);
        }
        having(Stream.concat(Stream.of("from", "value", "write", "empty", "too_long"), Stream.of(more))
                .toArray(String[]::new));
        MappingNode from = child("from");
        MappingNode value = child("value");
        if (!from.isThere() && !value.isThere()) {
            throw error("needs from (where the value comes from) or value (a constant)");
        }
        List<Source> sources = new ArrayList<>();
        if (from.isThere()) {
            sources.add(from.source());
        }
        if (value.isThere()) {
            sources.add(constant());
        }
        return new TargetEntry(sources.size() == 1 ? sources.getFirst() : firstOf(sources), options(otherwise));
    }

    /**
     * Checks the constants of a source that stands here. A constant that Keap could not take would reject every record.
     *
     * @param reading throws {@link InvalidValue} for an unusable constant
     * @throws MappingError if a constant is unusable
     */
    public void check(Source source, Consumer<JsonNode> reading) {
        try {
            source.constants().forEach(reading);
        } catch (InvalidValue e) {
            MappingNode place = child("value").isThere() ? child("value") : this;
            throw place.error("holds a constant that " + e.rejection().detail());
        }
    }

    private Source firstOf(List<Source> sources) {
        if (sources.stream()
                .limit(sources.size() - 1L)
                .anyMatch(source -> !source.constants().isEmpty())) {
            throw error("has a constant before another source, which would never be read");
        }
        return new Source.FirstOf(sources);
    }

    private Source constant() {
        JsonNode value = json.path("value");
        if (value.isObject() || Texts.isBlank(value)) {
            throw child("value").error("must be a text, a number, true or false, or a list");
        }
        return new Source.Constant(value);
    }

    private Source pointer() {
        try {
            return new Source.Pointer(JsonPointer.compile(json.asText()));
        } catch (IllegalArgumentException e) {
            throw error("is no JSON Pointer (RFC 6901)");
        }
    }
}
