package dev.keapsink.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** Texts as PostgreSQL takes them: it has no character NUL. */
final class StoredText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredText() {}

    /** A message's body as a JSON object with the one property {@code body}, which is a text. */
    static String of(String body) {
        try {
            return JSON.writeValueAsString(JsonNodeFactory.instance.objectNode().put("body", withoutNul(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text can be written as JSON", e);
        }
    }

    /** The text, if there is one, with U+FFFD in place of each NUL. */
    static @Nullable String storable(@Nullable String text) {
        return text == null ? null : withoutNul(text);
    }

    private static String withoutNul(String text) {
        return text.replace('\0', '\ufffd');
    }
}
