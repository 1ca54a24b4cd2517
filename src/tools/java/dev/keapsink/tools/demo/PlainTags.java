package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tags that a plain record asks for by id, and whether it may ask for others.
 *
 * @param ofEnvelope the envelope's {@code tags}; missing for a bare record
 * @param fields the record's fields, by their names in lower case without punctuation
 * @param more whether the mapping reads tags from further fields
 */
record PlainTags(JsonNode ofEnvelope, Map<String, JsonNode> fields, boolean more) {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    /** Names under which exports hold tags, or values that the function may read as tags. */
    private static final Pattern OTHER_NAME =
            Pattern.compile("tags.+|.+tags?|tag|labels?|groups?|groupmembership|lists?|segments?");

    Set<Long> ids() {
        Set<Long> ids = new TreeSet<>();
        items().filter(PlainTags::isId).forEach(tag -> ids.add(Long.parseLong(tag)));
        return ids;
    }

    boolean areAll() {
        return !more
                && items().allMatch(PlainTags::isId)
                && fields.entrySet().stream()
                        .noneMatch(field ->
                                OTHER_NAME.matcher(field.getKey()).matches() && !PlainRecord.isBlank(field.getValue()));
    }

    private static boolean isId(String item) {
        return ID.matcher(item).matches();
    }

    private Stream<String> items() {
        return Stream.of(ofEnvelope, fields.getOrDefault("tags", MissingNode.getInstance()))
                .flatMap(tags -> tags.isArray()
                        ? tags.valueStream().map(JsonNode::asText)
                        : Arrays.stream(tags.asText("").split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty());
    }
}
