package dev.keapsink.tools.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.keapsink.tools.records.SpreadsheetText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a CSV table of lines of NDJSON: the reason first, then the members of all records. It begins with a byte order
 * mark, without which Excel does not read UTF-8. Lines whose records a table would change go to another file.
 */
final class CsvExport {
    /** The columns on the rejection, each with its name in the NDJSON. */
    private static final List<List<String>> ABOUT = List.of(
            List.of("RejectReason", "reason"),
            List.of("RejectField", "field"),
            List.of("RejectDetail", "detail"),
            List.of("SourceMessageId", "source_message_id"),
            List.of("RejectedAt", "rejected_at"));

    /** The column of a body that is not JSON. */
    private static final String BODY = "Body";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The columns, by their folded names: a table has one for names that differ only in case and white space. */
    private final Map<String, String> columns = new LinkedHashMap<>();

    private boolean hasBodies;
    private long others;

    /** Remembers the columns of a line, if it has a place in the table. */
    void columnsOf(JsonNode line) {
        if (!Cells.fit(line)) {
            others++;
            return;
        }
        JsonNode record = line.path("record");
        hasBodies |= !record.isObject();
        record.fieldNames().forEachRemaining(name -> columns.putIfAbsent(Cells.folded(name), name));
    }

    /** Returns how many lines have no place in the table. */
    long others() {
        return others;
    }

    /** Writes the table, and the lines that have no place in it to {@code rest}. */
    void write(Path lines, Path table, Writer rest) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(lines, UTF_8);
                CsvWriter out = CsvWriter.builder().build(Texts.writer(table))) {
            out.writeRecord(header());
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                JsonNode line = Bodies.JSON.readTree(text);
                if (Cells.fit(line)) {
                    out.writeRecord(row(line));
                } else {
                    rest.write(text + "\n");
                }
            }
        }
    }

    private List<String> header() {
        List<String> header = new ArrayList<>();
        ABOUT.forEach(names -> header.add(names.getFirst()));
        Set<String> taken = new HashSet<>(header.stream().map(Cells::folded).collect(Collectors.toSet()));
        if (hasBodies) {
            header.add(columns.containsKey(Cells.folded(BODY)) ? "Reject" + BODY : BODY);
            taken.add(Cells.folded(header.getLast()));
        }
        columns.forEach((folded, name) -> {
            String free = name;
            while (taken.contains(Cells.folded(free))
                    || (!free.equals(name) && columns.containsKey(Cells.folded(free)))) {
                free = "record." + free;
            }
            taken.add(Cells.folded(free));
            header.add(SpreadsheetText.cell(free));
        });
        header.set(0, BYTE_ORDER_MARK + header.getFirst());
        return header;
    }

    private List<String> row(JsonNode line) {
        List<String> row = new ArrayList<>();
        ABOUT.forEach(names -> row.add(Cells.of(line.path("reject").path(names.getLast()))));
        JsonNode record = line.path("record");
        if (hasBodies) {
            row.add(record.isObject() ? "" : Cells.of(record));
        }
        Map<String, JsonNode> values = new HashMap<>();
        record.properties().forEach(member -> values.put(Cells.folded(member.getKey()), member.getValue()));
        columns.keySet().forEach(name -> row.add(Cells.of(values.get(name))));
        return row;
    }
}
