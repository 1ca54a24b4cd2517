package dev.keapsink.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.util.regex.Pattern;

/** Reads a mapping's document: one JSON object in which every name occurs once. */
public final class MappingDocument {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern FILE = Pattern.compile("[^{}\\[\\]\"]+\\.json");

    private MappingDocument() {}

    /**
     * The object that a text holds.
     *
     * @throws MappingError if the text is not such an object
     */
    public static ObjectNode of(String text) {
        try {
            JsonNode json = JSON.readTree(Blanks.aroundJson(text));
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw new MappingError("", "must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new MappingError(
                    "",
                    FILE.matcher(Blanks.strip(text)).matches()
                            ? "is the name of a file, but must be the document in it: \"$(cat FILE)\" in a shell"
                            : "is not JSON, or names something twice: " + place(e));
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it could not be read"
                : "reading stopped at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
