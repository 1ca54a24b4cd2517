package dev.keapsink.tools.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.LocalRunException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines that were not sent: the first ones for the eye, all of them in a file beside the records. */
final class NotSent {
    private static final int SHOWN = 20;

    private final Path list;
    private final List<String> first = new ArrayList<>();
    private PrintWriter writer;
    private long count;

    NotSent(Path file) {
        this.list = file.resolveSibling(file.getFileName() + ".not-sent");
    }

    /** Forgets an earlier run. */
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

    private LocalRunException unwritable(IOException e) {
        return new LocalRunException("Cannot write %s: %s".formatted(list, e.getMessage()), e);
    }

    long count() {
        return count;
    }

    /** The first sentence of the list. */
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
