package dev.keapsink.tools.ledger;

import dev.keapsink.resilience.Sleeper;
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
 * @param environment the variables of the process
 * @param terminal the terminal to ask on, if there is one
 */
record LedgerContext(
        Supplier<DynamoDbClient> dynamo,
        InstantSource clock,
        Sleeper sleeper,
        Map<String, String> environment,
        Optional<BufferedReader> terminal) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    /** Returns the context of this process. The AWS SDK searches for credentials, region and endpoint. */
    static LedgerContext real() {
        return new LedgerContext(
                LedgerContext::client,
                InstantSource.system(),
                Sleeper.SYSTEM,
                System.getenv(),
                Boolean.getBoolean("keapsink.terminal")
                        ? Optional.of(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                        : Optional.empty());
    }

    private static DynamoDbClient client() {
        try {
            return DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT_TIMEOUT)
                            .socketTimeout(SOCKET_TIMEOUT))
                    .build();
        } catch (SdkClientException | IllegalArgumentException e) {
            throw new CommandFailure(
                    "There are no AWS credentials or no region here: log in to AWS, and set AWS_REGION.", e);
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
