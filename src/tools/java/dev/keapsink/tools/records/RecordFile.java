package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of records, read as queue messages. Lines of NDJSON become messages unchanged, so that the function itself
 * judges a broken line. Rows of CSV become one JSON object each. A row that cannot become a message is listed by its
 * line number.
 *
 * @param lines the messages to send, in the order of the file
 * @param skipped the rows that cannot become a message
 * @param notes sentences on an unusual encoding, separator or form of the file
 */
public record RecordFile(List<Line> lines, List<Skipped> skipped, List<String> notes, List<String> columns) {
    /** The largest body that the sink's source queue takes, in bytes. */
    static final int LARGEST_BODY = 240 * 1024;

    static final String TOO_LARGE = "larger than the queue takes (240 KiB)";

    static final String APART = "put each record on a line of its own, for example with jq -c '.[]'";

    /** One row of a file: a line, a CSV row, or a record of a JSON document. */
    public sealed interface Row {
        /** Returns the line on which the row begins, from 1 on. */
        long number();
    }

    /** A row that is sent as one message. */
    public record Line(long number, String body) implements Row {}

    /** A row that is not sent, with the reason in words. */
    public record Skipped(long number, String reason) implements Row {
        /** Returns the line number and the reason, for the operator. */
        public String sentence() {
            return "line %d: %s".formatted(number, reason);
        }
    }

    /** Makes a file that was read in the usual form. */
    public RecordFile(List<Line> lines, List<Skipped> skipped) {
        this(lines, skipped, List.of(), List.of());
    }

    /**
     * Reads a whole file, without a check of its column names.
     *
     * @throws CommandFailure if it cannot be read, or no row of it can be sent
     */
    public static RecordFile read(Path file) {
        return read(file, rows -> {});
    }

    /**
     * Reads a whole file whose records the function maps with this mapping.
     *
     * @throws CommandFailure if it cannot be read, if no column name is known, or if no row of it can be sent
     */
    public static RecordFile read(Path file, MappingInEffect mapping) {
        return read(file, rows -> KnownColumns.check(file, rows, mapping));
    }

    private static RecordFile read(Path file, Consumer<RecordRows> check) {
        RecordFile records = new RecordFile(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (RecordRows rows = RecordRows.open(file)) {
            check.accept(rows);
            records.notes.addAll(rows.notes());
            records.columns.addAll(rows.columns());
            rows.forEachRemaining(row -> {
                switch (row) {
                    case Line line -> records.lines.add(line);
                    case Skipped skipped -> records.skipped.add(skipped);
                }
            });
        }
        if (records.lines.isEmpty()) {
            throw noRecords(
                    file,
                    records.skipped.size(),
                    records.skipped.stream().map(Skipped::sentence).findFirst());
        }
        return records;
    }

    /**
     * Returns the error for a file without a row that can be sent.
     *
     * @param skipped how many rows cannot be sent
     * @param first the sentence on the first of them, if there is one
     */
    public static CommandFailure noRecords(Path file, long skipped, Optional<String> first) {
        String why = first.map(sentence -> ": none of its %,d rows can be sent (%s).".formatted(skipped, sentence))
                .orElse(".");
        return new CommandFailure(file + " holds no records" + why
                + " It needs one JSON object a line, or CSV whose first line is the header row.");
    }

    /** Returns the row for a body that is too large; a list gets the advice to split it. */
    static Skipped tooLarge(long number, CharSequence body) {
        boolean isList = !body.isEmpty() && body.charAt(0) == '[';
        return new Skipped(number, isList ? TOO_LARGE + "; " + APART : TOO_LARGE);
    }

    static Row row(long number, String body) {
        if (body.getBytes(UTF_8).length > LARGEST_BODY) {
            return tooLarge(number, body);
        }
        if (!body.codePoints().allMatch(RecordFile::isAllowedBySqs)) {
            return new Skipped(number, "a character that SQS does not take, such as a control character");
        }
        return new Line(number, body);
    }

    /** SQS takes <a href="https://www.w3.org/TR/REC-xml/#charsets">the characters of XML</a> and no others. */
    private static boolean isAllowedBySqs(int character) {
        return character == '\t'
                || (character >= ' ' && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
