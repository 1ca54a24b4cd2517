package dev.keapsink.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * A file of records, read as queue messages: NDJSON as it is, line by line, so that the function itself judges a broken
 * line; CSV with a header row as one JSON object a row. What cannot become a message is named by line number.
 */
public record RecordFile(List<Line> lines, List<Skipped> skipped) {
    /** SQS's limit for one message. */
    private static final int LARGEST_BODY = 256 * 1024;

    /** One message to send. */
    public record Line(long number, String body) {}

    /** One line that is not sent, and why. */
    public record Skipped(long number, String reason) {}

    /** Reads a file by its ending: {@code .csv} is CSV, everything else NDJSON. */
    public static RecordFile read(Path file) {
        String text = text(file);
        RecordFile records = new RecordFile(new ArrayList<>(), new ArrayList<>());
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            records.addCsv(text, file);
        } else {
            records.addNdjson(text);
        }
        if (records.lines.isEmpty()) {
            throw new LocalRunException(file + " holds no records"
                    + (records.skipped.isEmpty() ? "." : ": all of its " + records.skipped.size() + " rows are bad.")
                    + " It needs one JSON object a line, or CSV with a header row.");
        }
        return records;
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new LocalRunException(file + " is a folder. Give an NDJSON or CSV file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw new LocalRunException(
                    "There is no file " + file + ". Give an NDJSON or CSV file, or none for the" + " sample records.");
        }
        try {
            String text = new String(Files.readAllBytes(file), UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new LocalRunException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void addNdjson(String text) {
        long number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                add(number, line);
            }
        }
    }

    private void addCsv(String text, Path file) {
        List<String> header = List.of();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            for (CsvRecord row : rows) {
                if (header.isEmpty()) {
                    header = header(row, file);
                } else {
                    addRow(row, header);
                }
            }
        } catch (CsvParseException e) {
            throw new LocalRunException(file + " is not valid CSV: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header(CsvRecord row, Path file) {
        List<String> header = row.getFields().stream().map(String::strip).toList();
        if (header.contains("") || new HashSet<>(header).size() < header.size()) {
            throw new LocalRunException("The header row of " + file + " has an empty or repeated column name.");
        }
        if (header.size() == 1 && header.getFirst().contains(";")) {
            throw new LocalRunException("The header row of " + file
                    + " has semicolons between its columns. Save the file" + " with commas.");
        }
        return header;
    }

    private void addRow(CsvRecord row, List<String> header) {
        if (row.getFieldCount() != header.size()) {
            skipped.add(new Skipped(
                    row.getStartingLineNumber(),
                    "columns: %d, where the header has %d".formatted(row.getFieldCount(), header.size())));
            return;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!row.getField(i).isBlank()) {
                object.put(header.get(i), row.getField(i));
            }
        }
        add(row.getStartingLineNumber(), object.toString());
    }

    private void add(long number, String body) {
        if (body.getBytes(UTF_8).length > LARGEST_BODY) {
            skipped.add(new Skipped(number, "larger than a queue message can be (256 KiB)"));
        } else if (!body.codePoints().allMatch(RecordFile::isAllowedBySqs)) {
            skipped.add(new Skipped(number, "a character that SQS does not take, such as a control character"));
        } else {
            lines.add(new Line(number, body));
        }
    }

    /** See <a href="https://www.w3.org/TR/REC-xml/#charsets">the characters of XML</a>, which SQS takes and no others. */
    private static boolean isAllowedBySqs(int character) {
        return character == '\t'
                || (character >= ' ' && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
