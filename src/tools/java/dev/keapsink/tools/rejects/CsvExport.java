package dev.keapsink.tools.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a CSV table of lines of NDJSON: the reason first, then the members of all records. It begins with a byte order
 * mark, without which Excel does not read UTF-8.
 */
final class CsvExport {
    /** The columns on the rejection, each with its name in the NDJSON. */
    private static final List<List<String>> ABOUT = List.of(
            List.of("RejectReason", "reason"),
            List.of("RejectField", "field"),
            List.of("RejectDetail", "detail"),
            List.of("SourceMessageId", "source_message_id"),
            List.of("RejectedAt", "rejected_at"));

    /** The column of a record that is no JSON object. */
    private static final String BODY = "Body";

    /**
     * What a spreadsheet takes for a formula, or for a number that it rounds or shortens: = + - and @, also as wide
     * characters, tabs and line ends, zeros in front, and more digits than it keeps. CSV injection, owasp.org.
     */
    private static final Pattern MISREAD = Pattern.compile("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*|0\\d+|\\d{16,}");

    /** A text that Excel takes in a formula, and that the commands of this sink read back. */
    private static final Pattern QUOTABLE = Pattern.compile("[^\"\\p{Cc}]{1,255}");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Set<String> columns = new LinkedHashSet<>();
    private boolean hasBodies;

    /** Remembers the columns of a record; empty for one that is not JSON. */
    void columnsOf(Optional<JsonNode> record) {
        hasBodies |= record.filter(JsonNode::isObject).isEmpty();
        record.ifPresent(json -> json.fieldNames().forEachRemaining(columns::add));
    }

    void write(Path lines, Path table) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(lines, UTF_8);
                CsvWriter out = CsvWriter.builder().build(Files.newBufferedWriter(table, UTF_8))) {
            out.writeRecord(header());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.writeRecord(row(Bodies.JSON.readTree(line)));
            }
        }
    }

    private List<String> header() {
        List<String> header = new ArrayList<>();
        ABOUT.forEach(names -> header.add(names.getFirst()));
        if (hasBodies) {
            header.add(BODY);
        }
        columns.forEach(name -> header.add(header.contains(name) ? "record." + name : safe(name)));
        header.set(0, BYTE_ORDER_MARK + header.getFirst());
        return header;
    }

    private List<String> row(JsonNode line) {
        List<String> row = new ArrayList<>();
        ABOUT.forEach(names -> row.add(cell(line.path("reject").path(names.getLast()))));
        JsonNode record = line.path("record");
        if (hasBodies) {
            row.add(record.isObject() ? "" : cell(record));
        }
        columns.forEach(name -> row.add(cell(record.path(name))));
        return row;
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? safe(value.textValue()) : value.toString();
    }

    /** Returns a text as a cell that a spreadsheet shows unchanged. */
    private static String safe(String text) {
        return Optional.of(text)
                .filter(value -> MISREAD.matcher(value).matches())
                .map(value -> QUOTABLE.matcher(value).matches() ? "=\"" + value + "\"" : "'" + value)
                .orElse(text);
    }
}
