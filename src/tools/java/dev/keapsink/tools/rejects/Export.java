package dev.keapsink.tools.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.OwnerOnly;
import dev.keapsink.tools.queue.Reject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the messages to a file: NDJSON, or CSV with a column for each name in any record. A file of NDJSON beside the
 * target takes the messages first, because the columns are known only at the end. Records that a table would change go
 * to a second file, of NDJSON. Only the owner can read the files.
 */
final class Export implements View {
    /** Marks a record that had attributes beside it which say how it is written. */
    static final String NEEDS_ATTRIBUTES = "needs_attributes";

    private final Path file;
    private final boolean replace;
    private final Path lines;
    private final BufferedWriter writer;
    private final CsvExport csv = new CsvExport();
    private long written;
    private long needAttributes;

    private Export(Path file, boolean replace, Path lines, BufferedWriter writer) {
        this.file = file;
        this.replace = replace;
        this.lines = lines;
        this.writer = writer;
    }

    /**
     * Begins the export.
     *
     * @param replace whether a file of this name may be replaced
     * @throws CommandFailure if there is such a file, or the folder cannot be written to
     */
    static Export to(Path file, boolean replace) {
        for (Path target : List.of(file, rest(file))) {
            if (Files.exists(target) && !replace) {
                throw exists(target);
            }
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure("Cannot write %s: there is no folder %s.".formatted(file, folder));
        }
        try {
            OwnerOnly.deleteLeftBeside(file.toAbsolutePath());
            Path lines = OwnerOnly.newFileBeside(file.toAbsolutePath());
            return new Export(file, replace, lines, Texts.writer(lines));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Returns whether a file's name asks for CSV; empty if it asks for neither form. */
    static Optional<Boolean> isCsv(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(true);
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? Optional.of(false) : Optional.empty();
    }

    /** Returns the file for what a table would change; the same file if it is no table. */
    private static Path rest(Path file) {
        String name = String.valueOf(file.getFileName());
        return isCsv(file).orElse(false)
                ? file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".rest.ndjson")
                : file;
    }

    @Override
    public boolean take(Reject reject) {
        try {
            writer.write(line(reject));
            writer.newLine();
            written++;
            return true;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private String line(Reject reject) {
        ObjectNode line = Bodies.JSON.createObjectNode();
        ObjectNode about = line.putObject("reject").put("reason", reject.reason());
        reject.field().ifPresent(text -> about.put("field", text));
        reject.detail().ifPresent(text -> about.put("detail", text));
        reject.sourceId().ifPresent(text -> about.put("source_message_id", text));
        reject.at().ifPresent(time -> about.put("rejected_at", time.toString()));
        about.put("message_id", reject.id());
        Optional<JsonNode> attributes = Beside.of(reject);
        attributes.ifPresent(document -> about.set("source_attributes", document));
        if (attributes.filter(Beside::isMeant).isPresent()) {
            about.put(NEEDS_ATTRIBUTES, true);
            needAttributes++;
        }
        String body = reject.message().body();
        Optional<JsonNode> json = Bodies.json(body);
        csv.columnsOf(line.deepCopy().set("record", json.orElseGet(() -> about.textNode(body))));
        if (json.isPresent()) {
            // Line ends are white space in JSON. The rest stays as it was written, every digit included.
            line.putRawValue("record", new RawValue(body.replaceAll("[\r\n]+", " ")));
        } else {
            line.put("record", body);
        }
        return line.toString();
    }

    @Override
    public boolean finish(PrintWriter out) {
        try {
            writer.close();
            if (isCsv(file).orElse(false)) {
                finishCsv();
            } else {
                move(lines, file);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        print(out);
        return true;
    }

    private void finishCsv() throws IOException {
        Path table = OwnerOnly.newFileBeside(file.toAbsolutePath());
        Path rest = OwnerOnly.newFileBeside(file.toAbsolutePath());
        try {
            try (BufferedWriter others = Texts.writer(rest)) {
                csv.write(lines, table, others);
            }
            if (csv.others() > 0) {
                move(rest, rest(file));
            } else if (replace) {
                Files.deleteIfExists(rest(file));
            }
            move(table, file);
        } finally {
            Files.deleteIfExists(table);
            Files.deleteIfExists(rest);
        }
    }

    private void print(PrintWriter out) {
        long others = isCsv(file).orElse(false) ? csv.others() : 0;
        out.printf("%,d records are in %s, which only you can read: they are personal.%n", written - others, file);
        if (others > 0) {
            out.printf(
                    "%,d others are in %s: a table would change them when it is published, because they hold objects"
                            + " (an envelope, for example), or had attributes beside them.%n",
                    others, rest(file));
        }
        if (needAttributes > 0) {
            out.printf(
                    "%,d records had attributes beside them, such as op, which say how they are written. Send these back"
                            + " with replay, which keeps the attributes.%n",
                    needAttributes);
        }
    }

    private void move(Path finished, Path target) throws IOException {
        if (replace) {
            Files.move(finished, target, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            Files.move(finished, target);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        }
    }

    /** Removes the file of NDJSON, if it is not the result. */
    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(lines);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static CommandFailure exists(Path file) {
        return new CommandFailure("%s is there already. Give another name, or --force to replace it.".formatted(file));
    }

    private static CommandFailure unwritable(Path file, IOException e) {
        return new CommandFailure(
                "Cannot write %s (%s).".formatted(file, e.getClass().getSimpleName()), e);
    }
}
