package dev.keapsink.tools.airbyte.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Outcome.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns rejected rows into lines of JSON. A line is the row's data with the fields below, which say why it is here. */
final class RowLines {

    /** The code of the reason. */
    private static final String REASON = "rejected_reason";

    /** The field at fault, if there is one. */
    private static final String FIELD = "rejected_field";

    /** A sentence for the person who corrects the row. */
    private static final String MESSAGE = "rejected_message";

    private RowLines() {}

    /** The lines of each stream, in UTF-8, by a path that names the stream. */
    static Map<String, byte[]> byStream(List<RejectedRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> StreamPath.of(row.namespace(), row.stream()),
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(RowLines::line, Collectors.joining()),
                                lines -> lines.getBytes(UTF_8))));
    }

    private static String line(RejectedRow row) {
        ObjectNode line = row.data().deepCopy();
        Rejected rejection = row.rejection();
        String suffix = suffix(line);
        line.put(REASON + suffix, rejection.reason().code());
        line.put(FIELD + suffix, rejection.field());
        line.put(MESSAGE + suffix, sentence(rejection));
        return line + "\n";
    }

    /** Distinguishes the added fields from fields of the row, such as those of one that was rejected before. */
    private static String suffix(ObjectNode data) {
        String suffix = "";
        for (int n = 2; hasOneOf(data, suffix); n++) {
            suffix = "_" + n;
        }
        return suffix;
    }

    private static boolean hasOneOf(ObjectNode data, String suffix) {
        return Stream.of(REASON, FIELD, MESSAGE).anyMatch(name -> data.has(name + suffix));
    }

    private static String sentence(Rejected rejection) {
        String detail = rejection.detail();
        boolean isWhole = rejection.field() == null || (!detail.isEmpty() && Character.isUpperCase(detail.charAt(0)));
        return isWhole ? detail : rejection.field() + " " + detail;
    }
}
