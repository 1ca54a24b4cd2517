package dev.keapsink.tools.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the messages to a file: NDJSON, or CSV with a column for each name in any record. A file of NDJSON beside the
 * target takes the messages first, because the columns are known only at the end. Only the owner can read the files.
 */
final class Export implements View {
    private final Path file;
    private final boolean replace;
    private final Path lines;
    private final BufferedWriter writer;
    private final CsvExport csv = new CsvExport();
    private long written;

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
        if (Files.exists(file) && !replace) {
            throw exists(file);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure("Cannot write %s: there is no folder %s.".formatted(file, folder));
        }
        try {
            Path lines = OwnerOnly.newFileBeside(file.toAbsolutePath());
            return new Export(file, replace, lines, Files.newBufferedWriter(lines, UTF_8));
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
        reject.sourceAttributes()
                .ifPresent(document -> about.set(
                        "source_attributes", Bodies.json(document).orElseGet(() -> about.textNode(document))));
        String body = reject.message().body();
        Optional<JsonNode> json = Bodies.json(body);
        csv.columnsOf(json);
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
                Path table = OwnerOnly.newFileBeside(file.toAbsolutePath());
                csv.write(lines, table);
                move(table);
            } else {
                move(lines);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        out.printf("%,d records are in %s, which only you can read: they are personal.%n", written, file);
        return true;
    }

    private void move(Path finished) throws IOException {
        if (replace) {
            Files.move(finished, file, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            Files.move(finished, file);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
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
