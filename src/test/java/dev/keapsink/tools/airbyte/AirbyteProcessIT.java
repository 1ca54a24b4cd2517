package dev.keapsink.tools.airbyte;

import static dev.keapsink.tools.airbyte.SyncHarness.lead;
import static dev.keapsink.tools.airbyte.SyncHarness.row;
import static dev.keapsink.tools.airbyte.SyncHarness.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.tools.airbyte.PackedDestination.Ended;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conformance of the packed destination with Airbyte's protocol, against a simulated Keap on the loopback interface. */
@Timeout(900)
class AirbyteProcessIT {

    private static final String KEY = KeapSimulator.API_KEY;

    private static final String CREDENTIALS = "'credentials':{'auth_type':'api_key','api_key':'%s'}".formatted(KEY);

    private static final String LEADS = catalog("'name':'leads'", "append", "");

    @TempDir
    private static Path folder;

    private static PackedDestination packed;

    private KeapSimulator keap;
    private SimulatorServer server;
    private PackedDestination destination;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        packed = PackedDestination.unpack(folder);
    }

    @BeforeEach
    void startKeap() {
        keap = new KeapSimulator(Quota.GENEROUS, Clock.systemUTC());
        keap.addTag(101, "Customer");
        server = SimulatorServer.start(keap);
        destination = packed.with("KEAP_SINK_BASE_URL", server.baseUri().toString())
                .with("KEAP_SINK_TOKEN_URL", server.tokenUri().toString())
                .with("KEAP_SINK_SPIKE_LIMIT", "100000")
                .with("KEAP_SINK_MINUTE_LIMIT", "1000000");
    }

    @AfterEach
    void stopKeap() {
        server.close();
    }

    private static String catalog(String stream, String mode, String more) {
        return "{'streams':[" + configured(stream, mode, more) + "]}";
    }

    private static String configured(String stream, String mode, String more) {
        return "{'stream':{%s,'json_schema':{}},'sync_mode':'full_refresh','destination_sync_mode':'%s'%s}"
                .formatted(stream, mode, more);
    }

    private static String config(String more) {
        return "{" + CREDENTIALS + (more.isEmpty() ? "" : ",") + more + "}";
    }

    private Ended write(String config, String catalog, List<String> lines) throws IOException, InterruptedException {
        return destination.run(
                lines,
                "write",
                "--config",
                destination.file(config).toString(),
                "--catalog",
                destination.file(catalog).toString());
    }

    private Ended check(String config) throws IOException, InterruptedException {
        return destination.run(
                List.of(), "check", "--config", destination.file(config).toString());
    }

    private Set<String> emails() {
        Set<String> emails = new HashSet<>();
        keap.contacts().forEach(contact -> emails.addAll(contact.emails()));
        return emails;
    }

    private static List<String> leads(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> lead("p%d@example.com".formatted(i)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"spec", "--spec"})
    void saysWhatItCanDo(String spelling) throws Exception {
        Ended ended = destination.run(List.of(), spelling);

        assertThat(ended.code()).isZero();
        assertThat(ended.messages()).hasSize(1);
        assertThat(ended.messages().getFirst().at("/spec/supported_destination_sync_modes"))
                .hasToString("[\"append\",\"append_dedup\",\"overwrite\"]");
    }

    @Test
    void speaksTheProtocol() throws Exception {
        String catalog = "{'streams':[%s,%s]}"
                .formatted(
                        configured("'name':'leads','namespace':null", "append", ""),
                        configured("'name':'people','namespace':''", "append_dedup", ",'primary_key':[['id']]"));

        Ended ended = write(
                config("'rejects':{'storage_type':'folder','folder':'%s'}".formatted(folder.resolve("rejects"))),
                catalog,
                List.of(
                        state("leads", 1),
                        lead("a@example.com"),
                        row("people", "{'id':1,'email':'b@example.com','given_name':'First'}"),
                        state("leads", 2),
                        row("people", "{'id':1,'email':'b@example.com','given_name':'Second'}"),
                        row("others", "{'email':'x@example.com'}"),
                        row("people", "{'id':2,'given_name':'Nobody'}"),
                        state("people", 3),
                        "{'type':'TRACE','trace':{'type':'ESTIMATE','emitted_at':1.0}}",
                        "{'type':'SOMETHING_NEW','something':{}}",
                        lead("c@example.com"),
                        "{'type':'STATE','more':1,'state':{'type':'GLOBAL','global':{'stream_states':[]},'sourceStats':{'recordCount':1.0},'id':4}}",
                        "{'type':'STATE','state':{'data':{'cursor':1.10},'id':5}}"));

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.counts()).containsExactly("1: 0 + 0", "2: 1 + 0", "3: 2 + 1", "4: 1 + 0", "5: 0 + 0");
        assertThat(emails()).containsExactlyInAnyOrder("a@example.com", "b@example.com", "c@example.com");
        assertThat(ended.ofType("STATE").get(3).toString())
                .contains("\"more\":1")
                .contains("\"sourceStats\":{\"recordCount\":1.0}")
                .contains("\"recordCount\":1.0,\"rejectedRecordCount\":0.0");
        assertThat(Files.readString(folder.resolve("rejects/people.ndjson")))
                .contains("\"rejected_reason\":\"no_match_key\"")
                .contains("Nobody");
        assertThat(ended.errors()).isEmpty();
    }

    @Test
    void aBrokenLineEndsTheSyncWithAFaultAfterEverythingElse() throws Exception {
        Ended ended = write(
                config(""),
                LEADS,
                List.of(
                        lead("a@example.com"),
                        "no message",
                        lead("b@example.com"),
                        state("leads", 1),
                        "{'type':'RECORD','record':{"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.counts()).containsExactly("1: 2 + 0");
        assertThat(ended.failure()).startsWith("system_error: 2 lines");
    }

    @Test
    void takesTenThousandRecordsWithoutAStateInASmallHeap() throws Exception {
        String wide = IntStream.range(0, 100)
                .mapToObj(i -> "'column_%d':'%s'".formatted(i, "x".repeat(20)))
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        List<String> lines = new ArrayList<>();
        IntStream.range(0, 10_000)
                .forEach(i -> lines.add(row("leads", "{'email':'p%d@example.com',%s}".formatted(i % 50, wide))));
        lines.add(state("leads", 1));
        destination = destination.with("JAVA_TOOL_OPTIONS", "-Xmx128m");

        Ended ended = write(config(""), LEADS, lines);

        assertThat(ended.code()).as(ended.failure()).isZero();
        assertThat(ended.counts()).containsExactly("1: 10000 + 0");
    }

    @Test
    void refusesASyncModeThatTheSettingsDoNotAllow() throws Exception {
        String overwrite =
                catalog("'name':'leads'", "overwrite", ",'generation_id':2,'minimum_generation_id':2,'sync_id':1");

        assertThat(write(config(""), overwrite, List.of(lead("a@example.com"))).failure())
                .startsWith("config_error: The stream leads has the sync mode overwrite");
        assertThat(write(config(""), catalog("'name':'leads'", "update", ""), List.of())
                        .failure())
                .startsWith("config_error: The stream leads has the sync mode update");
        assertThat(keap.contacts()).isEmpty();
    }

    @Test
    void aWrongTokenIsTheConfiguration() throws Exception {
        Ended ended = write(
                "{'credentials':{'auth_type':'api_key','api_key':'KeapAK-wrong-one'}}",
                LEADS,
                List.of(lead("a@example.com"), state("leads", 1)));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.failure()).startsWith("config_error: ").contains("credentials");
        assertThat(ended.counts()).isEmpty();
        assertThat(ended.text()).doesNotContain("KeapAK-wrong-one");
    }

    @Test
    void noErrorShowsASecret() throws Exception {
        keap.inject(Fault.error(400, "The key " + KEY + " is not good enough"));

        Ended ended = write(config(""), LEADS, List.of(lead("a@example.com")));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'tag_id':'17'|tag_id",
                "'contact_type':'Unheard of'|contact_type",
                "'tag_id':'a,b'|tag_id",
                "'mirror':true|tag_id",
                "'rejects':{'storage_type':'folder','folder':'/proc/nowhere'}|/proc/nowhere",
                "'ledger':{'ledger_type':'postgresql','url':'postgresql://keap:hush@127.0.0.1:1/keap'}|ledger",
                "'streams':'{\\'leads\\':{\\'object\\':\\'leads\\'}}'|streams",
            })
    void theCheckNamesTheSettingAtFault(String setting, String named) throws Exception {
        Ended ended = check(config(setting.replace("\\'", "\\\"")));

        assertThat(ended.code()).isZero();
        assertThat(ended.ofType("CONNECTION_STATUS")).hasSize(1);
        assertThat(ended.ofType("CONNECTION_STATUS")
                        .getFirst()
                        .at("/connectionStatus/status")
                        .asText())
                .isEqualTo("FAILED");
        assertThat(ended.ofType("CONNECTION_STATUS")
                        .getFirst()
                        .at("/connectionStatus/message")
                        .asText())
                .contains(named)
                .doesNotContain("KEAP_SINK_")
                .doesNotContain("hush");
        assertThat(keap.writes()).isZero();
    }

    @Test
    void aGoodConfigurationPassesTheCheck() throws Exception {
        Ended ended = check(config("'tag_id':'101','rejects':{'storage_type':'folder','folder':'%s'}"
                .formatted(folder.resolve("checked"))));

        assertThat(ended.ofType("CONNECTION_STATUS").toString()).contains("SUCCEEDED");
        assertThat(keap.writes()).isZero();
    }

    @Test
    void describesTheAccountsObjects() throws Exception {
        keap.addCustomField(CustomField.of(7, "Lead Score", FieldType.WHOLE_NUMBER));

        Ended ended = destination.run(
                List.of(), "discover", "--config", destination.file(config("")).toString());

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.ofType("DESTINATION_CATALOG").toString())
                .contains("\"object_name\":\"contacts\"")
                .contains("[\"email\"]")
                .contains("Lead Score");
    }

    @Test
    void handsRenewedTokensToThePlatform() throws Exception {
        keap.oauthClient("client", "hush-hush");
        String refreshToken = keap.grant().refreshToken();
        String oauth =
                "{'credentials':{'auth_type':'oauth2','client_id':'client','client_secret':'hush-hush','refresh_token':'%s'}}"
                        .formatted(refreshToken);

        Ended ended = write(oauth, LEADS, List.of(lead("a@example.com"), state("leads", 1)));

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.counts()).containsExactly("1: 1 + 0");
        assertThat(ended.ofType("CONTROL")
                        .getFirst()
                        .at("/control/connectorConfig/config/credentials/refresh_token")
                        .asText())
                .isEqualTo(keap.validRefreshToken().orElseThrow());
    }

    @Test
    void aMirrorUntagsExactlyWhoIsGone() throws Exception {
        mirror("'mirror_limit':50", leads(0, 4));
        assertThat(tagged()).hasSize(4);

        Ended ended = mirror("'mirror_limit':50", leads(0, 3));

        assertThat(ended.counts()).containsExactly("1: 3 + 0");
        assertThat(tagged()).containsExactlyInAnyOrder("p0@example.com", "p1@example.com", "p2@example.com");
    }

    @Test
    void aMirrorAboveItsLimitUntagsNobody() throws Exception {
        mirror("'mirror_limit':50", leads(0, 4));

        Ended ended = mirror("'mirror_limit':50", leads(0, 1));

        assertThat(ended.code()).isZero();
        assertThat(ended.counts()).containsExactly("1: 1 + 0");
        assertThat(ended.text()).contains("3 of 4 contacts").contains("WARN");
        assertThat(tagged()).hasSize(4);
    }

    @Test
    void anEmptySourceUntagsNobody() throws Exception {
        mirror("'mirror_limit':100", leads(0, 2));

        Ended ended = mirror("'mirror_limit':100", List.of());

        assertThat(ended.code()).isZero();
        assertThat(tagged()).hasSize(2);
    }

    private Ended mirror(String limit, List<String> rows) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(rows);
        lines.add(state("leads", 1));
        lines.add(
                "{'type':'TRACE','trace':{'type':'STREAM_STATUS','emitted_at':1.0,'stream_status':{'stream_descriptor':{'name':'leads'},'status':'COMPLETE'}}}");
        return write(
                config("'tag_id':'101','mirror':true," + limit),
                catalog("'name':'leads'", "overwrite", ",'generation_id':3,'minimum_generation_id':3"),
                lines);
    }

    private List<String> tagged() {
        return keap.contacts().stream()
                .filter(contact -> contact.tagIds().contains(101L))
                .map(StoredContact::emails)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void askedToEndInAThrottleWaitItReturnsWhatIsSettled() throws Exception {
        Process process = start(config(""), LEADS);
        var in = process.outputWriter(UTF_8);
        List<String> states = new ArrayList<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            send(in, Stream.concat(leads(0, 100).stream(), Stream.of(state("leads", 1))));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains("\"STATE\"")) {
                    states.add(line);
                    keap.inject(Fault.throttledFor(Duration.ofSeconds(50)));
                    send(in, Stream.concat(leads(100, 200).stream(), Stream.of(state("leads", 2))));
                    Thread.startVirtualThread(() -> destroyOnceThrottled(process));
                }
            }
        }

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(states).hasSize(1);
        assertThat(states.getFirst()).contains("\"recordCount\":100.0");
    }

    private static void send(BufferedWriter in, Stream<String> lines) throws IOException {
        for (String line : lines.toList()) {
            in.write(line.replace('\'', '"') + "\n");
        }
        in.flush();
    }

    private void destroyOnceThrottled(Process process) {
        while (keap.refusedCalls() == 0) {
            Thread.onSpinWait();
        }
        process.toHandle().destroy();
    }

    @Test
    void endsWhenTheReaderIsGone() throws Exception {
        Process process = start(config(""), LEADS);
        process.inputReader(UTF_8).close();
        try (var in = process.outputWriter(UTF_8)) {
            for (String line : Stream.concat(leads(0, 150).stream(), Stream.of(state("leads", 1)))
                    .toList()) {
                in.write(line.replace('\'', '"') + "\n");
            }
        }

        assertThat(process.waitFor()).isEqualTo(1);
    }

    private Process start(String config, String catalog) throws IOException {
        return destination.start(
                destination.errors(),
                "write",
                "--config",
                destination.file(config).toString(),
                "--catalog",
                destination.file(catalog).toString());
    }

    /** Each attempt is killed somewhere else, and the next one goes on behind the last state. */
    @Test
    void killedTwentyTimesASyncEndsWithEveryRecordOnce() throws Exception {
        int rows = 400;
        int position = 0;
        int kills = 0;
        for (int attempt = 0; attempt <= 20; attempt++) {
            int behind = attempt < 20 ? keap.calls().size() + 3 + attempt : Integer.MAX_VALUE;
            Process process = start(config("'tag_id':'101'"), LEADS);
            int from = position;
            Thread feeder = Thread.startVirtualThread(() -> feed(process, from, rows));
            Thread killer = Thread.startVirtualThread(() -> kill(process, behind));
            try (BufferedReader out = process.inputReader(UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.contains("\"STATE\"")) {
                        position = Integer.parseInt(line.replaceFirst(".*\"id\":(\\d+).*", "$1"));
                    }
                }
            }
            kills += process.waitFor() == 137 ? 1 : 0;
            feeder.join();
            killer.join();
        }

        assertThat(kills).isEqualTo(20);
        assertThat(position).isEqualTo(rows);
        assertThat(keap.contacts()).hasSize(rows);
        assertThat(tagged()).hasSize(rows);
    }

    private static void feed(Process process, int from, int rows) {
        try (var in = process.outputWriter(UTF_8)) {
            for (int i = from; i < rows; i++) {
                in.write(lead("p%d@example.com".formatted(i)).replace('\'', '"') + "\n");
                if ((i + 1) % 10 == 0) {
                    in.write(state("leads", i + 1).replace('\'', '"') + "\n");
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private void kill(Process process, int behind) {
        while (process.isAlive() && keap.calls().size() < behind) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
    }
}
