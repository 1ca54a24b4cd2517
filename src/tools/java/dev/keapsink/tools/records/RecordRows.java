package dev.keapsink.tools.records;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Row;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Iterates over the rows of a file, of any length. A fault of the file as a whole is a {@link CommandFailure}. The
 * iterator throws it, too, because some faults show only late in the file. Not thread-safe.
 */
public final class RecordRows implements Iterator<Row>, Closeable {
    private final Reader in;
    private final Iterator<Row> rows;
    private final List<String> notes;

    private RecordRows(Reader in, Iterator<Row> rows, List<String> notes) {
        this.in = in;
        this.rows = rows;
        this.notes = List.copyOf(notes);
    }

    /**
     * Opens a file of NDJSON, JSON or CSV. The caller closes it.
     *
     * @throws CommandFailure if it cannot be read, or does not hold records as text
     */
    public static RecordRows open(Path file) {
        return open(TextFile.of(file));
    }

    static RecordRows open(TextFile text) {
        FileKind kind = FileKind.of(text.file(), text.sample());
        return open(kind == FileKind.CSV ? text.orWindows1252() : text, kind);
    }

    private static RecordRows open(TextFile text, FileKind kind) {
        Reader in;
        try {
            in = text.open();
        } catch (IOException e) {
            throw TextFile.unreadable(text.file(), e);
        }
        try {
            return open(text, kind, in);
        } catch (RuntimeException e) {
            closeQuietly(in);
            throw e;
        }
    }

    private static RecordRows open(TextFile text, FileKind kind, Reader in) {
        List<String> notes = new ArrayList<>(text.notes());
        return switch (kind) {
            case CSV -> {
                CsvRows rows = new CsvRows(text, Separator.of(text.sample()), in);
                notes.addAll(rows.notes());
                yield new RecordRows(in, rows, notes);
            }
            case LINES -> new RecordRows(in, new NdjsonRows(text, in), notes);
            case DOCUMENT -> {
                if (FileKind.isOfLines(text.file())) {
                    notes.add("Read as JSON over several lines, although the file's name promises one record a line.");
                }
                yield new RecordRows(in, new DocumentRows(text, in), notes);
            }
        };
    }

    private static void closeQuietly(Reader in) {
        try {
            in.close();
        } catch (IOException e) {
            // The file is only read, so nothing is lost. An error that led here is thrown by the caller.
        }
    }

    /** Returns sentences on an unusual encoding, separator or form of the file. */
    public List<String> notes() {
        return notes;
    }

    /** Returns the names in the header row of a CSV file; none for another kind of file. */
    public List<String> columns() {
        return csv().map(csv -> csv.header().names()).orElse(List.of());
    }

    /** Returns the rows of a CSV file; empty for another kind of file. */
    Optional<CsvRows> csv() {
        return rows instanceof CsvRows csv ? Optional.of(csv) : Optional.empty();
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        return rows.next();
    }

    @Override
    public void close() {
        closeQuietly(in);
    }
}
