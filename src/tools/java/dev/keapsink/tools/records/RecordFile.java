package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.LocalRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of records, read as queue messages: NDJSON as it is, line by line, so that the function itself judges a broken
 * line; CSV with a header row as one JSON object a row. What cannot become a message is named by line number.
 *
 * @param notes how the file was read, where that is not as usual
 */
public record RecordFile(List<Line> lines, List<Skipped> skipped, List<String> notes) {
    /** The largest body that the sink's source queue takes. */
    static final int LARGEST_BODY = 240 * 1024;

    static final String TOO_LARGE = "larger than the queue takes (240 KiB)";

    static final String APART = "put each record on a line of its own, for example with jq -c '.[]'";

    /** What became of a line of the file; a CSV row may have several, and counts by its first. */
    public sealed interface Row {
        long number();
    }

    /** One message to send. */
    public record Line(long number, String body) implements Row {}

    /** One line that is not sent, and why. */
    public record Skipped(long number, String reason) implements Row {
        public String sentence() {
            return "line %d: %s".formatted(number, reason);
        }
    }

    public RecordFile(List<Line> lines, List<Skipped> skipped) {
        this(lines, skipped, List.of());
    }

    /** Reads a whole file, whatever the names of its columns are. */
    public static RecordFile read(Path file) {
        return read(file, rows -> {});
    }

    /** Reads a whole file that the function is to read with this mapping. */
    public static RecordFile read(Path file, MappingInEffect mapping) {
        return read(file, rows -> KnownColumns.check(file, rows, mapping));
    }

    private static RecordFile read(Path file, Consumer<RecordRows> check) {
        RecordFile records = new RecordFile(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (RecordRows rows = RecordRows.open(file)) {
            check.accept(rows);
            records.notes.addAll(rows.notes());
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

    /** For a file in which nothing can be sent. */
    public static LocalRunException noRecords(Path file, long skipped, Optional<String> first) {
        String why = first.map(sentence -> ": none of its %,d rows can be sent (%s).".formatted(skipped, sentence))
                .orElse(".");
        return new LocalRunException(file + " holds no records" + why
                + " It needs one JSON object a line, or CSV whose first line is the header row.");
    }

    /** A line of which nothing can be sent; what is a list can be taken apart. */
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

    /** See <a href="https://www.w3.org/TR/REC-xml/#charsets">the characters of XML</a>, which SQS takes and no others. */
    private static boolean isAllowedBySqs(int character) {
        return character == '\t'
                || (character >= ' ' && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
