package dev.keapsink.tools.records;

import java.io.Writer;

/** Keeps the first characters that are written to it, and drops the others. */
final class TruncatingWriter extends Writer {
    private final int most;
    private final StringBuilder kept = new StringBuilder();

    TruncatingWriter(int most) {
        this.most = most;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        kept.append(characters, offset, Math.min(length, most - kept.length()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return kept.toString();
    }
}
