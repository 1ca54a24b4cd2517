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
 * A message's own attributes and group as one JSON document, everything that a replay needs beside the body. In plain ASCII,
 * so that no character of the originals is lost on the way, and a character is a byte.
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
     * The document, without as few of the largest attributes as it takes to fit, and at last without the group, too. It says
     * then how many are missing, as {@code cut}: what is left is not the whole message any more.
     *
     * @param room in bytes; where even {@link #smallest} would be too large, it is that one
     * @return nothing if the message has neither attributes nor a group
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

    /** The document that holds nothing but how many are missing; nothing if there is nothing to miss. */
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
