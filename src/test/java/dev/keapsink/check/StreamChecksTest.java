package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.check.CheckReport.Result;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.SimulatedUserStatus;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamChecksTest {

    private static final String MODEL =
            "{'custom_fields':[{'id':'7','label':'Keap Sink Key','field_name':'_KeapSinkKey','field_type':'%s','record_type':'COMPANY'}]}";

    private final SimulatedAccount keap = new SimulatedAccount();
    private boolean ledger;
    private Optional<String> defaultUser = Optional.empty();

    private List<Line> lines(Set<ObjectType> types, String... customFields) {
        return new StreamChecks(
                        keap.client,
                        new StreamChecks.Wanted(
                                types, "Keap Sink Key", ledger, type -> List.of(customFields), defaultUser),
                        SimulatedAccount.TIMEOUT,
                        keap.time)
                .run(true, keap.deadline()).stream()
                        .filter(line -> !line.check().equals("default user") || defaultUser.isPresent())
                        .toList();
    }

    private Line user(String named) {
        defaultUser = Optional.of(named);
        return ofNotes(MODEL.formatted("TEXT")).getFirst();
    }

    @Test
    void theDefaultUserHasToBeAnActiveOne() {
        keap.keap.objects().addUser(5, "ada@example.com", "Ada", "Byron", SimulatedUserStatus.ACTIVE);
        keap.keap.objects().addUser(6, "ben@example.com", "Ben", "Cole", SimulatedUserStatus.INACTIVE);

        assertThat(user("ada@example.com")).isEqualTo(Line.pass("default user", "It is the user 5."));
        assertThat(user("6").result()).isEqualTo(Result.fail);
        assertThat(user("6").detail()).startsWith("It is inactive in Keap");
        assertThat(user("7").detail()).isEqualTo("The Keap account has no such user.");
    }

    private List<Line> ofNotes(String model, String... customFields) {
        keap.answerNext("GET", "/v2/notes", 200, "{'notes':[]}");
        keap.keap.inject(Fault.answering(200, "application/json", model.replace('\'', '"'))
                .matching("GET", "/v2/notes/model"));
        return lines(EnumSet.of(ObjectType.NOTES), customFields);
    }

    @Test
    void contactsAloneAreNotWorthALine() {
        assertThat(lines(EnumSet.of(ObjectType.CONTACTS))).isEmpty();
        assertThat(keap.calls()).isEmpty();
    }

    @Test
    void aStreamPassesWhenItsListAndItsKeyFieldAreThere() {
        assertThat(ofNotes(MODEL.formatted("TEXT")))
                .containsExactly(
                        Line.pass("stream notes", "Keap shows the account's notes."),
                        Line.pass("key field of notes", "It is \"Keap Sink Key\" (_KeapSinkKey, Text)."));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void anObjectThatTheEditionLacksIsNamedAndAskedForNothingMore(int status) {
        keap.keap.inject(Fault.error(status, "No").matching("GET", "/v2/notes"));

        assertThat(lines(EnumSet.of(ObjectType.NOTES))).singleElement().satisfies(line -> {
            assertThat(line.result()).isEqualTo(Result.fail);
            assertThat(line.detail())
                    .startsWith("Keap refuses the list of notes")
                    .contains("(" + status + ")");
            assertThat(line.fix()).contains("take notes out of KEAP_SINK_STREAMS");
        });
    }

    @Test
    void aMissingKeyFieldFailsWithoutALedgerAndIsANoteWithOne() {
        Line without = ofNotes("{'custom_fields':[]}").getLast();
        ledger = true;
        Line with = ofNotes("{'custom_fields':[]}").getLast();

        assertThat(without.result()).isEqualTo(Result.fail);
        assertThat(without.fix()).contains("./run setup");
        assertThat(with.result()).isEqualTo(Result.note);
        assertThat(with.detail()).contains("./run setup");
    }

    @Test
    void aKeyFieldOfAnotherTypeFails() {
        assertThat(ofNotes(MODEL.formatted("WHOLE_NUMBER")).getLast())
                .returns(Result.fail, Line::result)
                .satisfies(line -> assertThat(line.detail()).contains("cannot hold every key"));
    }

    @Test
    void theCustomFieldsOfTheMappingAreLookedFor() {
        List<Line> lines = ofNotes(MODEL.formatted("TEXT"), "keap sink key", "Keep Sink Key");

        assertThat(lines.get(2)).returns("custom field \"keap sink key\" of notes", Line::check);
        assertThat(lines.get(2)).returns(Result.pass, Line::result);
        assertThat(lines.get(3)).returns(Result.fail, Line::result);
        assertThat(lines.get(3).detail()).contains("the closest is \"Keap Sink Key\"");
    }

    @Test
    void paymentsAreSeenInTheListOfOrdersAndWantALedger() {
        keap.answerNext("GET", "/v2/orders", 200, "{'orders':[]}");

        List<Line> lines = lines(EnumSet.of(ObjectType.PAYMENTS));

        assertThat(lines).extracting(Line::check).containsExactly("stream payments", "ledger of orders");
        assertThat(lines.getLast().result()).isEqualTo(Result.note);
        assertThat(keap.calls()).containsExactly("GET /v2/orders");
    }

    @Test
    void nothingIsAskedOfAKeapThatCouldNotBeAsked() {
        assertThat(new StreamChecks(
                                keap.client,
                                new StreamChecks.Wanted(
                                        EnumSet.of(ObjectType.NOTES),
                                        "Keap Sink Key",
                                        true,
                                        type -> List.of(),
                                        Optional.empty()),
                                SimulatedAccount.TIMEOUT,
                                keap.time)
                        .run(false, keap.deadline()))
                .extracting(Line::result)
                .containsExactly(Result.skip, Result.skip);
        assertThat(keap.calls()).isEmpty();
    }
}
