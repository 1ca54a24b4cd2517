package dev.keapsink.tools.local;

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
 * Amazon's DynamoDB Local in a process and with a class path of its own, because its Log4j clashes with Quarkus's. It keeps
 * its tables in memory, and ends with the process that started it, however that ends.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** Written by the build. */
    private static final Path CLASS_PATH = Path.of("target", "dynamodb-local-classpath.txt");

    /** A free port may be taken before the server has it. */
    private static final int PORTS = 3;

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

    /** The one for all tests of this process, because starting it takes seconds; nobody may close it. */
    public static DynamoDbLocal shared() {
        return Shared.INSTANCE;
    }

    /** Starts on a free port of this machine, which takes some seconds. */
    public static DynamoDbLocal start() {
        List<String> said = new ArrayList<>();
        try {
            for (int i = 0; i < PORTS; i++) {
                int port = freePort();
                Process process = launch(port);
                if (isReady(process, said)) {
                    return new DynamoDbLocal(process, port);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local could not be started; run ./run build first", e);
        }
        throw new IllegalStateException("DynamoDB Local did not start:\n" + String.join("\n", said));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(int port) throws IOException {
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
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

    private static boolean isReady(Process process, List<String> said) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(DynamoDbLocalMain.READY)) {
                // What it says later is of no interest, but would fill the pipe.
                Thread.ofVirtual().start(() -> output.lines().forEach(unused -> {}));
                return true;
            }
            said.add(line);
        }
        return false;
    }

    /** A client for a server with DynamoDB's interface. */
    public static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The value of {@code AWS_ENDPOINT_URL_DYNAMODB} for the function. */
    public URI endpoint() {
        return endpoint;
    }

    public DynamoDbClient client() {
        return client;
    }

    /** Makes a table as the ledger needs it: the string {@code pk} for its key, on demand, and {@code expires_at} for its TTL. */
    public void createLedger(String table) {
        create(table, "pk");
        client.updateTimeToLive(request -> request.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires_at")));
    }

    /** Makes a table with this partition key, a string, and nothing else. */
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
