package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.value.Phones;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Checks that a header row has at least one name that the sink or the mapping knows. Otherwise a file without a header
 * row would lose its first record.
 */
public final class KnownColumns {
    private static final Message.Delivery NO_DELIVERY = new Message.Delivery("", 1, Instant.EPOCH, null, false);

    /** The rows on which an offer is founded. */
    private static final int SURVEYED = 300;

    private KnownColumns() {}

    /**
     * Checks the header row of an open file, if it has one. Does nothing if the mapping is not known.
     *
     * @throws CommandFailure if no name is known; the message says what to do
     */
    public static void check(Path file, RecordRows rows, MappingInEffect mapping) {
        rows.csv()
                .filter(csv -> !csv.header().names().isEmpty())
                .filter(csv -> csv.header().names().stream().noneMatch(KnownNames::isOne))
                .filter(csv -> mapping.mapper()
                        .filter(mapper -> knowsNone(mapper, csv.header().names()))
                        .isPresent())
                .ifPresent(csv -> {
                    throw new CommandFailure("Line %d of %s is the header row, and none of its names is known."
                                    .formatted(csv.header().line(), file)
                            + " If it is a record, write a line with the names of the columns above it, such as email,first_name."
                            + " If not, rename the columns, or set a mapping, KEAP_SINK_MAPPING, as the function has it."
                            + " It was read with %s; a first line such as sep=; names another separator."
                                    .formatted(csv.separator().inWords())
                            + offer(file, csv.header().names(), mapping));
                });
    }

    /** Returns an offer of a mapping on lines of its own; an empty text if the row may be a record. */
    private static String offer(Path file, List<String> names, MappingInEffect mapping) {
        if (names.stream().anyMatch(KnownColumns::isValue)) {
            return "";
        }
        Survey survey = new Survey(mapping);
        boolean hasMore;
        survey.header(names);
        try (RecordRows rows = RecordRows.open(file)) {
            for (int i = 0; i < SURVEYED && rows.hasNext(); i++) {
                if (rows.next() instanceof Line line) {
                    survey.add(line);
                }
            }
            hasMore = rows.hasNext();
        }
        ColumnReport report = survey.columns();
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        if (report.hasOffer()) {
            out.println();
            report.print(out, hasMore ? "the first %,d records".formatted(SURVEYED) : "every record");
        }
        return text.toString().stripTrailing();
    }

    private static boolean isValue(String name) {
        return name.indexOf('@') >= 0
                || Phones.whyNone("phone1", new TextNode(name)).isEmpty();
    }

    /**
     * Whether the mapping uses none of the names. The probe has an e-mail address, because a contact without one is
     * rejected.
     */
    private static boolean knowsNone(ContactMapper mapper, List<String> names) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> record.put(name, "x"));
        record.put("email", "a@example.com");
        List<MessageRecord> records =
                new MessageRecords(Streams.DEFAULT).of(new Message("header", record.toString(), Map.of(), NO_DELIVERY));
        return records.stream()
                .allMatch(one -> one.content() instanceof Checked.Valid<SinkRecord>(SinkRecord.Row contact)
                        && mapper.map(contact) instanceof Checked.Valid<MappingResult>(MappingResult.Wanted wanted)
                        && wanted.unused().containsAll(names));
    }
}
