package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads a CSV file as one JSON object a row, with the header's names. Rows without content are skipped. */
final class CsvRows implements Iterator<Row> {
    private final TextFile text;
    private final Separator separator;
    private final CsvRow.Reading reading = new CsvRow.Reading();
    private final Iterator<CsvRow> rows;
    private final CsvHeader header;
    private Optional<CsvRow> lookahead = Optional.empty();

    CsvRows(TextFile text, Separator separator, Reader in) {
        this.text = text;
        this.separator = separator;
        CsvReader<CsvRow> csv = format(separator.character()).build(reading, in);
        if (separator.isNamed()) {
            attempt(() -> {
                csv.skipLines(1);
                return true;
            });
        }
        this.rows = csv.iterator();
        this.header = filled().map(this::header).orElse(CsvHeader.NONE);
    }

    private CsvHeader header(CsvRow row) {
        CsvHeader names = CsvHeader.of(row, text.file());
        if (names.names().size() == 1) {
            TitleCheck.check(text, row.line());
        }
        lookahead = filled();
        if (lookahead.isEmpty()) {
            throw new CommandFailure("%s holds no records: line %d is the header row, and there is nothing below it."
                    .formatted(text.file(), row.line()));
        }
        return names;
    }

    static CsvReaderBuilder format(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(separator != '\t')
                .allowUnclosedQuote(false);
    }

    /** Returns sentences for the operator on an unusual separator or header. */
    List<String> notes() {
        return Stream.of(separator.note(), header.note())
                .flatMap(Optional::stream)
                .toList();
    }

    CsvHeader header() {
        return header;
    }

    Separator separator() {
        return separator;
    }

    @Override
    public boolean hasNext() {
        lookahead = lookahead.or(this::filled);
        return lookahead.isPresent();
    }

    @Override
    public Row next() {
        CsvRow row = lookahead.or(this::filled).orElseThrow(NoSuchElementException::new);
        lookahead = Optional.empty();
        return row(row);
    }

    /** Returns the next row that is not blank; empty at the end of the file. */
    private Optional<CsvRow> filled() {
        while (attempt(rows::hasNext)) {
            CsvRow row = attempt(rows::next);
            if (!row.isBlank()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private Row row(CsvRow row) {
        List<String> names = header.names();
        Optional<String> fault = row.fault(names.size());
        if (fault.isPresent()) {
            return new Skipped(row.line(), fault.get());
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(names.size(), row.cells().size()); i++) {
            if (!row.cells().get(i).isEmpty()) {
                object.put(names.get(i), row.cells().get(i));
            }
        }
        return text.row(row.line(), object.toString());
    }

    private <T> T attempt(Supplier<T> step) {
        try {
            return step.get();
        } catch (CsvParseException e) {
            throw new CommandFailure(
                    "Line %,d of %s: a cell begins with a quote, and no quote closes it before a separator or the end of the file."
                                    .formatted(reading.line(), text.file())
                            + " Close it; a quote inside a cell is written twice.",
                    e);
        } catch (UncheckedIOException e) {
            throw TextFile.unreadable(text.file(), Objects.requireNonNull(e.getCause()));
        }
    }
}
