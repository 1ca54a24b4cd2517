package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.tools.records.MappingOffer.Entry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which field each column of a file fills, and offers a mapping for columns without a place. */
final class ColumnReport {
    private static final int SHOWN = 30;

    /** No mapping can be pasted that names such a column. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Columns columns;
    private final Map<String, Guess> guesses;
    private final Optional<MappingOffer> offer;

    /** The columns that the mapping reads and the file does not have. */
    private final List<String> missing;

    private ColumnReport(
            Columns columns, Map<String, Guess> guesses, Optional<MappingOffer> offer, List<String> missing) {
        this.columns = columns;
        this.guesses = guesses;
        this.offer = offer;
        this.missing = missing;
    }

    /**
     * Makes the report.
     *
     * @param first the first records of the file, on which an offer is tried
     */
    static ColumnReport of(Columns columns, MappingInEffect mapping, List<SinkRecord.Row> first) {
        Map<String, Guess> guesses = guesses(columns, taken(columns, mapping));
        List<Entry> entries = new ArrayList<>();
        guesses.forEach((name, guess) -> {
            if (guess instanceof Guess.Offer(String target, String why)) {
                entries.add(new Entry(name, target, why));
            }
        });
        return new ColumnReport(
                columns,
                guesses,
                new OfferTrial(mapping, first).of(entries),
                PresentMapping.of(mapping.reading().document()).missing(columns.names()));
    }

    private static Map<String, Guess> guesses(Columns columns, Set<String> taken) {
        LikelyFields likely = new LikelyFields(taken, columns.names());
        Map<String, Guess> guesses = new LinkedHashMap<>();
        columns.all().stream()
                .filter(name -> !columns.hasPlace(name) && !columns.isEmpty(name))
                .forEach(name -> guesses.put(
                        name,
                        CONTROL.matcher(name).find() ? new Guess.Nothing("") : likely.of(name, columns.values(name))));
        return new WholeOffer(columns, taken).of(guesses);
    }

    private static Set<String> taken(Columns columns, MappingInEffect mapping) {
        Set<String> taken = new HashSet<>();
        columns.all().forEach(name -> taken.addAll(columns.fieldsOf(name)));
        taken.addAll(PresentMapping.of(mapping.reading().document()).fields(columns.names()));
        return taken;
    }

    boolean hasOffer() {
        return offer.isPresent();
    }

    void print(PrintWriter out) {
        print(out, "every record");
    }

    /**
     * Prints the report.
     *
     * @param records which records were read, in words
     */
    void print(PrintWriter out, String records) {
        List<String> shown = shown();
        out.printf("Columns of the file: %,d%n", columns.all().size());
        shown.forEach(name -> out.printf("  %s → %s%n", TerminalText.name(name), place(name, records)));
        if (columns.all().size() > shown.size()) {
            out.printf(
                    "  and %,d more, which have a place or are empty%n",
                    columns.all().size() - shown.size());
        }
        DividedAddress.sentence(columns).ifPresent(out::println);
        missing.forEach(name -> out.printf(
                "KEAP_SINK_MAPPING reads \"%s\", which no record has%s.%n",
                TerminalText.name(name), DidYouMean.suggestion(name, columns.all())));
        offer.ifPresent(mapping -> mapping.print(out));
        printHints(out);
        printOthers(out);
    }

    /** Returns all columns of a file with few, in its order. Of many it returns those first that need a decision. */
    private List<String> shown() {
        if (columns.all().size() <= SHOWN) {
            return List.copyOf(columns.all());
        }
        List<String> open = List.copyOf(guesses.keySet());
        Stream<String> others = columns.all().stream()
                .filter(name -> !guesses.containsKey(name))
                .limit(Math.max(0, SHOWN - open.size()));
        return Stream.concat(open.stream(), others).toList();
    }

    private String place(String name, String records) {
        if (columns.isEmpty(name)) {
            return "empty in " + records;
        }
        if (!columns.hasPlace(name)) {
            return "no place";
        }
        String fields = columns.fieldsOf(name).isEmpty()
                ? "read, but written to no field of its own"
                : String.join(", ", columns.fieldsOf(name));
        return columns.unplaced().contains(name) ? fields + " (not in every record)" : fields;
    }

    private void printHints(PrintWriter out) {
        guesses.forEach((name, guess) -> {
            if (guess instanceof Guess.Hint(String words)) {
                out.printf("%s: %s.%n", TerminalText.listed(name), words);
            }
        });
    }

    private void printOthers(PrintWriter out) {
        List<String> others = others();
        if (!others.isEmpty()) {
            out.printf(
                    "No field of a contact is likely for: %s. Leave them, or make a custom field in Keap and name it in"
                            + " custom_fields of the mapping (docs/exports.md).%n",
                    others.stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + (others.size() > SHOWN ? " and %,d more".formatted(others.size() - SHOWN) : ""));
        }
    }

    /** Returns the columns for which nothing is offered, each with the kind of its values. */
    private List<String> others() {
        Set<String> offered = offer.stream()
                .flatMap(mapping -> mapping.entries().stream())
                .map(Entry::column)
                .collect(Collectors.toSet());
        List<String> others = new ArrayList<>();
        guesses.forEach((name, guess) -> {
            if (guess instanceof Guess.Nothing(String values)) {
                others.add(TerminalText.listed(name) + (values.isEmpty() ? "" : " (%s)".formatted(values)));
            } else if (guess instanceof Guess.Offer && !offered.contains(name)) {
                others.add(TerminalText.listed(name));
            }
        });
        return others;
    }

    /** Adds all columns with their fields, and the offer if there is one. */
    void json(ObjectNode json) {
        ArrayNode list = json.putArray("columns");
        columns.all().forEach(name -> {
            ObjectNode column = list.addObject().put("column", name);
            columns.fieldsOf(name).forEach(column.putArray("fields")::add);
            if (columns.isEmpty(name)) {
                column.put("empty", true);
            }
            if (guesses.get(name) instanceof Guess.Hint(String words)) {
                column.put("hint", words);
            }
        });
        offer.ifPresent(mapping -> mapping.json(json));
    }
}
