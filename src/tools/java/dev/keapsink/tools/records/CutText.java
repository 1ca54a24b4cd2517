package dev.keapsink.tools.records;

import java.io.Writer;

/** Keeps the first characters of what is written to it. */
final class CutText extends Writer {
    private final int most;
    private final StringBuilder kept = new StringBuilder();

    CutText(int most) {
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
