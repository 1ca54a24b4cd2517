package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** The demo never finds fault with what it cannot judge, and never praises it either. */
class ExpectationsTest {
    private static final String ANN = "{\"email\":\"ann@example.com\",\"first_name\":\"Ann\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"d\",\"before\":{\"email\":\"ann@example.com\"},\"after\":null}",
                "{\"email\":\"ann@example.com\",\"__deleted\":\"true\"}",
                "{\"email\":\"ann@example.com\",\"metadata\":{\"operation\":\"delete\"}}",
                "{\"type\":\"contact.deleted\",\"email\":\"ann@example.com\"}",
                "{\"op\":\"removed\",\"data\":{\"email\":\"ann@example.com\"}}",
                "{\"meta\":1,\"data\":{\"email\":\"ann@example.com\"}}",
                "{\"email\":\"ann@example.com; anna@example.com\",\"first_name\":\"Anna\"}",
                "{\"email\":\" ann@ex\u200bample.com\",\"first_name\":\"Anna\"}",
                "{\"email_addresses\":[{\"email\":\"ann@example.com\"}],\"given_name\":\"Anna\"}",
                "[{\"email\":\"ann@example.com\",\"first_name\":\"Anna\"},{\"email\":\"bob@example.com\"}]",
                "{\"email\":\"ann@example.com\",\"first_name\":\"Anna\"}\n{\"email\":\"bob@example.com\"}"
            })
    void comparesNothingThatOnlyTheFunctionReads(String other) {
        Expectations run = written(ANN, other);

        assertThat(findings(run, List.of())).isEmpty();
        assertThat(findings(
                        run, List.of(contact(1, "ann@example.com", "", "Anna"), contact(2, "bob@example.com", "", ""))))
                .isEmpty();
        assertThat(run.verdict())
                .contains("Not compared: 2. Only the function can read which contacts or values these lines ask for.");
    }

    @Test
    void comparesTheOthersAllTheSame() {
        Expectations run = written(ANN, "{\"type\":\"contact.deleted\",\"email\":\"bob@example.com\"}");

        assertThat(findings(run, List.of())).hasSize(1);
        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", "Anna"))))
                .hasSize(1);
        assertThat(run.verdict())
                .contains("Not compared: 1. Only the function can read which contacts or values these lines ask for.")
                .first()
                .asString()
                .contains("Everything that was compared adds up", "1 of 2 written lines");
    }

    @Test
    void takesTwoNotationsForOneNumberOrTwo() {
        Expectations run = written("{\"phone\":\"+1 617-555-0100\"}", "{\"phone\":\"(617) 555-0100\"}");

        assertThat(findings(run, List.of(contact(1, "", "+16175550100", "")))).isEmpty();
        assertThat(findings(run, List.of(contact(1, "", "+16175550100", ""), contact(2, "", "6175550100", ""))))
                .isEmpty();
        assertThat(run.verdict())
                .contains("Not compared: 2. Only the function can read which contacts or values these lines ask for.");
    }

    @Test
    void findsAContactByAnotherNotationOfItsNumber() {
        Expectations run = written("{\"phone\":\"(617) 555-0100\",\"first_name\":\"Ann\"}");

        assertThat(findings(run, List.of(contact(1, "", "+16175550100", "Ann"))))
                .isEmpty();
        assertThat(findings(run, List.of())).hasSize(1);
        assertThat(run.verdict()).hasSize(1).first().asString().startsWith("Everything adds up: ");
    }

    @Test
    void doesNotKnowTagsByName() {
        Expectations run = written("{\"email\":\"ann@example.com\",\"tags\":\"Newsletter; 202\"}");

        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", "", 201, 202))))
                .isEmpty();
        assertThat(run.verdict()).contains("Tags not compared: those of 1 lines that may ask for tags by name.");
    }

    @Test
    void knowsTagsByNumber() {
        Expectations run = written("{\"email\":\"ann@example.com\",\"tags\":[201]}");

        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", "", 201))))
                .isEmpty();
        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", ""))))
                .hasSize(1);
        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", "", 201, 202))))
                .hasSize(1);
        assertThat(run.verdict()).hasSize(1).first().asString().startsWith("Everything adds up: ");
    }

    @Test
    void comparesNoFieldThatTwoColumnsMaySet() {
        Expectations run = written(
                "{\"email\":\"ann@example.com\",\"city\":\"Rome\",\"Mailing City\":\"Ostia\",\"first_name\":\"Ann\"}");

        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", "Ann"))))
                .isEmpty();
        assertThat(findings(run, List.of(contact(1, "ann@example.com", "", "Anna"))))
                .hasSize(1);
    }

    @Test
    void comparesTheSampleButForLinesOfSeveralRecords() throws IOException {
        List<Line> lines =
                RecordFile.read(Path.of("samples", "contacts.ndjson")).lines();

        assertThat(lines.stream()
                        .filter(line -> Expectation.of(line, AuditRules.DEFAULT).isEmpty()))
                .hasSizeLessThan(10);
    }

    private static Expectations written(String... bodies) {
        Map<String, Line> sent = new LinkedHashMap<>();
        List<Message> messages = new ArrayList<>();
        for (String body : bodies) {
            String id = "m" + sent.size();
            sent.put(id, new Line(sent.size() + 1, body));
            messages.add(Message.builder().messageId(id).build());
        }
        Tally tally = new Tally();
        tally.handled(messages, new InvocationResult.Reply("{}"), Set.of());
        return Expectations.of(new RunOutcome(sent, tally, List.of(), List.of(), Duration.ZERO), AuditRules.DEFAULT);
    }

    private static List<String> findings(Expectations run, List<StoredContact> contacts) {
        return run.audit(Set.of(), Map.of()).findings(contacts);
    }

    private static StoredContact contact(long id, String email, String phone, String givenName, long... tags) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (!givenName.isEmpty()) {
            fields.put("given_name", givenName);
        }
        if (!email.isEmpty()) {
            fields.putArray("email_addresses").addObject().put("email", email).put("field", "EMAIL1");
        }
        if (!phone.isEmpty()) {
            fields.putArray("phone_numbers").addObject().put("number", phone).put("field", "PHONE1");
        }
        TreeMap<Long, Instant> applied = new TreeMap<>();
        TreeMap<Long, Integer> times = new TreeMap<>();
        for (long tag : tags) {
            applied.put(tag, Instant.EPOCH);
            times.put(tag, 1);
        }
        return new StoredContact(id, fields, applied, times, Instant.EPOCH, Instant.EPOCH);
    }
}
