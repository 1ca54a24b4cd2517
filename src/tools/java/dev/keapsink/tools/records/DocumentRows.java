package dev.keapsink.tools.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.keapsink.tools.common.CommandFailure;
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
 * Reads a JSON document as one row a record. The document is an array of records, or one record after the other. A
 * row's number is the line on which its record begins. Records that begin on the same line become one message, as in
 * NDJSON.
 */
final class DocumentRows implements Iterator<Row> {
    private static final JsonFactory JSON = new JsonFactory();

    /** The most records that the function reads of one message. */
    static final int MOST_RECORDS = 100;

    private final TextFile text;
    private final JsonParser parser;
    private boolean inArray;
    private Optional<Piece> lookahead;

    /** A record and the line on which it begins; a record that is too large for a message is cut. */
    private record Piece(long line, String json) {}

    DocumentRows(TextFile text, Reader in) {
        this.text = text;
        this.parser = reading(() -> JSON.createParser(in));
        this.lookahead = reading(this::piece);
    }

    @Override
    public boolean hasNext() {
        return lookahead.isPresent();
    }

    @Override
    public Row next() {
        long line = lookahead.orElseThrow(NoSuchElementException::new).line();
        List<String> records = new ArrayList<>();
        int length = 0;
        int count = 0;
        while (lookahead.filter(piece -> piece.line() == line).isPresent()) {
            String json = lookahead.get().json();
            length += json.length();
            count++;
            if (length <= RecordFile.LARGEST_BODY) {
                records.add(json);
            }
            lookahead = reading(this::piece);
        }
        if (count > MOST_RECORDS) {
            return new Skipped(line, "more than %d records on one line; %s".formatted(MOST_RECORDS, RecordFile.APART));
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
        TruncatingWriter json = new TruncatingWriter(RecordFile.LARGEST_BODY + 1);
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
            throw new CommandFailure(
                    "%s is not valid JSON: line %,d is wrong, or something before it is not closed. Mend it, or write one record a line."
                            .formatted(text.file(), line),
                    e);
        } catch (IOException e) {
            throw TextFile.unreadable(text.file(), e);
        }
    }
}
