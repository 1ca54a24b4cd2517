package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts whose records name their company. */
class ContactCompanyTest {

    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final InMemorySink sink = new InMemorySink();

    private static String contact(String name, String company) {
        return "{\"email\":\"%s@example.com\",\"company\":\"%s\"}".formatted(name, company);
    }

    private static String company(String key, String name) {
        return "{\"stream\":\"companies\",\"key\":\"%s\",\"data\":{\"name\":\"%s\"}}".formatted(key, name);
    }

    private List<StoredObject> companies() {
        return sink.keap.objects().all(Resource.COMPANIES);
    }

    private long companyOf(String name) {
        return sink.contact(name + "@example.com")
                .fields()
                .path("company")
                .path("id")
                .asLong();
    }

    private long only() {
        assertThat(companies()).hasSize(1);
        return companies().getFirst().id();
    }

    private List<String> callsFrom(int before) {
        return sink.calls().subList(before, sink.calls().size()).stream()
                .filter(call -> call.contains("compan") || call.contains("/contacts"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'company':'Acme'",
                "'company_name':' Acme '",
                "'Organisation':'Acme'",
                "'company':{'name':'Acme'}",
                "'organization':{'name':'Acme','id':'17'}",
                "'company':{'company_name':'Acme'}"
            })
    void newContactGetsItsNewCompany(String column) {
        assertThat(sink.deliver("{\"email\":\"ada@example.com\",%s}".formatted(column.replace('\'', '"'))))
                .isEmpty();

        assertThat(companyOf("ada")).isEqualTo(only());
        assertThat(companies().getFirst().text("company_name")).isEqualTo("Acme");
        assertThat(sink.figures.getLast().written()).containsExactly(Map.entry(Effect.CREATED, 1));
        assertThat(sink.objections()).isEmpty();
    }

    @Test
    void existingCompanyIsFoundAndNotChanged() {
        sink.streams(ObjectType.COMPANIES, ObjectType.CONTACTS).deliver(company("c1", "Acme"));
        int before = sink.calls().size();

        sink.restarted().deliver(contact("ada", "Acme"));

        assertThat(companyOf("ada")).isEqualTo(only());
        assertThat(callsFrom(before))
                .filteredOn(call -> call.contains("compan"))
                .containsExactly("GET /v2/companies");
    }

    @Test
    void aCompanyThatAPersonDeletedIsCreatedAgain() {
        sink.withLedger().deliver(contact("ada", "Acme"));
        sink.keap.objects().remove(Resource.COMPANIES, only());

        assertThat(sink.restarted().deliver(contact("ben", "Acme"))).hasSize(1);
        sink.time.advance(Duration.ofMinutes(1));
        assertThat(sink.deliver(contact("ben", "Acme"))).isEmpty();

        assertThat(companyOf("ben")).isEqualTo(only());
    }

    @Test
    void hundredContactsOfOneNewCompanyCostOneLookUpAndOneCreate() {
        String[] contacts =
                IntStream.range(0, 100).mapToObj(i -> contact("c" + i, "Acme")).toArray(String[]::new);

        assertThat(sink.deliver(contacts)).isEmpty();

        assertThat(sink.calls())
                .filteredOn(call -> call.contains("companies"))
                .containsExactly("GET /v2/companies", "POST /v2/companies");
        assertThat(companyOf("c99")).isEqualTo(only());
    }

    @Test
    void contactWithoutACompanyCostsNoCallMore() {
        sink.deliver("{\"email\":\"ada@example.com\"}");

        assertThat(sink.calls()).noneMatch(call -> call.contains("compan"));
    }

    @Test
    void companyWhoseCreateWasNotAnsweredIsNotCreatedTwice() {
        for (boolean hasLedger : new boolean[] {false, true}) {
            InMemorySink one = hasLedger ? new InMemorySink().withLedger() : new InMemorySink();
            one.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v2/companies"));
            List<Message> messages =
                    Messages.of(contact("ada", "Acme"), contact("bob", "Acme"), contact("cleo", "Best"));

            assertThat(one.deliver(messages)).containsExactly("m0", "m1");
            assertThat(one.figures.getLast().deferred()).containsEntry(Cause.UNCLEAR, 2);
            one.time.advance(A_WHILE);
            assertThat(one.restarted().deliver(messages)).isEmpty();

            assertThat(one.keap.objects().all(Resource.COMPANIES)).hasSize(2);
        }
    }

    @Test
    void companyInDoubtIsNotCreatedBeforeListsShowIt() {
        sink.withLedger().keap.inject(Fault.swallowed().onNext(1).matching("POST", "/v2/companies"));
        List<Message> messages = Messages.of(contact("ada", "Acme"));
        sink.deliver(messages);

        sink.time.advance(Duration.ofMinutes(4));
        assertThat(sink.restarted().deliver(messages)).containsExactly("m0");
        assertThat(sink.calls()).filteredOn("POST /v2/companies"::equals).hasSize(1);

        sink.time.advance(A_WHILE);
        assertThat(sink.restarted().deliver(messages)).isEmpty();
        assertThat(companyOf("ada")).isEqualTo(only());
    }

    @Test
    void unchangedContactCostsNoCall() {
        sink.withLedger().deliver(contact("ada", "Acme"));
        int before = sink.calls().size();

        assertThat(sink.deliver(contact("ada", "Acme"))).isEmpty();
        assertThat(sink.calls()).hasSize(before);

        assertThat(sink.restarted().deliver(contact("ada", "Acme"))).isEmpty();
        assertThat(callsFrom(before)).containsOnly("GET /v1/contacts/model");
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.UNCHANGED, 1);
    }

    @Test
    void anotherCompanyIsAChange() {
        sink.withLedger().deliver(contact("ada", "Acme"));

        assertThat(sink.deliver(contact("ada", "Best"))).isEmpty();

        assertThat(companyOf("ada")).isEqualTo(companies().getLast().id());
    }

    @Test
    void recordOfTheCompanyInTheBatchGoesFirst() {
        sink.streams(ObjectType.COMPANIES, ObjectType.CONTACTS);

        assertThat(sink.deliver(contact("ada", "Acme"), company("c1", "Acme"))).isEmpty();

        assertThat(companyOf("ada")).isEqualTo(only());
    }

    private InMemorySink withKeyField() {
        sink.keap
                .objects()
                .addCustomField(Resource.COMPANIES, CustomField.of(9001, AccountWiring.KEY_FIELD, FieldType.TEXT));
        return sink.streams(ObjectType.COMPANIES, ObjectType.CONTACTS);
    }

    @Test
    void companyIsFoundByTheKeyThatKeapHolds() {
        withKeyField().deliver(company("c1", "Acme"));

        for (String named : List.of("\"company_key\":\"c1\"", "\"company\":{\"key\":\"c1\"}")) {
            assertThat(sink.restarted().deliver("{\"email\":\"ada@example.com\",%s}".formatted(named)))
                    .isEmpty();
            assertThat(companyOf("ada")).isEqualTo(only());
        }
    }

    @Test
    void missingCompanyThatMustNotBeCreatedIsWaitedForAndThenRejects() {
        sink.mapping("{'automatic':true,'company':{'create_missing':false}}");

        assertThat(sink.deliver(contact("ada", "Acme"), "{\"email\":\"bob@example.com\"}"))
                .containsExactly("m0");
        assertThat(sink.figures.getLast().deferred()).containsEntry(Cause.UNRESOLVED, 1);
        assertThat(sink.deliver(Messages.received(5, Messages.of(contact("ada", "Acme")))))
                .isEmpty();

        assertThat(sink.rejected.values()).extracting(Rejected::reason).containsExactly(Reason.UNKNOWN_REFERENCE);
        assertThat(companies()).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void whereKeapRefusesCompaniesOnlyTheContactsThatNameOneWait(int status) {
        sink.keap.objects().refuse(Resource.COMPANIES, status);
        for (String create : List.of("true", "false")) {
            sink.mapping("{'automatic':true,'company':{'create_missing':%s}}".formatted(create));
            int before = sink.calls().size();
            try (LogLines log = new LogLines()) {
                assertThat(sink.restarted()
                                .deliver(
                                        contact("ada", "Acme"),
                                        "{\"email\":\"bob@example.com\"}",
                                        contact("cleo", "Best")))
                        .containsExactly("m0", "m2");
                assertThat(log.all().stream().filter(line -> line.startsWith("Misconfigured: ")))
                        .singleElement()
                        .asString()
                        .contains("\"ignore\" of KEAP_SINK_MAPPING");
            }
            assertThat(sink.figures.getLast().deferred()).containsEntry(Cause.MISCONFIGURED, 2);
            assertThat(callsFrom(before))
                    .filteredOn("GET /v2/companies"::equals)
                    .hasSize(1);
        }
        assertThat(sink.rejected).isEmpty();

        sink.mapping("{'automatic':true,'ignore':['company']}");
        assertThat(sink.restarted().deliver(contact("ada", "Acme"))).isEmpty();
    }

    @Test
    void refusalAfterASuccessConcernsItsRecordAlone() {
        sink.deliver(contact("ada", "Acme"));
        sink.keap.inject(Fault.error(403, "Forbidden").onNext(1).matching("GET", "/v2/companies"));

        assertThat(sink.deliver(contact("bob", "Best"), contact("cleo", "Core")))
                .isEmpty();

        assertThat(sink.reasons()).containsOnly(Map.entry("m0", Reason.FORBIDDEN.code()));
        assertThat(companyOf("cleo")).isEqualTo(companies().getLast().id());
    }

    @Test
    void fillKeepsTheCompanyThatAContactHas() {
        sink.deliver(contact("ada", "Acme"));
        sink.mapping("{'automatic':true,'fields':{'company':{'from':'company','write':'fill'}}}");

        assertThat(sink.restarted().deliver(contact("ada", "Best"), contact("bob", "Best")))
                .isEmpty();

        assertThat(companyOf("ada")).isEqualTo(companies().getFirst().id());
        assertThat(companyOf("bob")).isEqualTo(companies().getLast().id());
    }

    @Test
    void ofSeveralRecordsOfAContactTheLastCompanyCounts() {
        assertThat(sink.deliver(
                        contact("ada", "Acme"),
                        "{\"email\":\"ada@example.com\",\"keap_company_id\":77}",
                        contact("bob", "Acme"),
                        contact("bob", "Best"),
                        "{\"email\":\"cleo@example.com\",\"keap_company_id\":77}",
                        contact("cleo", "Best")))
                .isEmpty();

        long best = companies().getLast().id();
        assertThat(companies().getLast().text("company_name")).isEqualTo("Best");
        assertThat(List.of(companyOf("ada"), companyOf("bob"), companyOf("cleo")))
                .containsExactly(77L, best, best);
    }

    @Test
    void severalCompaniesOfTheNameRejectTheContactThatNamesThem() {
        withKeyField().deliver(company("c1", "Acme"), company("c2", "Acme"));

        assertThat(sink.restarted().deliver(contact("ada", "Acme"), contact("bob", "Best")))
                .isEmpty();

        assertThat(sink.reasons()).containsOnly(Map.entry("m0", Reason.AMBIGUOUS_MATCH.code()));
        assertThat(companyOf("bob")).isEqualTo(companies().getLast().id());
    }
}
