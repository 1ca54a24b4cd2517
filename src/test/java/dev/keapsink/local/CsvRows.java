package dev.keapsink.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.keapsink.local.RecordFile.Row;
import dev.keapsink.local.RecordFile.Skipped;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** One JSON object a row, with the header's names. */
final class CsvRows implements Iterator<Row> {
    private final Path file;
    private final Iterator<CsvRecord> rows;
    private final List<String> header;

    CsvRows(Path file, InputStream in) {
        this.file = file;
        this.rows = reading(() -> CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(new InputStreamReader(in, UTF_8.newDecoder()))
                .iterator());
        this.header = hasNext() ? header(reading(rows::next), file) : List.of();
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

    @Override
    public boolean hasNext() {
        return reading(rows::hasNext);
    }

    @Override
    public Row next() {
        CsvRecord row = reading(rows::next);
        long number = row.getStartingLineNumber();
        if (row.getFieldCount() != header.size()) {
            return new Skipped(
                    number, "columns: %d, where the header has %d".formatted(row.getFieldCount(), header.size()));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!row.getField(i).isBlank()) {
                object.put(header.get(i), row.getField(i));
            }
        }
        return RecordFile.row(number, object.toString());
    }

    private <T> T reading(Supplier<T> step) {
        try {
            return step.get();
        } catch (CsvParseException e) {
            throw new LocalRunException(file + " is not valid CSV: " + e.getMessage() + ".", e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new LocalRunException(
                        file + " is not UTF-8. Save it again with that encoding (in Excel: \"CSV UTF-8\").", e);
            }
            throw RecordRows.unreadable(file, e.getCause());
        }
    }
}
