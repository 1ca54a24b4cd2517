package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.keapsink.text.Blanks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Splits a message into the texts of its records: the items of a JSON array, or lines with one object each. A doubtful
 * text stays whole, so that a part of a record is never taken for a record.
 */
final class RecordTexts {

    /**
     * Accepts a record beyond the bounds of {@link Json}, which is later rejected alone. A parser that keeps nothing
     * takes time and memory in proportion to a text, at any depth.
     */
    private static final JsonFactory TOKENS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MessageDecoder.MAX_BYTES)
                    .maxNumberLength(MessageDecoder.MAX_BYTES)
                    .maxNameLength(MessageDecoder.MAX_BYTES)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /**
     * The text of a record.
     *
     * @param number the record's item or line, from 1; lines without a record count
     */
    record RecordText(int number, String text) {}

    private RecordTexts() {}

    /**
     * The items of an array, or the lines of a text with one object a line.
     *
     * @return empty if the text is neither
     * @throws InvalidValue if there are too many
     */
    static Optional<List<RecordText>> of(String text) {
        Optional<List<RecordText>> texts = items(Blanks.strip(text)).or(() -> lines(text));
        if (texts.isPresent() && texts.get().size() > MessageRecords.MOST_RECORDS) {
            throw MessageRecords.tooMany();
        }
        return texts;
    }

    private static Optional<List<RecordText>> items(String text) {
        try (JsonParser parser = TOKENS.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<RecordText> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int from = offset(parser.currentTokenLocation());
                parser.skipChildren();
                parser.finishToken();
                // One item beyond the limit is enough to show that there are too many.
                if (items.size() <= MessageRecords.MOST_RECORDS) {
                    items.add(new RecordText(items.size() + 1, text.substring(from, offset(parser.currentLocation()))));
                }
            }
            return parser.nextToken() == null ? Optional.of(items) : Optional.empty();
        } catch (JsonProcessingException noArray) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading a text reads no file", e);
        }
    }

    private static int offset(JsonLocation location) {
        return Math.toIntExact(location.getCharOffset());
    }

    /** The lines of a text as records. A pretty-printed object is one record. */
    private static Optional<List<RecordText>> lines(String text) {
        List<String> all = text.lines().map(Blanks::strip).toList();
        List<RecordText> lines = IntStream.range(0, all.size())
                .filter(i -> !all.get(i).isEmpty())
                .mapToObj(i -> new RecordText(i + 1, all.get(i)))
                .toList();
        boolean areRecords = lines.size() > 1
                && lines.stream()
                        .anyMatch(line ->
                                line.text().startsWith("{") && line.text().endsWith("}"))
                && lines.stream()
                        .allMatch(line -> standsAlone(
                                line.text(), line.number() == lines.getLast().number()));
        return areRecords ? Optional.of(lines) : Optional.empty();
    }

    /**
     * Whether a line, even a malformed one, closes nothing that began before it and leaves nothing open. The last line
     * may be broken off.
     */
    private static boolean standsAlone(String line, boolean isLast) {
        StringBuilder open = new StringBuilder();
        boolean inText = false;
        boolean isEscaped = false;
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (inText) {
                inText = isEscaped || character != '"';
                isEscaped = !isEscaped && character == '\\';
            } else {
                inText = character == '"';
                if (character == '{' || character == '[') {
                    open.append(character == '{' ? '}' : ']');
                } else if (character == '}' || character == ']') {
                    int last = open.length() - 1;
                    if (last < 0 || open.charAt(last) != character) {
                        return false;
                    }
                    open.setLength(last);
                }
            }
        }
        return isLast || (open.isEmpty() && !inText);
    }
}
