package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps a file's records with the function's own code, without Keap. It collects the columns without a place, the values
 * that are left out, and the records that are rejected. Of values and rejections it keeps the first ones and counts the
 * others. Not thread-safe.
 */
public final class Survey {
    private static final int TRIED = 100;

    /** The fields that find a contact. */
    private static final Set<String> KEYS = Set.of("email1", "phone1");

    private static final Message.Delivery NO_DELIVERY = new Message.Delivery("", 1, Instant.EPOCH, null, false);

    private final MessageRecords reader;
    private final MappingInEffect mapping;
    private final Columns columns = new Columns();
    private final Set<String> addresses;

    /** The first records, on which an offered mapping is tried. */
    private final List<SinkRecord.Row> first = new ArrayList<>();

    private long records;
    private long rejectedHere;
    private boolean lacksKeys;

    /** The columns without a place in the previewed records, by the record's number. Keap is asked about them. */
    private final Map<String, Set<String>> previewed = new HashMap<>();

    private final FirstSentences leftOut = new FirstSentences();
    private final FirstSentences rejected = new FirstSentences();

    /** Starts a survey. If the mapping is not known, the survey finds nothing. */
    public Survey(MappingInEffect mapping) {
        this.mapping = mapping;
        this.reader = new MessageRecords(mapping.streams());
        this.addresses = PresentMapping.of(mapping.reading().document()).addresses();
    }

    /** The survey of a whole file. */
    public static Survey of(RecordFile records, MappingInEffect mapping) {
        Survey survey = new Survey(mapping);
        survey.header(records.columns());
        records.lines().forEach(survey::add);
        return survey;
    }

    /** Takes the names of the header row. A blank cell is in no record, so an empty column is known by its name alone. */
    public void header(List<String> names) {
        mapping.mapper().ifPresent(mapper -> names.forEach(columns::name));
    }

    /** Takes the next line of the file. */
    public void add(Line line) {
        mapping.mapper().ifPresent(mapper -> {
            List<MessageRecord> records = records(line);
            for (int i = 0; i < records.size(); i++) {
                String name = "line %d".formatted(line.number())
                        + (records.size() == 1 ? "" : ", record %d".formatted(i + 1));
                add(name, records.get(i).content(), mapper);
            }
        });
    }

    /**
     * Takes a line that the function previews with Keap's help. The survey keeps only its columns.
     *
     * @param number the message's number in the request, from 1 on
     */
    public void addPreviewed(int number, Line line) {
        mapping.mapper().ifPresent(mapper -> {
            List<MessageRecord> records = records(line);
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i).content() instanceof Checked.Valid<SinkRecord>(SinkRecord.Row row)
                        && row.type() == ObjectType.CONTACTS) {
                    Map<String, Boolean> places = places(row, mapper.map(row), mapper);
                    places.values().removeIf(hasPlace -> hasPlace);
                    previewed.put(records.size() == 1 ? "" + number : number + "." + (i + 1), places.keySet());
                }
            }
        });
    }

    /**
     * Takes the account's answer about a previewed record.
     *
     * @param record the record's number in the function's report, such as 3 or 3.2
     * @param ignored the fields that have no place in the account
     */
    public void answered(String record, Set<String> ignored) {
        columns.answered(previewed.getOrDefault(record, Set.of()), ignored);
    }

    private List<MessageRecord> records(Line line) {
        return reader.of(new Message("line-" + line.number(), line.body(), Map.of(), NO_DELIVERY));
    }

    private void add(String name, Checked<SinkRecord> record, ContactMapper mapper) {
        switch (record) {
            case Checked.Invalid<SinkRecord>(Rejected rejection) -> addRejected(name, rejection);
            case Checked.Valid<SinkRecord>(SinkRecord.NoRecord none) -> {}
            case Checked.Valid<SinkRecord>(SinkRecord.Row row) -> add(name, row, mapper);
        }
    }

    /** Takes a record of contacts. Those of other streams have columns of their own, which this survey does not know. */
    private void add(String name, SinkRecord.Row row, ContactMapper mapper) {
        if (row.type() != ObjectType.CONTACTS) {
            return;
        }
        Checked<MappingResult> mapped = mapper.map(row);
        places(row, mapped, mapper);
        switch (mapped) {
            case Checked.Invalid<MappingResult>(Rejected rejection) -> addRejected(name, rejection);
            case Checked.Valid<MappingResult>(MappingResult.Suppressed none) -> {}
            case Checked.Valid<MappingResult>(MappingResult.Wanted wanted) -> {
                wanted.leftOut().stream()
                        .filter(value -> value.column().isEmpty())
                        .forEach(value -> leftOut.add("%s: %s %s".formatted(name, value.field(), value.why())));
            }
        }
    }

    /** Takes a record's columns, and returns for each whether it has a place. */
    private Map<String, Boolean> places(SinkRecord.Row row, Checked<MappingResult> mapped, ContactMapper mapper) {
        row.data().properties().forEach(field -> columns.see(field.getKey(), field.getValue()));
        Map<String, Boolean> places = new ColumnPlaces(mapper, addresses, columns).of(row, mapped);
        places.forEach(columns::add);
        row.data().properties().forEach(field -> columns.sample(field.getKey(), field.getValue()));
        if (first.size() < TRIED) {
            first.add(row);
        }
        records++;
        if (mapped instanceof Checked.Invalid<MappingResult>(Rejected rejection)) {
            rejectedHere++;
            lacksKeys |= rejection.reason() == Reason.NO_MATCH_KEY;
        }
        return places;
    }

    private void addRejected(String name, Rejected rejection) {
        String field = rejection.field() == null ? "" : " (%s)".formatted(rejection.field());
        rejected.add("%s: %s%s: %s".formatted(name, rejection.reason().code(), field, rejection.detail()));
    }

    /** Returns how many records were rejected. */
    public long rejectedCount() {
        return rejected.count();
    }

    /** Whether {@link #print} would print nothing. */
    public boolean isEmpty() {
        return mapping.note().isEmpty() && !needsReport() && leftOut.count() == 0;
    }

    /**
     * Whether columns have no place, half of the records are rejected, a record lacks a column for its key, or an
     * address is divided.
     */
    private boolean needsReport() {
        boolean hasKey = columns.all().stream()
                .flatMap(name -> columns.fieldsOf(name).stream())
                .anyMatch(KEYS::contains);
        return !columns.unplaced().isEmpty()
                || (rejectedHere > 0 && rejectedHere * 2 >= records)
                || (lacksKeys && !hasKey)
                || DividedAddress.sentence(columns).isPresent();
    }

    /** Returns how many columns have no place in at least one record. */
    public int unplacedCount() {
        return columns.unplaced().size();
    }

    /** Returns the report on the columns. */
    ColumnReport columns() {
        return ColumnReport.of(columns, mapping, first);
    }

    /** Prints the columns with their fields and a mapping for the others, and which values are left out. */
    public void print(PrintWriter out) {
        mapping.note().ifPresent(out::println);
        columns.print(out, mapping.customFields());
        if (needsReport()) {
            columns().print(out);
        }
        leftOut.print(out, "Values left out");
    }

    /** Prints the records that the function will reject for any account. */
    public void printRejected(PrintWriter out) {
        rejected.print(out, "Records that will be rejected");
    }

    /**
     * Adds all findings as {@code without_place}, {@code columns}, {@code left_out} and {@code rejected}, and an offer
     * as {@code offered} and {@code offered_mapping}.
     */
    public void json(ObjectNode json) {
        columns.unplaced().forEach(json.putArray("without_place")::add);
        columns().json(json);
        leftOut.json(json.putObject("left_out"));
        rejected.json(json.putObject("rejected"));
    }
}
