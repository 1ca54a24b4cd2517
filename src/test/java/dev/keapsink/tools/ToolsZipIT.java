package dev.keapsink.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.tools.demo.KeapTarget;
import dev.keapsink.tools.demo.Pace;
import dev.keapsink.tools.local.LocalLedger;
import dev.keapsink.tools.local.LocalQueues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools' zip from an empty directory against local servers, and the function's zip, which holds no tool. */
@Timeout(300)
class ToolsZipIT {
    private static final Path FUNCTION = Path.of("target", "function.zip");

    @TempDir
    private static Path folder;

    private static LocalQueues queues;
    private static LocalLedger ledger;
    private static KeapTarget.Simulated keap;

    @TempDir
    private Path empty;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void unpackAndStartServers() throws IOException, InterruptedException {
        Process unzip = new ProcessBuilder(
                        "unzip", "-q", Path.of("target", "keap-sink-tools.zip").toString(), "-d", folder.toString())
                .inheritIO()
                .start();
        assertThat(unzip.waitFor()).isZero();
        queues = LocalQueues.start(Duration.ofSeconds(30));
        ledger = LocalLedger.start();
        keap = KeapTarget.Simulated.start(Pace.DEMO);
        keap.keap().addCustomField(CustomField.of(7, "Lead Score", FieldType.WHOLE_NUMBER));
    }

    @AfterAll
    static void stop() {
        keap.close();
        ledger.close();
        queues.close();
    }

    /** Runs the launcher with none of this process's configuration. */
    private Ended keapSink(String... arguments) throws IOException, InterruptedException {
        return keapSink(keap.variables(), arguments);
    }

    private Ended keapSink(Map<String, String> account, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(folder.resolve("keap-sink-tools").resolve("keap-sink").toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(empty.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = new HashMap<>(account);
        environment.putAll(queues.variables());
        environment.putAll(ledger.variables());
        environment.putAll(Map.of(
                "PATH",
                System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(empty)) {
            return files.toList();
        }
    }

    /** What the SDK reads profiles with that assume a role or come from aws sso login. */
    @Test
    void theLibrariesForAwsLoginsAreThere() throws IOException {
        try (Stream<Path> libraries =
                Files.list(folder.resolve("keap-sink-tools").resolve("lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString().replaceFirst("-[0-9].*", "")))
                    .contains("sts", "sso", "ssooidc")
                    .doesNotContain("apache-client", "netty-nio-client");
        }
    }

    @Test
    void exportAndValidateBringTheirOwnDatabase() throws Exception {
        Map<String, String> account = new HashMap<>(keap.variables());
        account.put("XDG_DATA_HOME", folder.resolve("data").toString());
        Path report = folder.resolve("report.html");

        Ended exported = keapSink(account, "export", "--yes", "--share", "1");
        Ended validated = keapSink(account, "validate", "--report", report.toString());

        assertThat(exported).as("%s", exported).returns(0, Ended::code);
        assertThat(exported.out()).contains("./run audit psql opens the database.");
        assertThat(validated).as("%s", validated).returns(0, Ended::code);
        assertThat(validated.out()).contains(" 0 failed.");
        assertThat(report).content().contains("<h2>What was read</h2>");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void publishSendsAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("people.csv"), "email,first_name\nada@example.com,Ada\n");

        Ended ended = keapSink(
                "publish", file.toString(), "--queue-url", queues.source().url());

        assertThat(ended).as("%s", ended).returns(0, Ended::code);
        assertThat(queues.readAll(queues.source()))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("ada@example.com"));
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void replaySendsDeadLettersBack() throws Exception {
        String body = "{\"email\":\"grace@example.com\"}";
        queues.sqs()
                .sendMessage(
                        request -> request.queueUrl(queues.deadLetters().url()).messageBody(body));

        Ended ended = keapSink(
                "replay",
                "--from",
                queues.deadLetters().url(),
                "--to",
                queues.source().url());

        assertThat(ended).as("%s", ended).returns(0, Ended::code);
        assertThat(queues.readAll(queues.source()))
                .anySatisfy(message -> assertThat(message.body()).isEqualTo(body));
        assertThat(queues.count(queues.deadLetters())).isZero();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void rejectsShowsAQueueAndLeavesItAsItIs() throws Exception {
        queues.sqs()
                .sendMessage(request -> request.queueUrl(queues.rejects().url()).messageBody("{}"));

        Ended ended = keapSink("rejects", "--from", queues.rejects().url());

        assertThat(ended).as("%s", ended).returns(0, Ended::code);
        assertThat(ended.out()).contains("1 messages. They stay in the queue.");
        assertThat(queues.readAll(queues.rejects())).hasSize(1);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void checkRunsThePackagedFunctionAndWritesNothing() throws Exception {
        Ended ended = keapSink("check");

        assertThat(ended).as("%s", ended).returns(0, Ended::code);
        assertThat(ended.out()).contains("tag 102: It is", "reject queue: It is there", "ledger table: It can be read");
        assertThat(keap.keap().calls()).isNotEmpty().noneMatch(Call::isWrite);
        assertThat(leftBehind()).isEmpty();
    }

    /** Without Quarkus, the retries of a call to Keap need a library of their own. */
    @Test
    void aCredentialInAFileIsAskedForItsUser() throws Exception {
        Map<String, String> account = new HashMap<>(keap.variables());
        String key = account.remove("KEAP_SINK_API_KEY");
        Path file = Files.createFile(
                folder.resolve("keap.json"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "{\"api_key\":\"%s\"}".formatted(key));
        account.put("KEAP_SINK_CREDENTIALS_FILE", file.toString());

        Ended check = keapSink(account, "check");
        Ended probe = keapSink(account, "probe");

        assertThat(check).as("%s", check).returns(0, Ended::code);
        assertThat(check.out()).contains("tag 102: It is");
        assertThat(probe.err()).as("%s", probe).contains("Nothing was written").doesNotContain("Exception");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void ledgerAnswersFromTheTable() throws Exception {
        Ended ended = keapSink("ledger", "show", "--tenant", "yy555", "--key", "ada@example.com");

        assertThat(ended.err()).as("%s", ended).doesNotContain("Exception");
        assertThat(ended.out() + ended.err()).contains("Nothing is remembered of this key");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void helpNamesTheCommandAsItWasStarted() throws Exception {
        assertThat(keapSink("publish", "--help").out()).startsWith("Usage: keap-sink publish ");
    }

    @Test
    void aWrongCommandIsAnsweredWithTheRightOnes() throws Exception {
        Ended ended = keapSink("publsh");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("keap-sink has no command 'publsh'", "publish ");
    }

    @Test
    void theFunctionsZipHoldsNoTool() throws IOException {
        List<String> classes = new ArrayList<>();
        try (ZipFile zip = new ZipFile(FUNCTION.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                classes.add(entry.getName());
                if (entry.getName().endsWith(".jar")) {
                    classes.addAll(entries(zip.getInputStream(entry)));
                }
            }
        }
        assertThat(tools()).hasSizeGreaterThan(200);
        assertThat(classes).isNotEmpty().doesNotContainAnyElementsOf(tools());
    }

    private static List<String> entries(InputStream jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(jar, UTF_8)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    /** Every class that has a source among the tools. */
    private static List<String> tools() throws IOException {
        Path root = Path.of("src", "tools", "java");
        try (Stream<Path> sources = Files.walk(root)) {
            return sources.filter(file -> file.toString().endsWith(".java"))
                    .map(file ->
                            root.relativize(file).toString().replace('\\', '/').replace(".java", ".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .toList();
        }
    }
}
