package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.CustomFieldValues;
import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.field.Value;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.mapping.WriteOptions.Empty;
import dev.keapsink.mapping.WriteOptions.TooLong;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomFieldValuesTest {

    private static final CustomField PLAN =
            CustomField.of(7, "Plan", FieldType.DROPDOWN).choosing("Free", "Pro");

    private final SimulatedAccount account = new SimulatedAccount();
    private final CustomFieldValues values = values(ContactMapping.AUTOMATIC);

    private CustomFieldValues values(ContactMapping mapping) {
        return ContactLists.of(account.client, mapping, SimulatedAccount.TIMEOUT, account.time)
                .values();
    }

    private static NamedValue namedValue(String name, String text, boolean mapped) {
        return new NamedValue(name, new TextNode(text), WriteOptions.DEFAULT, mapped);
    }

    private CustomFieldValues.Found of(NamedValue... unresolved) {
        return asked(new Unresolved(List.of(unresolved), List.of()));
    }

    /** As a batch asks: the model is read anew for what is not in it, but at most once a minute. */
    private CustomFieldValues.Found asked(Unresolved unresolved) {
        if (values.list().reads() == 0) {
            values.list().read(account.deadline());
        }
        boolean old = values.list().fresh().isZero();
        try {
            CustomFieldValues.Found found = found(unresolved);
            return found.isMissed() && old ? anew(unresolved) : found;
        } catch (InvalidValue e) {
            if (e.rejection().reason() == Reason.UNKNOWN_OPTION && old) {
                return anew(unresolved);
            }
            throw e;
        }
    }

    private CustomFieldValues.Found anew(Unresolved unresolved) {
        values.list().read(account.deadline());
        return found(unresolved);
    }

    private CustomFieldValues.Found found(Unresolved unresolved) {
        Faults faults = new Faults();
        CustomFieldValues.Found found = values.of(unresolved, faults);
        faults.check();
        return found;
    }

    /** The content of the only field that a record's field fills. */
    private JsonNode content(String name, String text) {
        return of(namedValue(name, text, false))
                .values()
                .values()
                .iterator()
                .next()
                .content();
    }

    private boolean finds(String name) {
        return !of(namedValue(name, "x", false)).values().isEmpty();
    }

    private static void assertRejected(Reason reason, String field, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection())
                                .extracting(Rejected::reason, Rejected::field)
                                .containsExactly(reason, field));
    }

    private void require(String... names) {
        values.require(new LinkedHashSet<>(List.of(names)), account.deadline());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lead Score", "lead_score", "leadScore", "_LeadScore", "LEAD-SCORE "})
    void findsAFieldByItsLabelOrItsTechnicalName(String name) {
        account.with(CustomField.of(5, "Lead Score", FieldType.TEXT));

        assertThat(finds(name)).isTrue();
        assertThat(account.calls()).containsExactly("GET /v1/contacts/model");
    }

    @Test
    void aNameOfNothingButPunctuationMeansNothing() {
        account.with(new CustomField(5, "???", "_", FieldType.TEXT, List.of()));

        assertThat(finds("!!!")).isFalse();
    }

    @Test
    void readsTheListOnce() {
        account.with(CustomField.of(5, "Rating", FieldType.TEXT));
        finds("Rating");
        account.time.advance(Duration.ofDays(1));
        finds("Rating");

        assertThat(account.calls()).hasSize(1);
    }

    @Test
    void looksAgainForWhatIsMissingAtMostOnceAMinute() {
        account.with(CustomField.of(4, "Plan", FieldType.TEXT));
        assertThat(finds("Rating")).isFalse();
        account.with(CustomField.of(5, "Rating", FieldType.TEXT));
        account.time.advance(Duration.ofMinutes(1));
        assertThat(finds("Rating")).isFalse();
        assertThat(account.calls()).hasSize(1);

        account.time.advance(Duration.ofNanos(1));
        assertThat(finds("Rating")).isTrue();
        assertThat(account.calls()).hasSize(2);
    }

    @Test
    void hundredsOfUnknownNamesCostOneCall() {
        account.with(CustomField.of(4, "Plan", FieldType.TEXT));
        of(IntStream.range(0, 500)
                .mapToObj(i -> namedValue("attribute_" + i, "x", false))
                .toArray(NamedValue[]::new));

        assertThat(account.calls()).hasSize(1);
    }

    @Test
    void ofSeveralAlikeTheOneThatIsSpeltSoIsMeant() {
        account.with(
                new CustomField(5, "Lead Score", "_LeadScore", FieldType.TEXT, List.of()),
                new CustomField(6, "Lead-Score", "_LeadScore0", FieldType.TEXT, List.of()));

        assertThat(of(namedValue("Lead Score", "x", false)).values().keySet())
                .containsExactly(new dev.keapsink.field.CustomField(
                                5, "", "", CustomFieldType.TEXT, List.of(), dev.keapsink.field.CustomField.Ids.NUMBERS)
                        .field());
        assertThat(of(namedValue("lead_score", "x", false)).values()).isEmpty();
        assertThatThrownBy(() -> of(namedValue("lead_score", "x", true)))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("_LeadScore, _LeadScore0");
    }

    @Test
    void fieldThatTheMappingNamesHasToExist() {
        account.with(CustomField.of(5, "Rating", FieldType.TEXT));

        assertThatCode(() -> require("Rating", "Rating ")).isInstanceOf(KeapFailure.Misconfigured.class);
        assertThatThrownBy(() -> require("Rating", "Score"))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("\"Score\", which does not exist");
        assertThatThrownBy(() -> of(namedValue("Score", "x", true))).isInstanceOf(KeapFailure.Misconfigured.class);
    }

    @Test
    void constantThatTheFieldCannotTakeIsTheMappingsFault() {
        account.with(PLAN);
        CustomFieldValues mapped = values(ContactMappingReader.read(
                "{\"automatic\":true,\"custom_fields\":{\"Plan\":{\"from\":\"plan\",\"value\":\"Gold\"}}}"));

        assertThatThrownBy(() -> mapped.require(Set.of("Plan"), account.deadline()))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("\"Plan\" that is none of the field's options in Keap, which are: Free, Pro");
        account.with(PLAN.choosing("Free", "Pro", "Gold"));
        account.time.advance(Duration.ofMinutes(1).plusNanos(1));
        assertThatCode(() -> mapped.require(Set.of("Plan"), account.deadline())).doesNotThrowAnyException();
    }

    @Test
    void constantThatIsNoPhoneNumberIsTheMappingsFault() {
        account.with(CustomField.of(5, "Pager", FieldType.PHONE_NUMBER));
        CustomFieldValues mapped = values(
                ContactMappingReader.read("{\"automatic\":true,\"custom_fields\":{\"Pager\":{\"value\":\"n/a\"}}}"));

        assertThatThrownBy(() -> mapped.require(Set.of("Pager"), account.deadline()))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("\"Pager\" that is not a phone number");
    }

    @Test
    void numberThatIsNoneGivesWayToAnotherName() {
        account.with(CustomField.of(5, "Pager", FieldType.PHONE_NUMBER));

        CustomFieldValues.Found found = of(namedValue("Pager", "0", false), namedValue("_Pager", "555 0100", false));
        assertThat(found.values().values()).extracting(Value::text).containsExactly("555 0100");
        assertThat(found.leftOut()).extracting(LeftOut::field).containsExactly("Pager");
    }

    @Test
    void fieldMustNotBeMappedTwice() {
        account.with(CustomField.of(5, "Rating", FieldType.TEXT), CustomField.of(6, "Score", FieldType.TEXT));

        assertThatCode(() -> require("Rating", "_Score")).doesNotThrowAnyException();
        assertThatThrownBy(() -> require("Rating", "Score", "_Rating"))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("\"Rating\" and as \"_Rating\"");
    }

    @Test
    void whatTheMappingSaysGoesBeforeWhatHasTheName() {
        account.with(CustomField.of(5, "Rating", FieldType.TEXT));

        CustomFieldValues.Found found = of(namedValue("_Rating", "mapped", true), namedValue("rating", "found", false));
        assertThat(found.values().values()).extracting(Value::text).containsExactly("mapped");
        assertThat(found.used()).isEmpty();
        assertThat(of(namedValue("_Rating", "", true), namedValue("rating", "found", false))
                        .values())
                .isEmpty();
    }

    @Test
    void addedOptionIsFoundAndLookedForAtMostOnceAMinute() {
        account.with(PLAN);
        assertThat(content("plan", "PRO").asText()).isEqualTo("Pro");
        assertRejected(Reason.UNKNOWN_OPTION, "Plan", () -> content("plan", "Gold"));
        assertThat(account.calls()).hasSize(1);

        account.with(PLAN.choosing("Free", "Pro", "Gold"));
        account.time.advance(Duration.ofMinutes(1).plusNanos(1));
        assertThat(content("plan", "gold").asText()).isEqualTo("Gold");
        assertRejected(Reason.UNKNOWN_OPTION, "Plan", () -> content("plan", "Silver"));
        assertThat(account.calls()).hasSize(2);
    }

    @Test
    void optionsThatCaseTellsApartAreTakenAsTheyAreSpelt() {
        account.with(CustomField.of(7, "Code", FieldType.RADIO).choosing("a", "A", "b "));

        assertThat(Stream.of("a", "A", "B").map(text -> content("code", text).asText()))
                .containsExactly("a", "A", "b ");
    }

    @Test
    void rejectionTellsTheFirstTenOptions() {
        account.with(CustomField.of(7, "Code", FieldType.DROPDOWN)
                .choosing(IntStream.rangeClosed(1, 11).mapToObj(i -> "o" + i).toArray(String[]::new)));

        assertThatThrownBy(() -> content("code", "secret"))
                .hasMessage("unknown_option in Code")
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().detail())
                                .contains("o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, ….")
                                .doesNotContain("secret"));
    }

    @Test
    void listThatCannotBeReadIsNotTheSameAsNoFields() {
        account.answerNext("GET", "/v1/contacts/model", 200, "{'custom_fields':null}");

        assertThatThrownBy(() -> finds("Rating")).isInstanceOf(KeapFailure.Unclear.class);
        account.with(CustomField.of(5, "Rating", FieldType.TEXT));
        assertThat(finds("Rating")).isTrue();
    }

    @Test
    void failureIsNotKept() {
        account.with(CustomField.of(5, "Rating", FieldType.TEXT));
        account.keap.inject(Fault.badGateway().onNext(3));

        assertThatThrownBy(() -> finds("Rating")).isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(finds("Rating")).isTrue();
    }

    /** Whatever Keap may add to its model, or leave out of it. */
    @Test
    void takesAModelOfWhichOnlyTheIdsAreSound() {
        account.answerNext(
                "GET",
                "/v1/contacts/model",
                200,
                "{'custom_fields':[null,7,{'id':0,'label':'Zero'},{'id':'6','label':'Six','field_type':'HOLOGRAM'},"
                        + "{'id':7,'label':null,'field_name':'_Seven','field_type':'DATE_TIME','options':null},"
                        + "{'id':8,'label':'Eight','field_type':'Radio','options':[{'id':'One'},{'label':' '},{'label':'Two','id':'2'}]}]}");

        assertThat(content("six", "x").asText()).isEqualTo("x");
        assertThat(content("seven", "2026-01-31").asText()).isEqualTo("2026-01-31T00:00:00.000Z");
        assertThat(content("eight", "one").asText()).isEqualTo("One");
        assertThat(finds("zero")).isFalse();
    }

    @Test
    void textsHaveAtMost65535Characters() {
        account.with(CustomField.of(5, "Remarks", FieldType.TEXT_AREA), CustomField.of(6, "Mail", FieldType.EMAIL));
        String longest = "x".repeat(65_535);

        assertThat(content("remarks", longest).asText()).hasSize(65_535);
        assertRejected(Reason.TOO_LONG, "Remarks", () -> content("remarks", longest + "x"));
        WriteOptions cutting = new WriteOptions(Write.OVERWRITE, Empty.IGNORE, TooLong.TRUNCATE);
        Value cut = of(new NamedValue("remarks", new TextNode(longest + "x"), cutting, false))
                .values()
                .values()
                .iterator()
                .next();
        assertThat(cut.text()).hasSize(65_535);
        assertThat(cut.cut()).isTrue();
        assertRejected(
                Reason.TOO_LONG,
                "Mail",
                () -> of(new NamedValue("mail", new TextNode(longest + "@example.com"), cutting, false)));
    }
}
