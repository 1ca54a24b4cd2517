package dev.keapsink.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text of a payload, with its properties sorted, so that the same content has the same text and hash.
 *
 * @param hash the SHA-256 of the text, in hexadecimal digits
 */
record PayloadText(String text, String hash) {

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final char REPLACEMENT = '\ufffd';

    static PayloadText of(JsonNode payload) {
        try {
            String text = storable(SORTED.writeValueAsString(SORTED.treeToValue(payload, Object.class)));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new PayloadText(text, HexFormat.of().formatHex(hash));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            // What was parsed can be written, and every JDK has SHA-256.
            throw new IllegalStateException("A payload cannot be written", e);
        }
    }

    /**
     * The JSON with U+FFFD in place of what PostgreSQL refuses: the character NUL, and halves of surrogate pairs.
     *
     * @see <a href="https://www.postgresql.org/docs/current/datatype-json.html">PostgreSQL's JSON types</a>
     */
    private static String storable(String json) {
        StringBuilder text = new StringBuilder(json.length());
        int i = 0;
        while (i < json.length()) {
            char one = json.charAt(i);
            if (one == '\\' && json.startsWith("u0000", i + 1)) {
                text.append(REPLACEMENT);
                i += "\\u0000".length();
            } else if (one == '\\') {
                text.append(one).append(json.charAt(i + 1));
                i += 2;
            } else if (Character.isSurrogate(one)) {
                boolean isPair = Character.isHighSurrogate(one)
                        && i + 1 < json.length()
                        && Character.isLowSurrogate(json.charAt(i + 1));
                text.append(isPair ? json.substring(i, i + 2) : REPLACEMENT);
                i += isPair ? 2 : 1;
            } else {
                text.append(one);
                i++;
            }
        }
        return text.toString();
    }
}
