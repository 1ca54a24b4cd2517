package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads JSON of any origin within bounds. It fails with a reason instead of a parser's exception. */
final class Json {

    /** No record of a CRM is nested deeper. A parser that stops here cannot be stalled by a depth bomb. */
    static final int MAX_DEPTH = 50;

    /** Bounds the time to read a number, which grows with the square of its digits. */
    static final int MAX_DIGITS = 1000;

    private static final ObjectReader READER = reader(new JsonFactoryBuilder());

    /** Python writes the texts of a list with single quotation marks. */
    private static final ObjectReader LIST_READER =
            reader(new JsonFactoryBuilder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES));

    private Json() {}

    private static ObjectReader reader(JsonFactoryBuilder factory) {
        return JsonMapper.builder(factory.streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxNumberLength(MAX_DIGITS)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build()
                .readerFor(JsonNode.class);
    }

    /** The list that a text holds; empty if the text is not a list. */
    static Optional<JsonNode> list(String text) {
        String list = Blanks.strip(text);
        if (!list.startsWith("[") || !list.endsWith("]")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LIST_READER.<JsonNode>readValue(list)).filter(JsonNode::isArray);
        } catch (JsonProcessingException noList) {
            return Optional.empty();
        }
    }

    /**
     * A JSON value as an object, its field names without white space around them.
     *
     * @param what the name of the value in a complaint
     * @throws InvalidValue if the value is not an object
     */
    static ObjectNode object(JsonNode json, String what) {
        if (json instanceof ObjectNode object) {
            JsonKeys.strip(object);
            return object;
        }
        if (isEncodedAgain(json)) {
            throw InvalidValue.unreadable(
                    "The %s is a JSON text that holds JSON: it was encoded twice. Send the JSON itself."
                            .formatted(what));
        }
        throw InvalidValue.unreadable("The %s is JSON, but neither an object nor a list of records.".formatted(what));
    }

    private static boolean isEncodedAgain(JsonNode json) {
        if (!json.isTextual()) {
            return false;
        }
        JsonNode inner = orMissing(json.asText());
        return inner.isContainerNode() || isEncodedAgain(inner);
    }

    /** A text as JSON; a missing node if it is not JSON within the bounds. */
    static JsonNode orMissing(String text) {
        try {
            JsonNode json = value(text, "");
            JsonKeys.strip(json);
            return json;
        } catch (InvalidValue e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * A text as JSON. Of two fields with one name the last counts, unless an earlier one says that the record is
     * deleted.
     *
     * @param what the name of the text in a complaint
     * @throws InvalidValue if the text is not JSON within the bounds
     */
    static JsonNode value(String text, String what) {
        try {
            return value(text);
        } catch (StreamConstraintsException e) {
            throw InvalidValue.unreadable(
                    "The %s is nested more than %d levels deep, or holds a number or a name that is too long."
                            .formatted(what, MAX_DEPTH));
        } catch (JsonProcessingException e) {
            throw InvalidValue.unreadable("The %s is not JSON: %s".formatted(what, location(e)));
        }
    }

    private static JsonNode value(String text) throws JsonProcessingException {
        String json = Blanks.aroundJson(text);
        try {
            return READER.readValue(json);
        } catch (MismatchedInputException e) {
            return withDuplicateNames(json).orElseThrow(() -> e);
        }
    }

    /**
     * Reads a text again with duplicate names, which most JSON does not have.
     *
     * @return empty if something else is wrong with the text
     */
    private static Optional<JsonNode> withDuplicateNames(String text) throws JsonProcessingException {
        try (JsonParser parser = READER.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode value = DuplicateNames.value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading a text reads no file", e);
        }
    }

    /** The location where parsing stopped. The parser's own message would quote the text, which may be personal. */
    private static String location(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it could not be parsed."
                : "parsing stopped at line %d, column %d."
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
