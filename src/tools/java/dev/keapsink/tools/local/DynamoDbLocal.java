package dev.keapsink.tools.local;

import dev.keapsink.tools.common.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Runs Amazon's DynamoDB Local in a process with its own class path, because its Log4j clashes with that of Quarkus. It
 * keeps its tables in memory. Its process ends with the process that started it, even if that one is killed.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** Written by the build. */
    private static final Path CLASS_PATH = Workspace.inCheckout("target/dynamodb-local-classpath.txt");

    /** Another process may take a free port before the server does. */
    private static final int MOST_ATTEMPTS = 3;

    private final Process process;
    private final URI endpoint;
    private final DynamoDbClient client;

    private static final class Shared {
        static final DynamoDbLocal INSTANCE = start();
    }

    private DynamoDbLocal(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        this.client = client(endpoint);
    }

    /** Returns the instance that all tests of this process share, because a start takes seconds. Do not close it. */
    public static DynamoDbLocal shared() {
        return Shared.INSTANCE;
    }

    /**
     * Starts a server on a free port of this machine, which takes some seconds.
     *
     * @throws UncheckedIOException if its class path cannot be read, or its process cannot be started
     * @throws IllegalStateException if it ends before it is ready; the message holds its output
     */
    public static DynamoDbLocal start() {
        List<String> printed = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_ATTEMPTS; i++) {
                int port = freePort();
                Process process = launch(port);
                if (isReady(process, printed)) {
                    return new DynamoDbLocal(process, port);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local could not be started; run ./run build first", e);
        }
        throw new IllegalStateException("DynamoDB Local did not start:\n" + String.join("\n", printed));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(int port) throws IOException {
        String classes =
                Workspace.inCheckout("target/test-classes").toAbsolutePath().toString();
        String classPath = String.join(
                System.getProperty("path.separator"),
                classes,
                Files.readString(CLASS_PATH).strip());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        DynamoDbLocalMain.class.getName(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .start();
    }

    private static boolean isReady(Process process, List<String> printed) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(DynamoDbLocalMain.READY)) {
                // Later output is not used, but unread it would fill the pipe and stop the server.
                Thread.ofVirtual().start(() -> output.lines().forEach(unused -> {}));
                return true;
            }
            printed.add(line);
        }
        return false;
    }

    /** Returns a client for a server with DynamoDB's interface. The caller closes it. */
    public static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Returns the server's address, the value of {@code AWS_ENDPOINT_URL_DYNAMODB} for the function. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns a client of this server, which closes with it. */
    public DynamoDbClient client() {
        return client;
    }

    /** Creates a table for the ledger: its key is the string {@code pk}, its time to live is {@code expires_at}. */
    public void createLedger(String table) {
        create(table, "pk");
        client.updateTimeToLive(request -> request.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires_at")));
    }

    /** Creates a table whose only key is a string of this name. */
    public void create(String table, String key) {
        client.createTable(CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .build());
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
