package dev.keapsink.tools.rejects;

import dev.keapsink.tools.queue.Reject;
import java.io.PrintWriter;

/** Prints one line for each message, as it comes. */
final class Listing implements View {
    private final PrintWriter out;

    Listing(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean take(Reject reject) {
        out.println("%-36s  %-20s  %-24s  %-20s  %s"
                .formatted(
                        reject.id(),
                        Texts.time(reject.at()),
                        Texts.line(reject.reason()),
                        reject.field().map(Texts::line).orElse("-"),
                        reject.detail().map(Texts::line).orElse("-")));
        return true;
    }

    @Override
    public boolean finish(PrintWriter ignored) {
        out.flush();
        return true;
    }
}
