package dev.keapsink.tools.ledger;

import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.tools.common.AwsEndpoints;
import dev.keapsink.tools.common.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Gives the commands that work on the ledger their surroundings: DynamoDB, time, variables, and a terminal.
 *
 * @param dynamo makes the client, which the command closes; fails with a sentence if AWS settings are missing
 * @param concurrency deletes rows side by side
 * @param environment the variables of the process
 * @param terminal the terminal to ask on, if there is one
 */
record LedgerContext(
        Supplier<DynamoDbClient> dynamo,
        InstantSource clock,
        Sleeper sleeper,
        Concurrency concurrency,
        Map<String, String> environment,
        Optional<BufferedReader> terminal) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);

    /** The time for a request with the SDK's own repetitions. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(40);

    /** Deletions side by side: some hundred a second, even if each takes a tenth of a second. */
    private static final int AT_ONCE = 32;

    /** Returns the context of this process. The AWS SDK searches for credentials, region and endpoint. */
    static LedgerContext real() {
        // Java would keep five connections open, and make the others anew for each request.
        System.setProperty("http.maxConnections", String.valueOf(AT_ONCE));
        return new LedgerContext(
                LedgerContext::client,
                InstantSource.system(),
                Sleeper.SYSTEM,
                new VirtualThreads(AT_ONCE),
                System.getenv(),
                Boolean.getBoolean("keapsink.terminal")
                        ? Optional.of(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                        : Optional.empty());
    }

    private static DynamoDbClient client() {
        boolean unused = AwsEndpoints.isElsewhere(System.getenv(), "DYNAMODB");
        try {
            return DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT_TIMEOUT)
                            .socketTimeout(SOCKET_TIMEOUT))
                    .overrideConfiguration(limits -> limits.apiCallTimeout(REQUEST_TIMEOUT))
                    .build();
        } catch (SdkClientException | IllegalArgumentException e) {
            throw Failures.ofSettings(e);
        }
    }

    /**
     * Asks the operator for a y before a deletion.
     *
     * @param consequence the sentence that the question follows
     * @throws CommandFailure if the answer is another one, or if there is no terminal
     */
    void confirm(String consequence, PrintWriter out) {
        BufferedReader answers = terminal.orElseThrow(() -> new CommandFailure(
                consequence + " There is no terminal to ask on; give --yes if that is what you want."));
        out.print(consequence + " Go on? [y/N] ");
        out.flush();
        try {
            String answer = answers.readLine();
            if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
                throw new CommandFailure("Nothing was dropped.");
            }
        } catch (IOException e) {
            throw new CommandFailure("The answer cannot be read: " + e.getMessage(), e);
        }
    }
}
