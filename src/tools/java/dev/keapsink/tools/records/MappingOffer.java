package dev.keapsink.tools.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.TerminalText;
import java.io.PrintWriter;
import java.util.List;

/**
 * A mapping that would give columns a place. It is a guess, which the operator has to check.
 *
 * @param document the whole mapping: the present one, and the entries of the offer
 * @param entries the columns that the offer adds
 * @param trial the result for the first records of the file
 */
record MappingOffer(ObjectNode document, List<Entry> entries, Trial trial) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

    /**
     * One entry of the offer.
     *
     * @param why the reason, in words
     */
    record Entry(String column, String target, String why) {
        private String sentence() {
            return "%s → %s (%s)".formatted(TerminalText.name(column), target, why);
        }

        /** Returns the column as a mapping names it. A name that begins with a slash would be read as a pointer. */
        String source() {
            return column.startsWith("/") ? "/" + column.replace("~", "~0").replace("/", "~1") : column;
        }
    }

    /**
     * How many of some records are not rejected.
     *
     * @param now with the present mapping
     * @param then with the offered one
     */
    record Trial(int records, int now, int then) {}

    void print(PrintWriter out) {
        out.printf(
                "A mapping could give %s a place. This is a guess; check it before you use it:%n",
                entries.size() == 1 ? "one of them" : "%,d of them".formatted(entries.size()));
        entries.forEach(entry -> out.println("  " + entry.sentence()));
        if (trial.then() == trial.now()) {
            out.printf("Of the first %,d records it would take %,d, as many as now.%n", trial.records(), trial.then());
        } else {
            out.printf(
                    "Of the first %,d records it would take %,d. Now %,d are taken.%n",
                    trial.records(), trial.then(), trial.now());
        }
        out.printf("export KEAP_SINK_MAPPING='%s'%n", document.toString().replace("'", "'\\''"));
        out.printf("The same as a file, such as mapping.json:%n%s%n", pretty());
    }

    private String pretty() {
        try {
            return JSON.writer(new DefaultPrettyPrinter().withSeparators(SEPARATORS))
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document of texts can always be written.", e);
        }
    }

    void json(ObjectNode json) {
        json.set("offered_mapping", document);
        entries.forEach(entry -> json.withArray("/offered")
                .addObject()
                .put("column", entry.column())
                .put("field", entry.target())
                .put("why", entry.why()));
    }
}
