package dev.keapsink.redaction;

import java.io.IOException;
import java.io.OutputStream;

/** What is written here is written there, too. */
final class Both extends OutputStream {

    private final OutputStream here;
    private final OutputStream there;

    Both(OutputStream here, OutputStream there) {
        this.here = here;
        this.there = there;
    }

    @Override
    public void write(int one) throws IOException {
        here.write(one);
        there.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        here.write(bytes, offset, length);
        there.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        here.flush();
        there.flush();
    }
}
