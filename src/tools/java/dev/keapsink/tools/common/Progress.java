package dev.keapsink.tools.common;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how many messages are done: a bar on a terminal, a line every few seconds elsewhere. */
public interface Progress extends IntConsumer, AutoCloseable {
    @Override
    void close();

    /** Returns a bar for a terminal, and lines for any other output. */
    static Progress of(int messages, boolean terminal, PrintWriter out) {
        return terminal ? new Bar(messages) : new Lines(messages, out);
    }

    /** Moves a bar on a terminal. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(int messages) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Messages")
                    .setInitialMax(messages)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .build();
        }

        @Override
        public void accept(int done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Prints a line at most every five seconds, for a log. */
    final class Lines implements Progress {
        private static final long EVERY_NANOS = 5_000_000_000L;

        private final int messages;
        private final PrintWriter out;
        private long last = System.nanoTime();

        Lines(int messages, PrintWriter out) {
            this.messages = messages;
            this.out = out;
        }

        @Override
        public void accept(int done) {
            if (System.nanoTime() - last >= EVERY_NANOS) {
                last = System.nanoTime();
                print(done);
            }
        }

        private void print(int done) {
            out.printf("  %,d of %,d messages done%n", done, messages);
            out.flush();
        }

        @Override
        public void close() {}
    }
}
