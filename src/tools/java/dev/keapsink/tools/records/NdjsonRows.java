package dev.keapsink.tools.records;

import dev.keapsink.text.Blanks;
import dev.keapsink.tools.records.RecordFile.Row;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads one row from each line that is not blank. A comma behind a record is left out. Of a line that is too long, only
 * enough is kept to show that.
 */
final class NdjsonRows implements Iterator<Row> {
    private final TextFile text;
    private final Reader in;
    private final StringBuilder line = new StringBuilder();
    private long number;
    private boolean atEnd;
    private Optional<Row> lookahead = Optional.empty();

    NdjsonRows(TextFile text, Reader in) {
        this.text = text;
        this.in = in;
    }

    @Override
    public boolean hasNext() {
        while (lookahead.isEmpty() && !atEnd) {
            lookahead = read();
        }
        return lookahead.isPresent();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = lookahead.orElseThrow();
        lookahead = Optional.empty();
        return row;
    }

    private Optional<Row> read() {
        line.setLength(0);
        try {
            int next = in.read();
            while (next != -1 && next != '\n') {
                // The largest body, a carriage return, and one character that shows that the line is too long.
                if (line.length() < RecordFile.LARGEST_BODY + 2) {
                    line.append((char) next);
                }
                next = in.read();
            }
            atEnd = next == -1;
        } catch (IOException e) {
            throw TextFile.unreadable(text.file(), e);
        }
        number++;
        return row();
    }

    private Optional<Row> row() {
        if (line.length() == RecordFile.LARGEST_BODY + 2) {
            return Optional.of(RecordFile.tooLarge(number, line));
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        String body = withoutComma(line.toString());
        return Blanks.isBlank(body) ? Optional.empty() : Optional.of(text.row(number, body));
    }

    /** Removes a comma behind a record. Lines that were cut from an array end with one, and no JSON value does. */
    static String withoutComma(String line) {
        String json = Blanks.strip(line);
        String record = json.endsWith(",") ? Blanks.strip(json.substring(0, json.length() - 1)) : "";
        return record.endsWith("}") ? record : line;
    }
}
