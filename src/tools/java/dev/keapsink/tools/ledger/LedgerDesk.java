package dev.keapsink.tools.ledger;

import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.LocalRunException;
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
 * What a command that works on the ledger finds around it.
 *
 * @param environment the variables of the process
 * @param terminal to ask on, if there is one
 */
record LedgerDesk(
        Supplier<DynamoDbClient> dynamo,
        InstantSource clock,
        Sleeper sleeper,
        Map<String, String> environment,
        Optional<BufferedReader> terminal) {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** The real one, with the AWS SDK's own search for credentials, region and endpoint. */
    static LedgerDesk real() {
        return new LedgerDesk(
                LedgerDesk::client,
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
                            .connectionTimeout(CONNECT)
                            .socketTimeout(ANSWER))
                    .build();
        } catch (SdkClientException | IllegalArgumentException e) {
            throw new LocalRunException(
                    "There are no AWS credentials or no region here: log in to AWS, and set AWS_REGION.", e);
        }
    }

    /**
     * Asks a question that is answered with y or n.
     *
     * @throws LocalRunException if the answer is not yes, or if nobody can be asked
     */
    void confirm(String what, PrintWriter out) {
        BufferedReader answers = terminal.orElseThrow(() ->
                new LocalRunException(what + " There is no terminal to ask on; give --yes if that is what you want."));
        out.print(what + " Go on? [y/N] ");
        out.flush();
        try {
            String answer = answers.readLine();
            if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
                throw new LocalRunException("Nothing was dropped.");
            }
        } catch (IOException e) {
            throw new LocalRunException("The answer cannot be read: " + e.getMessage(), e);
        }
    }
}
