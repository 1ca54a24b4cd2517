package dev.keapsink.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message's attributes and group as one JSON document: all that a replay needs besides the body. The document
 * is plain ASCII, so that every original character survives and each character is one byte.
 */
final class SourceAttributes {

    private static final JsonMapper ASCII_JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final List<Map.Entry<String, Message.Attribute>> largestFirst;
    private final @Nullable String group;

    SourceAttributes(Message message) {
        this.largestFirst = message.attributes().entrySet().stream()
                .sorted(Comparator.comparingInt(SourceAttributes::size).reversed())
                .toList();
        this.group = message.delivery().group();
    }

    private static int size(Map.Entry<String, Message.Attribute> attribute) {
        return asciiJson(TextNode.valueOf(attribute.getValue().value())).length();
    }

    /**
     * The document that fits. It leaves out as few of the largest attributes as possible, and the group last of all.
     * Its field {@code cut} counts the missing parts, and tells that the document no longer holds the whole message.
     *
     * @param room in bytes; if even {@link #smallest} is larger, that is the result
     * @return empty if the message has neither attributes nor a group
     */
    Optional<String> within(int room) {
        int parts = largestFirst.size() + (group == null ? 0 : 1);
        for (int cut = 0; cut < parts; cut++) {
            String document = without(cut);
            if (document.length() <= room) {
                return Optional.of(document);
            }
        }
        return smallest();
    }

    /** The document with only the number of missing parts; empty if the message has neither attributes nor a group. */
    Optional<String> smallest() {
        int parts = largestFirst.size() + (group == null ? 0 : 1);
        return parts == 0 ? Optional.empty() : Optional.of(without(parts));
    }

    private String without(int cut) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (cut < largestFirst.size()) {
            ObjectNode attributes = document.putObject("attributes");
            largestFirst.stream()
                    .skip(cut)
                    .forEach(entry -> attributes
                            .putObject(entry.getKey())
                            .put("type", entry.getValue().type())
                            .put("value", entry.getValue().value()));
        }
        if (group != null && cut <= largestFirst.size()) {
            document.put("messageGroupId", group);
        }
        if (cut > 0) {
            document.put("cut", cut);
        }
        return asciiJson(document);
    }

    private static String asciiJson(JsonNode document) {
        try {
            return ASCII_JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }
}
