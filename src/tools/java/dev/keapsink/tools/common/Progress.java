package dev.keapsink.tools.common;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how much is done: a bar on a terminal, a line every few seconds elsewhere. */
public interface Progress extends IntConsumer, AutoCloseable {
    @Override
    void close();

    /**
     * Returns a bar for a terminal, and lines for any other output.
     *
     * @param what is done, as in "messages"
     */
    static Progress of(String what, int total, boolean terminal, PrintWriter out) {
        return terminal ? new Bar(what, total) : new Lines(what, total, out);
    }

    /** Moves a bar on a terminal. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String what, int total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1))
                    .setInitialMax(total)
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

        private final String what;
        private final int total;
        private final PrintWriter out;
        private long last = System.nanoTime();

        Lines(String what, int total, PrintWriter out) {
            this.what = what;
            this.total = total;
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
            out.printf("  %,d of %,d %s done%n", done, total, what);
            out.flush();
        }

        @Override
        public void close() {}
    }
}
