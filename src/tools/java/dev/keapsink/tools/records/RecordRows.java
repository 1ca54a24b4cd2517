package dev.keapsink.tools.records;

import dev.keapsink.tools.common.LocalRunException;
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
 * A file's rows one after the other, so that its length does not matter. Every complaint about the file as a whole is a
 * {@link LocalRunException}, also from the iterator, which may find it late.
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

    /** Opens a file of NDJSON, JSON or CSV. */
    public static RecordRows open(Path file) {
        return open(TextFile.of(file));
    }

    static RecordRows open(TextFile text) {
        FileKind kind = FileKind.of(text.file(), text.sample());
        return open(kind == FileKind.CSV ? text.orWindows() : text, kind);
    }

    private static RecordRows open(TextFile text, FileKind kind) {
        Reader in = null;
        try {
            in = text.open();
            return open(text, kind, in);
        } catch (IOException e) {
            closeQuietly(in);
            throw TextFile.unreadable(text.file(), e);
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
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // The reason why it is closed counts, and that is on its way.
        }
    }

    /** How the file is read, where it is not as usual, a sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** The rows of a CSV file; nothing of another. */
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
