package dev.keapsink.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.local.RecordFile.Row;
import dev.keapsink.local.RecordFile.Skipped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** One row a line that is not blank. Of a line that is too long no more is kept than shows that it is. */
final class NdjsonRows implements Iterator<Row> {
    private final Path file;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;
    private boolean atEnd;
    private Optional<Row> ahead = Optional.empty();

    NdjsonRows(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty() && !atEnd) {
            ahead = read();
        }
        return ahead.isPresent();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = ahead.orElseThrow();
        ahead = Optional.empty();
        return row;
    }

    private Optional<Row> read() {
        line.reset();
        try {
            int next = in.read();
            while (next != -1 && next != '\n') {
                // With room for one byte too many and a carriage return.
                if (line.size() < RecordFile.LARGEST_BODY + 2) {
                    line.write(next);
                }
                next = in.read();
            }
            atEnd = next == -1;
        } catch (IOException e) {
            throw RecordRows.unreadable(file, e);
        }
        number++;
        return row();
    }

    private Optional<Row> row() {
        if (line.size() == RecordFile.LARGEST_BODY + 2) {
            return Optional.of(new Skipped(number, RecordFile.TOO_LARGE));
        }
        try {
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            String body = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            return body.isBlank() ? Optional.empty() : Optional.of(RecordFile.row(number, body));
        } catch (CharacterCodingException e) {
            return Optional.of(new Skipped(number, "not UTF-8"));
        }
    }
}
