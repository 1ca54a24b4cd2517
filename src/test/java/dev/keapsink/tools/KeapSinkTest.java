package dev.keapsink.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keapsink.tools.local.LocalQueues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands in a process of their own, as the launcher starts them and as an IDE does. */
@Timeout(300)
class KeapSinkTest {
    private static final String LOG_MANAGER = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

    /** A port at which nothing answers. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended run(List<String> options, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.keapsink.tools.KeapSink"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out), withoutWarningsOfTheJdk(Files.readString(err)));
    }

    private static String withoutWarningsOfTheJdk(String err) {
        return String.join(
                "\n", err.lines().filter(line -> !line.startsWith("WARNING: ")).toList());
    }

    @Test
    void noCommandComplainsOfItsLogManager() throws Exception {
        Map<String, String> environment = Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_SSM", NOWHERE,
                "AWS_MAX_ATTEMPTS", "1");
        for (List<String> options : List.of(List.<String>of(), List.of(LOG_MANAGER))) {
            Ended ended = run(options, environment, "authorize", "--parameter", "/keap-sink/credentials");

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).hasLineCount(1).contains("Check the network, the AWS login, AWS_REGION");
        }
    }

    @Test
    void aMisspeltVariableIsNamedAndItsValueIsNot() throws Exception {
        Ended ended = run(List.of(), Map.of("KEAP_SINK_TAG_ID", "sesame"), "replay", "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.err())
                .isEqualTo("The variable KEAP_SINK_TAG_ID is not known, and has no effect (did you mean"
                        + " \"KEAP_SINK_TAG_IDS\"?).");
        assertThat(ended.out()).doesNotContain("sesame");
    }

    /** The address of a queue is enough to find its server, without a variable that names it. */
    @Test
    void asksTheServerInTheAddressOfTheQueue() throws Exception {
        try (LocalQueues queues = LocalQueues.start(Duration.ofSeconds(30))) {
            queues.sqs()
                    .sendMessage(
                            request -> request.queueUrl(queues.rejects().url()).messageBody("{}"));
            Map<String, String> environment =
                    Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

            Ended ended = run(
                    List.of(),
                    environment,
                    "rejects",
                    "--from",
                    queues.rejects().url());

            assertThat(ended.code()).as("%s", ended).isZero();
            assertThat(ended.out()).contains("1 messages. They stay in the queue.");
            assertThat(queues.readAll(queues.rejects())).hasSize(1);
        }
    }

    @Test
    void anEndpointWithoutASchemeIsNamed() throws Exception {
        Map<String, String[]> commands = Map.of(
                "AWS_ENDPOINT_URL_SQS",
                new String[] {"rejects", "--from", "https://sqs.us-east-1.amazonaws.com/123456789012/keap-sink"},
                "AWS_ENDPOINT_URL_SSM",
                new String[] {"authorize", "--parameter", "/keap-sink/credentials"},
                "AWS_ENDPOINT_URL_DYNAMODB",
                new String[] {"ledger", "show", "--tenant", "ks100", "--table", "keap-sink", "--key", "ada@example.com"
                });
        for (Map.Entry<String, String[]> command : commands.entrySet()) {
            Ended ended = run(List.of(), Map.of(command.getKey(), "localhost:4566"), command.getValue());

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .isEqualTo(
                            "%s has to be an http or https address, such as http://127.0.0.1:9324.", command.getKey());
        }
    }

    /** A profile of {@code aws sso login} needs libraries of the SDK that no call of the sink does. */
    @Test
    void findsTheLoginOfAnSsoProfile() throws Exception {
        Path aws = Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(aws.resolve("config"), """
                [profile work]
                sso_start_url = https://work.awsapps.com/start
                sso_region = us-east-1
                sso_account_id = 123456789012
                sso_role_name = reader
                region = us-east-1
                """);
        // Its name is the SHA-1 of the start URL, as aws sso login writes it.
        Files.writeString(
                Files.createDirectories(aws.resolve("sso/cache"))
                        .resolve("%s.json"
                                .formatted(HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-1")
                                                .digest("https://work.awsapps.com/start".getBytes(UTF_8))))),
                "{\"startUrl\":\"https://work.awsapps.com/start\",\"region\":\"us-east-1\","
                        + "\"accessToken\":\"token\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
        HttpServer sso = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] role = ("{\"roleCredentials\":{\"accessKeyId\":\"id\",\"secretAccessKey\":\"secret\","
                        + "\"sessionToken\":\"session\",\"expiration\":32472144000000}}")
                .getBytes(UTF_8);
        sso.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, role.length);
            exchange.getResponseBody().write(role);
            exchange.close();
        });
        sso.start();
        try (LocalQueues queues = LocalQueues.start(Duration.ofSeconds(30))) {
            Map<String, String> environment = Map.of(
                    "HOME",
                    folder.toString(),
                    "AWS_PROFILE",
                    "work",
                    "AWS_ENDPOINT_URL_SSO",
                    "http://127.0.0.1:" + sso.getAddress().getPort());

            Ended ended = run(
                    List.of(),
                    environment,
                    "rejects",
                    "--from",
                    queues.rejects().url());

            assertThat(ended.code()).as("%s", ended).isZero();
        } finally {
            sso.stop(0);
        }
    }

    /** The region is in the queue's address, so that AWS_REGION may be missing or another one. */
    @Test
    void withoutALoginItSaysSoAndDoesNotBlameTheQueue() throws Exception {
        Map<String, String> environment = Map.of(
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString(),
                "AWS_CONFIG_FILE", folder.resolve("none").toString());
        String url = "https://sqs.eu-central-1.amazonaws.com/123456789012/keap-sink";
        Path file = Files.writeString(folder.resolve("leads.csv"), "email\nada@example.com\n");
        List<String[]> commands = List.of(
                new String[] {"publish", file.toString(), "--queue-url", url},
                new String[] {"replay", "--from", url + "-rejects", "--to", url},
                new String[] {"rejects", "--from", url + "-rejects"});
        for (String[] command : commands) {
            Ended ended = run(List.of(), environment, command);

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .hasLineCount(1)
                    .startsWith("No AWS credentials were found. Log in to AWS (aws sso login");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("leads.csv", "out", "err");
        }
    }
}
