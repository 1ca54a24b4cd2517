package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.LogLines;
import dev.keapsink.support.StandardAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What custom fields, tags by name and texts that are cut mean for a batch. Quotation marks in JSON are single. */
class BatchCustomFieldsTest {

    private static final String MODEL = "GET /v1/contacts/model";
    private static final String ADA = "{'email':'ada@example.com','first_name':'Ada'%s}";
    private static final String RATED = ADA.formatted(",'rating':4");

    private final InMemorySink sink = new InMemorySink();

    private List<String> deliver(String... bodies) {
        return sink.deliver(Messages.of(
                List.of(bodies).stream().map(body -> body.replace('\'', '"')).toList()));
    }

    private void furnish() {
        StandardAccount.furnish(sink.keap, JsonNodeFactory.instance.missingNode());
    }

    /** One call for the list, however many names are not in it. */
    @Test
    void aHundredRecordsOf181AttributesCostOneLookUp() {
        furnish();
        String attributes = IntStream.range(0, 178)
                .mapToObj(i -> ",'attribute_%d':%d".formatted(i, i))
                .reduce("", String::concat);
        List<String> bodies = IntStream.range(0, 100)
                .mapToObj(i -> "{'email':'p%d@example.com','first_name':'P','rating':%d%s}".formatted(i, i, attributes))
                .toList();

        try (LogLines log = new LogLines()) {
            assertThat(deliver(bodies.toArray(String[]::new))).isEmpty();
            assertThat(log.all()).contains("Fields that Keap does not have, ignored: 17800");
        }
        assertThat(sink.calls().stream().filter(MODEL::equals)).hasSize(1);
        assertThat(sink.writes()).hasSize(100).containsOnly("PUT /v1/contacts");
    }

    @Test
    void valuesThatSayNothingAreLeftOutAndToldByField() {
        furnish();

        try (LogLines log = new LogLines()) {
            assertThat(deliver(
                            "{'email':'ada@example.com','phone':'n/a','Emergency Number':'4.15555E+09','opt_in_reason':false}",
                            "{'email':'bob@example.com','phone':'000-000-0000','mobile_phone_2':'x'}"))
                    .isEmpty();
            assertThat(log.all())
                    .contains(
                            "Values left out, because they are fillers or no field takes them: {Emergency Number=1, opt_in_reason=1, phone1=2}",
                            "Fields that Keap does not have, ignored: 1")
                    .noneMatch(line -> line.contains("4.15555") || line.contains("n/a"));
        }
        assertThat(sink.rejected).isEmpty();
    }

    /** A list of no fields at all is no evidence; the values of a sound record must not be left out for its sake. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListThatIsEmptyOnceLosesNoValue(boolean warm) {
        furnish();
        if (warm) {
            deliver(RATED);
            sink.time.advance(Duration.ofMinutes(2));
        }
        sink.keap.inject(Fault.garbage("{\"custom_fields\":[]}")
                .matching("GET", "/v1/contacts/model")
                .onNext(1));
        if (warm) {
            deliver(ADA.formatted(",'shoe_size':7"));
            sink.time.advance(Duration.ofSeconds(20));
        }
        assertThat(deliver("{'email':'eve@example.com','rating':4}")).isEmpty();

        assertThat(String.valueOf(sink.contact("eve@example.com"))).contains("custom_fields");
    }

    @Test
    void unknownNamesAreLookedForAgainAtMostOnceAMinute() {
        furnish();
        String unknown = ADA.formatted(",'shoe_size':7");
        deliver(unknown);
        sink.time.advance(Duration.ofSeconds(50));
        deliver(unknown);
        assertThat(sink.calls().stream().filter(MODEL::equals)).hasSize(1);

        sink.time.advance(Duration.ofSeconds(11));
        deliver(unknown);
        assertThat(sink.calls().stream().filter(MODEL::equals)).hasSize(2);
    }

    @Test
    void aListThatKeapDoesNotGiveHoldsUpThoseThatNeedItAndRejectsNobody() {
        furnish();
        sink.keap.inject(Fault.error(500, "Internal error").matching("GET", "/v1/contacts/model"));

        assertThat(deliver(RATED, "{'email':'bob@example.com'}")).containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.writes()).containsExactly("PUT /v1/contacts");
    }

    @Test
    void aListThatKeapRefusesIsNobodysFaultEither() {
        sink.keap.inject(Fault.error(403, "Forbidden").matching("GET", "/v1/contacts/model"));

        try (LogLines log = new LogLines()) {
            assertThat(deliver(RATED)).containsExactly("m0");
            assertThat(log.all())
                    .anyMatch(
                            line -> line.startsWith("Misconfigured: Keap forbids reading what the account has (403)"));
        }
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void mappedFieldThatIsRemovedLaterHoldsUpAllRecordsInsteadOfRejectingThem() {
        furnish();
        sink.mapping("{'fields':{'email1':'email'},'custom_fields':{'Rating':'rating'}}");
        assertThat(deliver(RATED)).isEmpty();

        sink.keap.removeCustomField(5);
        sink.time.advance(Duration.ofMinutes(10));
        assertThat(deliver(RATED, "{'email':'bob@example.com','rating':5}")).containsExactly("m0", "m1");
        try (LogLines log = new LogLines()) {
            assertThat(deliver(RATED)).containsExactly("m0");
            assertThat(log.all()).anyMatch(line -> line.startsWith("Misconfigured: ") && line.contains("\"Rating\""));
        }
        assertThat(sink.rejected).isEmpty();

        sink.keap.addCustomField(CustomField.of(5, "Rating", FieldType.DECIMAL_NUMBER));
        sink.time.advance(Duration.ofMinutes(10));
        assertThat(deliver(RATED)).isEmpty();
    }

    @Test
    void fieldThatIsRemovedLaterIsDoneWithout() {
        furnish();
        assertThat(deliver(RATED)).isEmpty();

        sink.keap.removeCustomField(5);
        sink.time.advance(Duration.ofMinutes(10));
        assertThat(deliver(RATED)).containsExactly("m0");
        assertThat(deliver(RATED)).isEmpty();
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.keap.calls().getLast().body()).doesNotContain("custom_fields");
    }

    @Test
    void recordThatIsRefusedForAnythingElseIsRejected() {
        furnish();
        String refused = ADA.formatted(",'rating':4,'region':'XX','country':'DE'");

        assertThat(deliver(refused, RATED.replace("ada", "bob"))).isEmpty();
        assertThat(sink.reasons()).isEqualTo(Map.of("m0", "refused_by_keap"));
    }

    @Test
    void cutTextsAreCounted() {
        sink.mapping("{'automatic':true,'too_long':'truncate'}");
        String name = "A".repeat(41);

        try (LogLines log = new LogLines()) {
            deliver("{'email':'a@example.com','first_name':'%s','last_name':'%s'}".formatted(name, name), RATED);
            assertThat(log.all()).contains("Texts longer than Keap keeps, cut: 2");
        }
        try (LogLines log = new LogLines()) {
            deliver(RATED);
            assertThat(log.all()).noneMatch(line -> line.contains("cut:"));
        }
    }

    /** A blank that clears a field is not one of the record's fields that found no place. */
    @Test
    void ignoredFieldsAreCountedWithoutThoseThatWereOfUse() {
        furnish();
        sink.mapping("{'automatic':true,'empty':'clear','fields':{'given_name':'Vorname'}}");

        try (LogLines log = new LogLines()) {
            deliver("{'email':'ada@example.com','Vorname':'Ada','vorname':'x','rating':'','plan':'Pro','shoe_size':7}");
            assertThat(log.all()).contains("Fields that Keap does not have, ignored: 2");
        }
    }

    @Test
    void tagsAreMadeOnceForAWholeBatch() {
        sink.mapping("{'automatic':true,'tags':[{'names_from':'segment','create_missing':true}]}");

        assertThat(deliver(
                        ADA.formatted(",'segment':'Webinar'"),
                        "{'email':'bob@example.com','segment':'WEBINAR '}",
                        "{'email':'eve@example.com','segment':'webinar'}"))
                .isEmpty();
        assertThat(sink.writes().stream().filter("POST /v1/tags"::equals)).hasSize(1);
        assertThat(sink.writes()).endsWith("POST /v1/tags/103/contacts");
        assertThat(sink.contact("eve@example.com").tagIds()).containsExactly(103L);
    }

    @Test
    void tagWhoseMakingIsForbiddenIsNobodysFault() {
        sink.mapping("{'automatic':true,'tags':[{'names_from':'segment','create_missing':true}]}");
        sink.keap.inject(Fault.error(403, "Forbidden").matching("POST", "/v1/tags"));

        try (LogLines log = new LogLines()) {
            assertThat(deliver(ADA.formatted(",'segment':'Very secret'"))).containsExactly("m0");
            assertThat(log.all())
                    .anyMatch(line -> line.startsWith("Misconfigured: "))
                    .noneMatch(line -> line.contains("secret"));
        }
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void tagThatKeapRefusesToMakeIsTheRecordsFault() {
        sink.mapping("{'automatic':true,'tags':[{'names_from':'segment','create_missing':true}]}");
        sink.keap.inject(Fault.error(400, "Tag name is invalid").matching("POST", "/v1/tags"));

        assertThat(deliver(ADA.formatted(",'segment':'***'"), "{'email':'bob@example.com'}"))
                .isEmpty();
        assertThat(sink.reasons()).isEqualTo(Map.of("m0", "refused_by_keap"));
    }
}
