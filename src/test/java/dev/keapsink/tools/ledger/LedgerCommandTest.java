package dev.keapsink.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.InterceptedDynamoDb;
import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.record.Version;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.FaultyDynamoDb;
import dev.keapsink.support.FaultyDynamoDb.Mishap;
import dev.keapsink.support.ReplyDates;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LedgerCommandTest {

    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();
    private static final String SECRET = "a secret of the ledger";
    private static final String ANN = "ann@shop.example";

    private final String table = "command-" + UUID.randomUUID();
    private final Map<String, String> environment =
            Map.of("KEAP_SINK_LEDGER_TABLE", table, "KEAP_SINK_LEDGER_KEY", SECRET);
    private final LedgerKeys contacts = new LedgerKeys(Optional.of(SECRET), "yy555", "contacts");
    private final FaultyDynamoDb dynamo = FaultyDynamoDb.before(DYNAMO.endpoint());
    private final VirtualTime time = new VirtualTime();
    private InstantSource clock = time;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void createTable() {
        DYNAMO.create(table, "pk");
    }

    @AfterEach
    void stop() {
        dynamo.close();
    }

    @Test
    void showsWhatIsRememberedOfAPerson() {
        LedgerKey key = contacts.ofEmail(ANN, "");
        store(key);

        assertThat(run("show", "--tenant", "yy555", "--key", " Ann@Shop.example "))
                .isZero();

        assertThat(out.toString().replace("\r", "")).isEqualTo("""
                        Entry        %s
                          state      writing until 2026-03-10T12:01:00Z
                          Keap id    12
                          version    1000
                          tags       101, 102
                          outcome    created
                          stored     2026-03-10T12:00:00Z
                          forgotten  2026-04-09T12:00:00Z
                          request    the-hash
                        """.formatted(key.value()));
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(617) 555-0100", "+1 617 555 0100", "617.555.0100"})
    void findsAPersonByANumberInAnyNotation(String number) {
        store(contacts.ofPhone("+16175550100"));
        Map<String, String> ofTheUnitedStates = new HashMap<>(environment);
        ofTheUnitedStates.put("KEAP_SINK_COUNTRY", "United States");

        assertThat(line(ofTheUnitedStates, Optional.empty()).execute("show", "--tenant", "yy555", "--key", number))
                .isZero();

        assertThat(out.toString()).contains("Keap id    12");
    }

    @Test
    void showsAnEntryThatHoldsLittle() {
        LedgerKey key = contacts.ofPhone("491701234567");
        store(
                key,
                new LedgerEntry(
                        "r",
                        State.REMOVED,
                        null,
                        0,
                        null,
                        "",
                        new TreeSet<>(),
                        "",
                        VirtualTime.START,
                        VirtualTime.START.plusSeconds(60),
                        VirtualTime.START.plusSeconds(60)));

        assertThat(run("show", "--tenant", "yy555", "--key", "+49 170 1234567")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "state removed",
                        "Keap id not known",
                        "version none",
                        "tags none",
                        "outcome none",
                        "request none");
    }

    @Test
    void findsAPersonByTheRecordsKeyOrByAddressAndNames() {
        store(contacts.ofKey("shop-17"));
        store(contacts.ofEmail(ANN, "ann\nlee"));

        assertThat(run("show", "--tenant", "yy555", "--key", "shop-17")).isZero();
        assertThat(run("show", "--tenant", "yy555", "--key", ANN)).isEqualTo(1);
        assertThat(run("show", "--tenant", "yy555", "--key", ANN, "--given-name", "Ann", "--family-name", "Lee"))
                .isZero();
    }

    @Test
    void saysThatItRemembersNobodyOfThisKey() {
        store(contacts.ofEmail(ANN, ""));
        store(new LedgerKeys(Optional.of(SECRET), "other", "contacts").ofKey("person-1"));

        assertThat(run("show", "--tenant", "other", "--key", ANN)).isEqualTo(1);

        assertThat(out)
                .hasToString("Nothing is remembered of this key in the stream contacts of the account other."
                        + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysThatItRemembersNobodyInAnEmptyTable() {
        assertThat(run("show", "--tenant", "yy555", "--key", ANN)).isEqualTo(1);
        assertThat(run("forget", "--tenant", "yy555", "--key", ANN)).isEqualTo(1);

        assertThat(out.toString()).contains("Nothing is remembered of").contains("Nothing was remembered of");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "forget"})
    void doesNotTakeAnotherSecretForAnErasure(String command) {
        store(contacts.ofEmail(ANN, ""));
        Map<String, String> wrong = new HashMap<>(environment);
        wrong.put("KEAP_SINK_LEDGER_KEY", "another secret");

        assertThat(line(wrong, Optional.empty()).execute(command, "--tenant", "yy555", "--key", ANN))
                .isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("This says nothing about the stream contacts of the account yy555: the table " + table
                        + " has entries (1 were read)")
                .contains("Set KEAP_SINK_LEDGER_KEY to the function's value");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAnotherSecretOrAccountForAResetStream() {
        store(contacts.ofEmail(ANN, ""));
        Map<String, String> wrong = Map.of("KEAP_SINK_LEDGER_TABLE", table);

        assertThat(line(wrong, Optional.empty()).execute("reset", "--tenant", "yy555", "--yes"))
                .isEqualTo(1);
        assertThat(run("reset", "--tenant", "other", "--yes")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("This says nothing about"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "forget"})
    void saysThatItCouldNotVerifyTheSecret(String command) {
        store(contacts.ofKey("person"));
        dynamo.next(1, new Mishap.Altered(get -> get));
        dynamo.next(1, new Mishap.Refused(400, "AccessDeniedException"));

        assertThat(run(command, "--tenant", "yy555", "--key", ANN)).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "remembered of this key in the stream contacts of the account yy555. The credentials may not do"
                                + " dynamodb:Scan, so it is not verified");
    }

    @Test
    void showsThatAnEntryIsDamagedOrHasExpired() {
        plant(contacts.ofKey("damaged"), Map.of("f", AttributeValue.fromN("2")));
        store(contacts.ofKey("expired"));
        time.advance(Duration.ofDays(31));

        assertThat(run("show", "--tenant", "yy555", "--key", "damaged")).isZero();
        assertThat(run("show", "--tenant", "yy555", "--key", "expired")).isZero();

        assertThat(out.toString())
                .contains("damaged, or of a later version")
                .contains("forgotten  2026-04-09T12:00:00Z; since then it counts as absent");
    }

    @Test
    void forgetsOnePerson() {
        store(contacts.ofEmail(ANN, ""));
        store(contacts.ofEmail("bob@shop.example", ""));
        time.advance(Duration.ofMinutes(2));

        assertThat(run("forget", "--tenant", "yy555", "--key", ANN)).isZero();
        assertThat(rows()).isEqualTo(1);
        assertThat(run("forget", "--tenant", "yy555", "--key", ANN)).isEqualTo(1);

        assertThat(out.toString()).contains("Forgotten.").contains("Nothing was remembered of this key");
    }

    @Test
    void resetsOneStreamOfOneAccount() {
        IntStream.range(0, 60).forEach(i -> store(contacts.ofKey("person-" + i)));
        store(new LedgerKeys(Optional.of(SECRET), "yy555", "leads").ofKey("person-1"));
        store(new LedgerKeys(Optional.of(SECRET), "other", "contacts").ofKey("person-1"));

        time.advance(Duration.ofMinutes(2));
        assertThat(run("reset", "--tenant", "yy555", "--stream", "contacts", "--yes"))
                .isZero();

        assertThat(out).hasToString("Dropped 60 entries." + System.lineSeparator());
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void leavesWhatIsBeingWritten() {
        store(contacts.ofKey("person"));

        assertThat(run("reset", "--tenant", "yy555", "--yes")).isEqualTo(1);
        assertThat(out.toString()).contains("Dropped 0 entries.").contains("1 are being written now and stay");
        assertThat(rows()).isEqualTo(1);

        time.advance(Duration.ofMinutes(2));
        assertThat(run("reset", "--tenant", "yy555", "--yes")).isZero();
        assertThat(rows()).isZero();
    }

    @Test
    void tellsHowFarItIs() {
        IntStream.range(0, 1001).forEach(i -> store(contacts.ofKey("person-" + i)));
        time.advance(Duration.ofMinutes(2));

        assertThat(run("reset", "--tenant", "yy555", "--yes")).isZero();

        assertThat(out.toString()).contains("1,000 are gone.").contains("Dropped 1,001 entries.");
    }

    @Test
    void asksBeforeItResets() {
        store(contacts.ofKey("person"));

        time.advance(Duration.ofMinutes(2));
        assertThat(run(Optional.of("n\n"), "reset", "--tenant", "yy555")).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing was dropped.");
        assertThat(rows()).isEqualTo(1);
        assertThat(run(Optional.of("y\n"), "reset", "--tenant", "yy555")).isZero();
        assertThat(out.toString())
                .contains("This drops 1 entries, all of the stream contacts of the account yy555. Pause the sink first")
                .contains("Go on? [y/N]");
        assertThat(rows()).isZero();
    }

    @Test
    void resetsNothingWithoutAnybodyToAsk() {
        store(contacts.ofKey("person"));

        time.advance(Duration.ofMinutes(2));
        assertThat(run("reset", "--tenant", "yy555")).isEqualTo(1);

        assertThat(err.toString()).contains("give --yes");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void hasNothingToResetInAnEmptyTable() {
        assertThat(run("reset", "--tenant", "yy555")).isZero();

        assertThat(out.toString()).contains("Nothing is remembered of the stream contacts of the account yy555.");
    }

    @Test
    void forgetsAllEntriesThatTheTextMayMean() {
        store(contacts.ofKey("617-555-0100"));
        store(contacts.ofPhone("6175550100"));
        time.advance(Duration.ofMinutes(2));

        assertThat(run("forget", "--tenant", "yy555", "--key", "617-555-0100")).isZero();

        assertThat(out.toString().lines().filter(line -> line.endsWith(" is gone.")))
                .hasSize(2);
        assertThat(rows()).isZero();
    }

    @Test
    void forgetsNobodyWhoseContactIsBeingWrittenAndSaysWhatStays() {
        store(contacts.ofKey("617-555-0100"));
        time.advance(Duration.ofMinutes(2));
        LedgerKey claimed = contacts.ofPhone("6175550100");
        store(claimed, entry(time.instant().plusSeconds(60)));

        assertThat(run("forget", "--tenant", "yy555", "--key", "617-555-0100")).isEqualTo(1);

        assertThat(out.toString())
                .contains("Entry %s is gone."
                        .formatted(contacts.ofKey("617-555-0100").value()))
                .contains("Entry %s stays: the sink is writing its contact, until 2026-03-10T12:03:00Z at most."
                        .formatted(claimed.value()))
                .contains("Not forgotten: 1 of 2 entries stay.");
        assertThat(rows()).isEqualTo(1);

        time.advance(Duration.ofMinutes(2));
        assertThat(run("forget", "--tenant", "yy555", "--key", "617-555-0100")).isZero();
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-10, 0, 10})
    void judgesClaimsByDynamoDbsClock(long minutesAhead) {
        store(contacts.ofKey("person"));
        clock = () -> time.instant().plus(Duration.ofMinutes(minutesAhead));

        time.advance(Duration.ofSeconds(55));
        assertThat(run("forget", "--tenant", "yy555", "--key", "person")).isEqualTo(1);
        assertThat(run("reset", "--tenant", "yy555", "--yes")).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
        time.advance(Duration.ofSeconds(10));
        assertThat(run("forget", "--tenant", "yy555", "--key", "person")).isZero();

        assertThat(err.toString().lines().filter(line -> line.startsWith("The clock of this machine is")))
                .hasSize(minutesAhead == 0 ? 0 : 3);
    }

    @Test
    void dropsDamagedItemsAndThoseOfAnotherFormat() {
        plant(contacts.ofKey("bare"), Map.of());
        plant(
                contacts.ofKey("other"),
                Map.of("f", AttributeValue.fromN("2"), "x", AttributeValue.fromSs(List.of("a", "b"))));
        plant(contacts.ofKey("wrong"), Map.of("r", AttributeValue.fromN("7"), "w", AttributeValue.fromS("never")));
        plant(contacts.ofKey("absurd"), Map.of("r", AttributeValue.fromS("r"), "w", AttributeValue.fromN("1E+60")));

        assertThat(run("reset", "--tenant", "yy555", "--yes")).isZero();

        assertThat(out).hasToString("Dropped 4 entries." + System.lineSeparator());
        assertThat(rows()).isZero();
    }

    @Test
    void dropsAnItemOfManyAttributes() {
        Map<String, AttributeValue> many = new HashMap<>();
        IntStream.range(0, 1000).forEach(i -> many.put("attribute-" + i, AttributeValue.fromN("1")));
        plant(contacts.ofKey("many"), many);

        assertThat(run("reset", "--tenant", "yy555", "--yes")).isZero();

        assertThat(rows()).isZero();
    }

    /** Sixty minutes are more than any claim lasts. */
    @ParameterizedTest
    @CsvSource({"1E+60, true", "60.001, true", "432000, true", "60, false", "1, false"})
    void noClaimHoldsAnEntryThatEndsLaterThanClaimsDo(BigDecimal minutes, boolean dropped) {
        BigDecimal end = minutes.multiply(BigDecimal.valueOf(60_000))
                .add(BigDecimal.valueOf(VirtualTime.START.toEpochMilli()))
                .round(new MathContext(20));
        Map<String, AttributeValue> item =
                Map.of("r", AttributeValue.fromS("r"), "w", AttributeValue.fromN(end.toPlainString()));
        plant(contacts.ofKey("person"), item);
        plant(contacts.ofKey("other"), item);

        assertThat(run("forget", "--tenant", "yy555", "--key", "person")).isEqualTo(dropped ? 0 : 1);
        assertThat(run("reset", "--tenant", "yy555", "--yes")).isEqualTo(dropped ? 0 : 1);

        assertThat(rows()).isEqualTo(dropped ? 0 : 2);
    }

    @Test
    void showsThatAnEndIsTooLateForAClaim() {
        store(contacts.ofKey("person"), entry(VirtualTime.START.plus(Duration.ofDays(300))));

        run("show", "--tenant", "yy555", "--key", "person");

        assertThat(out.toString())
                .contains("writing until 2027-01-04T12:00:00Z; too late for a claim, so it counts as none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "forget"})
    void refusesACountryThatTheFunctionWouldRefuse(String command) {
        store(contacts.ofPhone("+16175550100"));

        assertThat(ofCountry("Untied Staets", command, "(617) 555-0100")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("KEAP_SINK_COUNTRY is a text of 13 characters, but must be a country: its ISO 3166 code of"
                        + " two or three letters, or its English name.");
        assertThat(dynamo.asked()).isEmpty();
    }

    @Test
    void readsTheCountryAsTheFunctionDoes() {
        store(contacts.ofPhone("+4721234567"));

        assertThat(ofCountry("\u00A0no ", "show", "21 23 45 67")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"show, (617) 555-0100", "forget, 617-555-0100 ext. 12", "forget, 6175550100"})
    void saysWhyANumberMayNotBeFound(String command, String number) {
        store(contacts.ofKey("another"));

        assertThat(run(command, "--tenant", "yy555", "--key", number)).isEqualTo(1);
        assertThat(ofCountry("de", command, number)).isEqualTo(1);

        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("remembered of this key in the stream contacts of the account yy555."
                        + " If it is a phone number, give it with + and its country code, or set KEAP_SINK_COUNTRY to"
                        + " the function's value (here it is "))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("(here it is not set)."),
                        line -> assertThat(line).endsWith("(here it is DE)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 617 555 0100", "shop-1234567", "1234567@shop.example", "17"})
    void saysNothingAboutTheCountryOfAKeyThatIsNoNumberWithoutOne(String key) {
        store(contacts.ofKey("another"));

        assertThat(run("show", "--tenant", "yy555", "--key", key)).isEqualTo(1);

        assertThat(out.toString().strip()).endsWith("in the stream contacts of the account yy555.");
    }

    private int ofCountry(String country, String command, String key) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("KEAP_SINK_COUNTRY", country);
        return line(variables, Optional.empty()).execute(command, "--tenant", "yy555", "--key", key);
    }

    @Test
    void asksAgainForWhatDynamoDbLeftOut() {
        LedgerKey key = contacts.ofKey("person");
        store(key);
        time.advance(Duration.ofMinutes(2));
        dynamo.next(1, new Mishap.Answered(reply -> """
                                {"Responses": {}, "UnprocessedKeys": {"%s": {"Keys": [{"pk": {"S": "%s"}}]}}}
                                """.formatted(table, key.value())));

        assertThat(run("forget", "--tenant", "yy555", "--key", "person")).isZero();

        assertThat(dynamo.asked()).containsExactly("BatchGetItem", "BatchGetItem", "DeleteItem");
        assertThat(time.slept()).isPositive();
    }

    @Test
    void countsADeletionWhoseAnswerWasLost() {
        store(contacts.ofKey("person"));
        time.advance(Duration.ofMinutes(2));
        dynamo.next(1, new Mishap.Altered(get -> get));
        dynamo.next(1, new Mishap.ReplyLost());

        assertThat(run("forget", "--tenant", "yy555", "--key", "person")).isZero();

        assertThat(out.toString()).contains("is gone.").contains("Forgotten.");
        assertThat(rows()).isZero();
    }

    @Test
    void saysHowFarItCameWhenDynamoDbNoLongerAnswers() {
        IntStream.range(0, 20).forEach(i -> store(contacts.ofKey("person-" + i)));
        time.advance(Duration.ofMinutes(2));
        dynamo.next(6, new Mishap.Altered(request -> request));
        dynamo.next(1, new Mishap.Refused(400, "AccessDeniedException"));

        assertThat(run("reset", "--tenant", "yy555", "--yes")).isEqualTo(1);

        int left = rows();
        assertThat(left).isBetween(12, 19);
        assertThat(out.toString()).contains("%d are gone.".formatted(20 - left));
        assertThat(err.toString()).contains("may not do dynamodb:DeleteItem");
        assertThat(dynamo.asked()).as("one refusal ends it").hasSizeLessThan(12);
        assertThat(run("reset", "--tenant", "yy555", "--yes")).isZero();
        assertThat(rows()).isZero();
    }

    @Test
    void saysWhichPermissionIsMissing() {
        dynamo.next(1, new Mishap.Refused(400, "AccessDeniedException"));

        assertThat(run("forget", "--tenant", "yy555", "--key", ANN)).isEqualTo(1);

        assertThat(err.toString())
                .contains("The credentials may not do dynamodb:BatchGetItem")
                .contains("dynamodb:DeleteItem")
                .contains("AccessDeniedException");
        assertThat(dynamo.asked()).hasSize(1);
    }

    @Test
    void saysWhatToDoWithoutTheTable() {
        assertThat(run("show", "--tenant", "yy555", "--key", ANN, "--table", "nowhere"))
                .isEqualTo(1);
        assertThat(run("forget", "--tenant", "yy555", "--key", ANN, "--table", "nowhere"))
                .isEqualTo(1);
        assertThat(run("reset", "--tenant", "yy555", "--table", "nowhere")).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("There is no table nowhere. Check the name, and that the region"));
    }

    @Test
    void needsACommandATenantAndATable() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("show", "--key", ANN)).isEqualTo(2);
        assertThat(line(Map.of(), Optional.empty()).execute("reset", "--tenant", "yy555"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("Say what to do: show, forget or reset.")
                .contains("--tenant")
                .contains("KEAP_SINK_LEDGER_TABLE");
    }

    private int run(String... args) {
        return run(Optional.empty(), args);
    }

    private int run(Optional<String> answer, String... args) {
        return line(environment, answer).execute(args);
    }

    private CommandLine line(Map<String, String> variables, Optional<String> answer) {
        LedgerContext context = new LedgerContext(
                () -> new InterceptedDynamoDb(DynamoDbLocal.client(dynamo.endpoint()), new ReplyDates(time)),
                clock,
                time,
                new VirtualThreads(4),
                variables,
                answer.map(text -> new BufferedReader(new StringReader(text))));
        return Commands.line(new LedgerCommand(context), CommandFailure.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true));
    }

    private void store(LedgerKey key) {
        store(key, entry(VirtualTime.START.plusSeconds(60)));
    }

    private static LedgerEntry entry(Instant claimedUntil) {
        return new LedgerEntry(
                "r",
                State.WRITING,
                claimedUntil,
                12,
                new Version(new BigDecimal("1E+3")),
                "the-hash",
                new TreeSet<>(List.of(101L, 102L)),
                "created",
                VirtualTime.START,
                VirtualTime.START.plus(Duration.ofDays(30)),
                VirtualTime.START.plus(Duration.ofDays(30)));
    }

    private void plant(LedgerKey key, Map<String, AttributeValue> others) {
        Map<String, AttributeValue> item = new HashMap<>(others);
        item.put("pk", AttributeValue.fromS(key.value()));
        DYNAMO.client().putItem(request -> request.tableName(table).item(item));
    }

    private void store(LedgerKey key, LedgerEntry entry) {
        Duration patience = Duration.ofMinutes(1);
        new LedgerTable(DYNAMO::client, table, new Timeouts(patience, patience), time, time, new Backoff(() -> 0.5))
                .replace(key, null, entry, Deadline.in(patience, time));
    }

    private int rows() {
        return DYNAMO.client().scan(request -> request.tableName(table)).count();
    }
}
