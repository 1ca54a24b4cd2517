package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.tools.demo.Audit.Uncertain;
import dev.keapsink.tools.records.RecordFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Set<Long> CONFIGURED = Set.of(101L);

    private static final Expectation ANN = line(1, "{\"email\":\"Ann@example.com\",\"first_name\":\"Ann\"}");
    private static final Expectation BY_PHONE = line(2, "{\"phone\":\"(212) 555-0101\",\"city\":\"Boston\"}");
    private static final Expectation OLD = line(3, state(1, "Clerk"));
    private static final Expectation NEW = line(4, state(2, "Owner"));

    @Test
    void findsNothingWhenEveryContactIsThereOnce() {
        assertThat(findings(List.of(ANN, BY_PHONE, NEW, OLD), List.of(ann(1), byPhone(2), late(3, "Owner"))))
                .isEmpty();
    }

    @Test
    void findsAMissingContact() {
        assertThat(findings(List.of(ANN, BY_PHONE), List.of(ann(1))))
                .containsExactly("Line 2 is missing: no contact for phone:5550101");
    }

    @Test
    void findsAContactThatIsThereTwice() {
        assertThat(findings(List.of(ANN), List.of(ann(1), ann(7))))
                .containsExactly("Line 1 is 2 contacts: 1, 7 (email:ann@example.com)");
        assertThat(findings(List.of(BY_PHONE), List.of(byPhone(1), byPhone(7))))
                .containsExactly("Line 2 is 2 contacts: 1, 7 (phone:5550101)");
    }

    @Test
    void findsAContactThatNoLineAskedFor() {
        assertThat(findings(List.of(ANN), List.of(ann(1), byPhone(2))))
                .containsExactly("No line asked for contact 2 (phone:5550101)");
    }

    @Test
    void toleratesTheContactOfARefusedLine() {
        assertThat(new Audit(
                                List.of(ANN),
                                List.of(BY_PHONE),
                                Uncertain.NOTHING,
                                CONFIGURED,
                                Map.of(),
                                AuditRules.DEFAULT)
                        .findings(List.of(ann(1), byPhone(2))))
                .isEmpty();
    }

    @Test
    void asksOnlyThatADeletedContactIsNotDouble() {
        Expectation delete = line(9, "{\"op\":\"delete\",\"data\":{\"email\":\"Ann@example.com\"}}");

        assertThat(findings(List.of(ANN, delete), List.of())).isEmpty();
        assertThat(findings(List.of(ANN, delete), List.of(ann(1)))).isEmpty();
        assertThat(findings(List.of(ANN, delete), List.of(ann(1), ann(2)))).hasSize(1);
    }

    @Test
    void findsAMissingTag() {
        StoredContact untagged = contact(1, Map.of(), Map.of("given_name", "Ann"), "ann@example.com", "");

        assertThat(findings(List.of(ANN), List.of(untagged)))
                .containsExactly("Line 1: tag 101 was applied 0 times to contact 1 instead of once");
    }

    @Test
    void findsAMissingTagOfTheRecordItself() {
        StoredContact untagged = contact(3, Map.of(101L, 1), Map.of("job_title", "Owner"), "late@example.com", "");

        assertThat(findings(List.of(NEW), List.of(untagged)))
                .containsExactly("Line 4: tag 201 was applied 0 times to contact 3 instead of once");
    }

    @Test
    void findsATagThatWasAppliedTwice() {
        StoredContact twice = contact(1, Map.of(101L, 2), Map.of("given_name", "Ann"), "ann@example.com", "");

        assertThat(findings(List.of(ANN), List.of(twice)))
                .containsExactly("Line 1: tag 101 was applied 2 times to contact 1 instead of once");
    }

    @Test
    void findsATagThatNoLineAskedFor() {
        StoredContact more = contact(1, Map.of(101L, 1, 203L, 1), Map.of("given_name", "Ann"), "ann@example.com", "");

        assertThat(findings(List.of(ANN), List.of(more)))
                .containsExactly("Line 1: contact 1 carries tag 203, which no line asked for");
    }

    @Test
    void findsAStaleState() {
        assertThat(findings(List.of(NEW, OLD), List.of(late(3, "Clerk"))))
                .containsExactly("Lines 4, 3: contact 3 is not in its newest state {job_title=Owner}");
    }

    @Test
    void findsAStateThatNoLineDescribes() {
        StoredContact other = contact(1, Map.of(101L, 1), Map.of("given_name", "Anna"), "ann@example.com", "");

        assertThat(findings(List.of(ANN), List.of(other)))
                .containsExactly("Line 1: contact 1 is not in its newest state {given_name=Ann}");
    }

    @Test
    void knowsNoOrderBetweenBatches() {
        Audit audit = new Audit(
                List.of(NEW, OLD), List.of(), Uncertain.NOTHING, CONFIGURED, Map.of(3L, 1, 4L, 2), AuditRules.DEFAULT);

        assertThat(audit.findings(List.of(late(3, "Clerk")))).isEmpty();
        assertThat(audit.findings(List.of(late(3, "Owner")))).isEmpty();
        assertThat(audit.findings(List.of(late(3, "Boss")))).hasSize(1);
    }

    @Test
    void ordersVersionsThatAreInstants() {
        Expectation early =
                line(1, "{\"version\":\"2026-01-01T00:00:00Z\",\"data\":{\"email\":\"a@example.com\",\"city\":\"A\"}}");
        Expectation later =
                line(2, "{\"version\":\"2026-01-02T00:00:00Z\",\"data\":{\"email\":\"a@example.com\",\"city\":\"B\"}}");
        StoredContact stale = contact(1, Map.of(101L, 1), Map.of("city", "A"), "a@example.com", "");

        assertThat(findings(List.of(later, early), List.of(stale)))
                .containsExactly("Lines 2, 1: contact 1 is not in its newest state {city=B}");
    }

    @Test
    void readsRecordsByTheUsualNames() {
        assertThat(line(1, "{\"Email Address\":\" A@Example.com \"}").contact()).isEqualTo("email:a@example.com");
        assertThat(line(1, "{\"email\":\"\",\"phoneNumber\":\"212-555-0101\"}").contact())
                .isEqualTo("phone:5550101");
        assertThat(line(1, "{\"email\":\"a@example.com\",\"Tags\":\"201, 202\"}")
                        .tags())
                .containsExactly(201L, 202L);
        assertThat(Stream.of("not JSON", "[]", "{}", "{\"data\":{\"email\":null}}")
                        .map(body -> Expectation.of(new RecordFile.Line(1, body), AuditRules.DEFAULT)))
                .allMatch(Optional::isEmpty);
    }

    private static List<String> findings(List<Expectation> written, List<StoredContact> contacts) {
        return new Audit(written, List.of(), Uncertain.NOTHING, CONFIGURED, Map.of(), AuditRules.DEFAULT)
                .findings(contacts);
    }

    private static Expectation line(long number, String body) {
        return Expectation.of(new RecordFile.Line(number, body), AuditRules.DEFAULT)
                .orElseThrow();
    }

    private static String state(int version, String jobTitle) {
        return "{\"version\":%d,\"tags\":[201],\"data\":{\"email\":\"late@example.com\",\"jobTitle\":\"%s\"}}"
                .formatted(version, jobTitle);
    }

    private static StoredContact ann(long id) {
        return contact(id, Map.of(101L, 1), Map.of("given_name", "Ann"), "ann@example.com", "");
    }

    private static StoredContact byPhone(long id) {
        return contact(id, Map.of(101L, 1), Map.of("city", "Boston"), "", "212-555-0101");
    }

    private static StoredContact late(long id, String jobTitle) {
        return contact(id, Map.of(101L, 1, 201L, 1), Map.of("job_title", jobTitle), "LATE@example.com", "");
    }

    private static StoredContact contact(
            long id, Map<Long, Integer> tags, Map<String, String> state, String email, String phone) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        state.forEach(fields::put);
        if (state.containsKey("city")) {
            fields.putArray("addresses").addObject().put("locality", state.get("city"));
        }
        if (!email.isEmpty()) {
            fields.putArray("email_addresses").addObject().put("email", email).put("field", "EMAIL1");
        }
        if (!phone.isEmpty()) {
            fields.putArray("phone_numbers").addObject().put("number", phone).put("field", "PHONE1");
        }
        TreeMap<Long, Instant> applied = new TreeMap<>();
        tags.keySet().forEach(tag -> applied.put(tag, Instant.EPOCH));
        return new StoredContact(id, fields, applied, new TreeMap<>(tags), Instant.EPOCH, Instant.EPOCH);
    }
}
