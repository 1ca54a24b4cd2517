package dev.keapsink.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.company.CompanyFields;
import dev.keapsink.contact.ContactNames;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;
import dev.keapsink.file.FileFields;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.metrics.BatchMetrics;
import dev.keapsink.metrics.Metrics;
import dev.keapsink.note.NoteFields;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Specimen;
import dev.keapsink.opportunity.OpportunityFields;
import dev.keapsink.order.OrderFields;
import dev.keapsink.order.PaymentFields;
import dev.keapsink.product.ProductFields;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.task.TaskFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of a record is logged, counted or printed, whatever becomes of the record. */
class PersonalDataTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    /** Stands in every text of a record, and nowhere else. */
    private static final String MARK = "Zqxmark";

    private static final String AMOUNT = "98127.43";

    private static final String DAY = "1907-03-05";

    /** The marks, in lower case, with the forms in which Keap takes them. */
    private static final List<String> MARKS = List.of("zqxmark", base64(MARK).toLowerCase(Locale.ROOT), "98127", DAY);

    @TempDir
    private Path folder;

    private CapturingHandler captured;

    private final Set<Effect> effects = EnumSet.noneOf(Effect.class);
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);

    /** The outcomes, rejects and figures of all sinks so far, as they print themselves. */
    private final List<String> printed = new ArrayList<>();

    @BeforeEach
    void capture() {
        captured = new CapturingHandler(folder.resolve("log"), line -> true);
        LOG.addHandler(captured);
        LOG.setUseParentHandlers(false);
        LOG.setLevel(Level.ALL);
    }

    @AfterEach
    void release() {
        LOG.removeHandler(captured);
        LOG.setUseParentHandlers(true);
        LOG.setLevel(null);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static FieldNames names(Specimen specimen) {
        return switch (specimen) {
            case COMPANIES -> CompanyFields.ALL;
            case PRODUCTS -> ProductFields.ALL;
            case CONTACTS -> ContactNames.ALL;
            case OPPORTUNITIES -> OpportunityFields.ALL;
            case ORDERS -> OrderFields.ALL;
            case PAYMENTS -> PaymentFields.ALL;
            case NOTES -> NoteFields.ALL;
            case TASKS -> TaskFields.ALL;
            case FILES -> FileFields.ALL;
        };
    }

    /** A value of a field, with a mark in it where the type of the field has room for one. */
    private static JsonNode value(FieldType type) {
        return switch (type) {
            case TEXT, KEPT_TEXT, NAME, POSTAL_CODE, OPT_IN -> new TextNode(MARK);
            case EMAIL -> new TextNode(MARK + "@example.com");
            case PHONE -> new TextNode("+1 212 555 0199");
            case DAY, BIRTHDAY -> new TextNode(DAY);
            case MOMENT -> new TextNode(DAY + "T12:00:00Z");
            case MONEY, MONEY_IN_CENTS, MEASURE -> new TextNode(AMOUNT);
            case COUNT, QUANTITY -> LongNode.valueOf(98127);
            case ID, TEXT_ID -> LongNode.valueOf(1);
            case FLAG -> BooleanNode.TRUE;
            case COUNTRY -> new TextNode("USA");
            case TIME_ZONE -> new TextNode("America/New_York");
            case LOCALE -> new TextNode("en_US");
            case IP_ADDRESS -> new TextNode("192.0.2.1");
            case REMINDER -> LongNode.valueOf(15);
            case PRIORITY -> new TextNode("CRITICAL");
            case ORDER_TYPE -> new TextNode("ONLINE");
            case ITEM_TYPE -> new TextNode("FEE");
            case ITEMS ->
                JsonNodeFactory.instance
                        .arrayNode()
                        .add(JsonNodeFactory.instance
                                .objectNode()
                                .put("item_type", "FEE")
                                .put("name", MARK)
                                .put("notes", MARK)
                                .put("price", AMOUNT));
            case SOURCE_TYPE -> new TextNode("WEBFORM");
        };
    }

    /** The data of a record that can be written, with a mark in its own text. */
    private static ObjectNode data(Specimen specimen, String text) {
        try {
            return (ObjectNode) JSON.readTree("{" + specimen.data(MARK, text) + "}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String record(Specimen specimen, String operation, ObjectNode data) {
        return JSON.createObjectNode()
                .put("stream", specimen.type().stream())
                .put("op", operation)
                .put("key", MARK)
                .set("data", data)
                .toString();
    }

    private static String upsert(Specimen specimen, String text) {
        return record(specimen, "upsert", data(specimen, text));
    }

    /** Each field by itself, first with a marked value of its type and then with marks that are none. */
    private static Stream<String> withEachField(Specimen specimen) {
        FieldNames names = names(specimen);
        return names.table().values().stream()
                .flatMap(field -> Stream.of(
                                value(field.kind()),
                                new TextNode(MARK),
                                new TextNode(MARK + "@" + MARK),
                                JSON.createObjectNode()
                                        .put("email", MARK)
                                        .put("name", MARK)
                                        .put(MARK, MARK),
                                JSON.createArrayNode()
                                        .add(MARK)
                                        .add(JSON.createObjectNode().put("sku", MARK)))
                        .map(value -> record(specimen, "upsert", with(specimen, names, field, value))));
    }

    private static ObjectNode with(Specimen specimen, FieldNames names, Field field, JsonNode value) {
        ObjectNode data = data(specimen, MARK).put("a column of ours", MARK);
        // The record's own reference gives way to the one that is tried.
        if (field.label().startsWith("contact_") || field.label().startsWith("order_")) {
            data.remove(List.of("contact_email", "order_id"));
        }
        return data.set(names.of(field.label()).getFirst(), value);
    }

    private InMemorySink sink(Specimen specimen, boolean hasLedger) {
        InMemorySink sink = new InMemorySink()
                .streams(specimen.written().toArray(ObjectType[]::new))
                .onDelete(OnDelete.DELETE);
        specimen.prepare(sink.keap);
        specimen.addKeyField(sink.keap);
        return (hasLedger ? sink.withLedger() : sink).restarted();
    }

    /** Delivers until nothing is returned, at most a few times, and keeps all that the sink would tell. */
    private void deliver(InMemorySink sink, Stream<String> bodies) {
        List<Message> messages = Messages.of(bodies.toList());
        for (int delivery = 1; delivery <= 6; delivery++) {
            if (sink.deliver(Messages.received(delivery, messages)).isEmpty()) {
                break;
            }
            sink.time.advance(Duration.ofMinutes(7));
        }
        sink.rejected.forEach((id, rejected) -> {
            printed.add(id + " " + rejected + " " + rejected.field());
            reasons.add(rejected.reason());
        });
        ByteArrayOutputStream metrics = new ByteArrayOutputStream();
        BatchMetrics observer = new BatchMetrics(
                new Metrics(new PrintStream(metrics, true, UTF_8), "f", new VirtualTime()),
                new CallMeter(),
                Optional.empty());
        sink.figures.forEach(figures -> {
            effects.addAll(figures.written().keySet());
            causes.addAll(figures.deferred().keySet());
            printed.add(figures.toString());
            observer.processed(figures);
        });
        printed.add(metrics.toString(UTF_8));
    }

    private static List<Fault> faults() {
        String echo = "{\"code\":3,\"message\":\"%s %s %s\",\"status\":\"%s\"}".formatted(MARK, AMOUNT, DAY, MARK);
        return List.of(
                Fault.answering(400, "application/json", echo),
                Fault.answering(403, "application/json", echo),
                Fault.answering(404, "application/json", echo),
                Fault.answering(409, "application/json", echo),
                Fault.answering(422, "text/html", "<html>" + MARK + "</html>"),
                Fault.answering(500, "application/json", echo),
                Fault.page(502, MARK),
                Fault.garbage("{\"id\":\"" + MARK + "\",\"" + MARK + "\":[]"),
                Fault.garbage("{\"" + MARK + "\":\"" + MARK + "\"}"),
                Fault.redirectTo(URI.create("https://example.com/" + MARK)),
                Fault.replyLostAfterCommit(),
                Fault.resetBeforeHandling());
    }

    @ParameterizedTest
    @EnumSource
    void staysInTheRecord(Specimen specimen) throws IOException {
        for (boolean hasLedger : List.of(true, false)) {
            InMemorySink sink = sink(specimen, hasLedger);
            deliver(sink, Stream.of(upsert(specimen, MARK)));
            deliver(sink.restarted(), Stream.of(upsert(specimen, MARK)));
            deliver(sink, Stream.of(upsert(specimen, MARK + " 2")));
            deliver(sink, withEachField(specimen));
            deliver(sink, Stream.of(record(specimen, "delete", data(specimen, MARK))));
            for (Fault fault : faults()) {
                InMemorySink troubled = sink(specimen, hasLedger);
                troubled.keap.inject(fault.matching(request -> !request.method().equals("GET")));
                deliver(troubled, Stream.of(upsert(specimen, MARK)));
                InMemorySink blind = sink(specimen, hasLedger);
                blind.keap.inject(fault);
                deliver(blind, Stream.of(upsert(specimen, MARK)));
            }
        }

        assertThat(effects).contains(Effect.CREATED, Effect.UNCHANGED);
        assertThat(reasons).contains(Reason.INVALID_VALUE, Reason.REFUSED_BY_KEAP);
        assertThat(reasons.contains(Reason.IN_DOUBT)).isEqualTo(!specimen.isResent());
        assertThat(causes).contains(Cause.UNCLEAR, Cause.UNAVAILABLE, Cause.MISCONFIGURED);
        captured.close();
        List<String> lines = Files.readAllLines(folder.resolve("log"));
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(Stream.concat(lines.stream(), printed.stream())
                        .filter(line -> !Leak.in(line).isEmpty()
                                || MARKS.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                        .distinct()
                        .limit(10))
                .isEmpty();
    }
}
