package dev.keapsink.tools.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.text.Blanks;
import dev.keapsink.tools.common.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The form in which a file holds its records. */
enum FileKind {
    /** A header row, and below it one record a row. */
    CSV,
    /** One message a line. */
    LINES,
    /** JSON over several lines: one record, several records or an array. */
    DOCUMENT;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private static final List<String> LINE_ENDINGS = List.of(".ndjson", ".jsonl");

    /** A first line that only opens a JSON value shows a document, even if the file's name says lines. */
    private static final List<String> OPENINGS = List.of("{", "[", "[{");

    private static final List<String> SPREADSHEETS =
            List.of(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers", ".gsheet");

    /**
     * Checks by name that a path can be a file of records.
     *
     * @throws CommandFailure if it is a spreadsheet, a folder or missing; the message says what to do instead
     */
    static void checkIsFile(Path file) {
        if (endsWith(file, SPREADSHEETS) && Files.exists(file)) {
            throw new CommandFailure(file + " is a spreadsheet. " + UnsupportedFormat.EXPORT);
        }
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder. Give an NDJSON or CSV file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure("There is no file " + file + ". Give an NDJSON or CSV file.");
        }
    }

    /**
     * Returns the form of a file, by the ending of its name and by its first characters. The text in {@code leads.csv}
     * may be JSON.
     *
     * @param sample the beginning of the text
     */
    static FileKind of(Path file, String sample) {
        String text = Blanks.strip(sample);
        if (isOfLines(file)) {
            String first = text.lines().findFirst().map(Blanks::strip).orElse("");
            boolean isCut = first.startsWith("[") && first.endsWith(",");
            return isCut || OPENINGS.contains(first) ? DOCUMENT : LINES;
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return isOfDocument(NdjsonRows.withoutComma(text.lines().findFirst().orElseThrow())) ? DOCUMENT : LINES;
        }
        return endsWith(file, List.of(".json")) ? LINES : CSV;
    }

    /** Whether the ending of a file's name promises one message a line. */
    static boolean isOfLines(Path file) {
        return endsWith(file, LINE_ENDINGS);
    }

    /** Whether a first line begins a document: it is an array too long for one message, or JSON goes on behind it. */
    private static boolean isOfDocument(String first) {
        String line = Blanks.strip(first);
        return whole(line)
                .map(json -> json.size() > DocumentRows.MOST_RECORDS && json.isArray())
                .orElse(line.startsWith("[") || line.endsWith("{") || line.endsWith("[") || line.endsWith(","));
    }

    private static Optional<JsonNode> whole(String json) {
        try {
            return Optional.of(JSON.readValue(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean endsWith(Path file, List<String> endings) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(name::endsWith);
    }
}
