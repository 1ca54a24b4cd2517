package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;

/** Reads what anybody may have written: within bounds, and with a reason instead of a parser's exception. */
final class Json {

    /** No record of a CRM is nested deeper, and a parser that stops early cannot be stalled by a depth bomb. */
    static final int MAX_DEPTH = 50;

    /** The time that a number takes grows with the square of its digits. */
    static final int MAX_DIGITS = 1000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Json() {}

    /**
     * The object that a text is. Of two fields with one name the last one counts.
     *
     * @param what how to call the text in a complaint
     * @throws InvalidValue if it is anything else
     */
    static ObjectNode object(String text, String what) {
        try {
            JsonNode json = READER.readValue(Blanks.aroundJson(text));
            if (json instanceof ObjectNode object) {
                Keys.strip(object);
                return object;
            }
            throw InvalidValue.unreadable(
                    "The %s is JSON, but neither an object nor a list of records.".formatted(what));
        } catch (StreamConstraintsException e) {
            throw InvalidValue.unreadable(
                    "The %s is nested more than %d levels deep, or holds a number or a name that is too long."
                            .formatted(what, MAX_DEPTH));
        } catch (JsonProcessingException e) {
            throw InvalidValue.unreadable("The %s is not JSON: %s".formatted(what, place(e)));
        }
    }

    /** Where parsing stopped; the parser's own message would quote the text, which may be personal. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it could not be parsed."
                : "parsing stopped at line %d, column %d."
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
