package dev.keapsink.tools.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row a record of a JSON document: an array of records, or one record after the other. A record counts by the line on
 * which it begins; those that begin on one line are one message, as those of a line of NDJSON are.
 */
final class DocumentRows implements Iterator<Row> {
    private static final JsonFactory JSON = new JsonFactory();

    /** As the function reads no more of a message. */
    static final int MOST_OF_A_LINE = 100;

    private final TextFile text;
    private final JsonParser parser;
    private boolean inArray;
    private Optional<Piece> ahead;

    /** A record, cut when it is too large for a message in any case. */
    private record Piece(long line, String json) {}

    DocumentRows(TextFile text, Reader in) {
        this.text = text;
        this.parser = reading(() -> JSON.createParser(in));
        this.ahead = reading(this::piece);
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    @Override
    public Row next() {
        long line = ahead.orElseThrow(NoSuchElementException::new).line();
        List<String> records = new ArrayList<>();
        int length = 0;
        int count = 0;
        while (ahead.filter(piece -> piece.line() == line).isPresent()) {
            String json = ahead.get().json();
            length += json.length();
            count++;
            if (length <= RecordFile.LARGEST_BODY) {
                records.add(json);
            }
            ahead = reading(this::piece);
        }
        if (count > MOST_OF_A_LINE) {
            return new Skipped(
                    line, "more than %d records on one line; %s".formatted(MOST_OF_A_LINE, RecordFile.APART));
        }
        if (length > RecordFile.LARGEST_BODY) {
            return RecordFile.tooLarge(line, count == 1 ? "" : "[");
        }
        return text.row(line, count == 1 ? records.getFirst() : "[" + String.join(",", records) + "]");
    }

    private Optional<Piece> piece() throws IOException {
        @Nullable JsonToken token = parser.nextToken();
        while (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
            inArray = token == JsonToken.START_ARRAY;
            token = parser.nextToken();
        }
        if (token == null) {
            return Optional.empty();
        }
        long line = parser.currentTokenLocation().getLineNr();
        CutText json = new CutText(RecordFile.LARGEST_BODY + 1);
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.copyCurrentStructureExact(parser);
        }
        return Optional.of(new Piece(line, json.toString()));
    }

    private interface Step<T> {
        T make() throws IOException;
    }

    private <T> T reading(Step<T> step) {
        try {
            return step.make();
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new LocalRunException(
                    "%s is not valid JSON: line %,d is wrong, or something before it is not closed. Mend it, or write one record a line."
                            .formatted(text.file(), line),
                    e);
        } catch (IOException e) {
            throw TextFile.unreadable(text.file(), e);
        }
    }
}
