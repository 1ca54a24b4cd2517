package dev.keapsink.tools.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the lines that were not sent, each with its reason: the first ones on the screen, all of them in FILE.not-sent.
 */
final class UnsentLines {
    private static final int SHOWN = 20;

    private final Path list;
    private final List<String> first = new ArrayList<>();
    private @Nullable PrintWriter writer;
    private long count;

    UnsentLines(Path file) {
        this.list = file.resolveSibling(file.getFileName() + ".not-sent");
    }

    /** Deletes the list of an earlier run. */
    void clear() {
        try {
            Files.deleteIfExists(list);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void add(long line, String reason) {
        String sentence = "line %d: %s".formatted(line, reason);
        count++;
        if (first.size() < SHOWN) {
            first.add(sentence);
        }
        writer().println(sentence);
    }

    /** Makes the file at the first line, so that a run without such lines leaves none. */
    private PrintWriter writer() {
        try {
            if (writer == null) {
                writer = new PrintWriter(Files.newBufferedWriter(list, UTF_8));
            }
            return writer;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CommandFailure unwritable(IOException e) {
        return new CommandFailure("Cannot write %s: %s".formatted(list, e.getMessage()), e);
    }

    long count() {
        return count;
    }

    /** Returns the first sentence of the list. */
    Optional<String> first() {
        return first.stream().findFirst();
    }

    void print(PrintWriter out) {
        if (count == 0) {
            return;
        }
        out.printf("Lines that are not sent: %,d%n", count);
        first.forEach(sentence -> out.println("  " + sentence));
        if (count > SHOWN) {
            out.printf("  and %,d more; %s lists all of them%n", count - SHOWN, list);
        }
    }

    /** Completes the file. */
    void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
