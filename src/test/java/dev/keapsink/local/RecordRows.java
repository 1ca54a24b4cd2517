package dev.keapsink.local;

import dev.keapsink.local.RecordFile.Row;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;

/**
 * A file's rows one after the other, so that its length does not matter. Every complaint about the file as a whole is a
 * {@link LocalRunException}, also from the iterator, which may find it late.
 */
public final class RecordRows implements Iterator<Row>, Closeable {
    private final InputStream in;
    private final Iterator<Row> rows;

    private RecordRows(InputStream in, Iterator<Row> rows) {
        this.in = in;
        this.rows = rows;
    }

    /** Opens a file by its ending: {@code .csv} is CSV, everything else NDJSON. */
    public static RecordRows open(Path file) {
        if (Files.isDirectory(file)) {
            throw new LocalRunException(file + " is a folder. Give an NDJSON or CSV file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw new LocalRunException("There is no file " + file + ". Give an NDJSON or CSV file.");
        }
        InputStream in = null;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            skipByteOrderMark(in);
            boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
            return new RecordRows(in, csv ? new CsvRows(file, in) : new NdjsonRows(file, in));
        } catch (IOException e) {
            closeQuietly(in);
            throw unreadable(file, e);
        } catch (RuntimeException e) {
            closeQuietly(in);
            throw e;
        }
    }

    static LocalRunException unreadable(Path file, IOException e) {
        return new LocalRunException("Cannot read " + file + ": " + e.getMessage(), e);
    }

    private static void skipByteOrderMark(InputStream in) throws IOException {
        in.mark(3);
        byte[] start = in.readNBytes(3);
        if (start.length < 3 || start[0] != (byte) 0xEF || start[1] != (byte) 0xBB || start[2] != (byte) 0xBF) {
            in.reset();
        }
    }

    private static void closeQuietly(InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // The reason why it is closed counts, and that is on its way.
        }
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
