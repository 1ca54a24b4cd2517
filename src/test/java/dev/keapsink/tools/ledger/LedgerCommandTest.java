package dev.keapsink.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.record.Version;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.FaultyDynamoDb;
import dev.keapsink.support.FaultyDynamoDb.Mishap;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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

        assertThat(run("show", "--tenant", "other", "--key", ANN)).isEqualTo(1);

        assertThat(out)
                .hasToString("Nothing is remembered of this key in the stream contacts of the account other."
                        + System.lineSeparator());
    }

    @Test
    void forgetsOnePerson() {
        store(contacts.ofEmail(ANN, ""));
        store(contacts.ofEmail("bob@shop.example", ""));

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
    void dropsWhatDynamoDbLeftOver() {
        LedgerKey key = contacts.ofKey("person");
        store(key);
        time.advance(Duration.ofMinutes(2));
        dynamo.next(1, new Mishap.Altered(scan -> scan));
        dynamo.next(1, new Mishap.Answered(reply -> """
                                {"UnprocessedItems": {"%s": [{"DeleteRequest": {"Key": {"pk": {"S": "%s"}}}}]}}
                                """.formatted(table, key.value())));

        assertThat(run("reset", "--tenant", "yy555", "--yes")).isZero();

        assertThat(dynamo.asked()).containsExactly("Scan", "BatchWriteItem", "BatchWriteItem");
        assertThat(time.slept()).isPositive();
    }

    @Test
    void saysWhichPermissionIsMissing() {
        dynamo.next(1, new Mishap.Refused(400, "AccessDeniedException"));

        assertThat(run("forget", "--tenant", "yy555", "--key", ANN)).isEqualTo(1);

        assertThat(err.toString()).contains("dynamodb:DeleteItem").contains("AccessDeniedException");
    }

    @Test
    void saysWhatToDoWithoutTheTable() {
        assertThat(run("show", "--tenant", "yy555", "--key", ANN, "--table", "nowhere"))
                .isEqualTo(1);
        assertThat(run("forget", "--tenant", "yy555", "--key", ANN, "--table", "nowhere"))
                .isEqualTo(1);
        assertThat(run("reset", "--tenant", "yy555", "--table", "nowhere")).isEqualTo(1);

        assertThat(err.toString())
                .contains("create in this AWS account and region the table")
                .contains("There is no table nowhere.");
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
                () -> DynamoDbLocal.client(dynamo.endpoint()),
                time,
                time,
                variables,
                answer.map(text -> new BufferedReader(new StringReader(text))));
        return Commands.line(new LedgerCommand(context), CommandFailure.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true));
    }

    private void store(LedgerKey key) {
        store(
                key,
                new LedgerEntry(
                        "r",
                        State.WRITING,
                        VirtualTime.START.plusSeconds(60),
                        12,
                        new Version(new BigDecimal("1E+3")),
                        "the-hash",
                        new TreeSet<>(List.of(101L, 102L)),
                        "created",
                        VirtualTime.START,
                        VirtualTime.START.plus(Duration.ofDays(30)),
                        VirtualTime.START.plus(Duration.ofDays(30))));
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
