package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Other;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.FaultyDynamoDb;
import dev.keapsink.support.FaultyDynamoDb.Mishap;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ledger on a DynamoDB that is throttled, hangs, loses answers or refuses. */
class LedgerTableTroubleTest {

    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();

    /** A slow machine may not look like a slow DynamoDB. */
    private static final Timeouts PATIENT = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static final String TABLE = "trouble-" + UUID.randomUUID();
    private static final String NOT_NOW = "The ledger could not be asked \\(.+\\)";
    private static final Duration SHORT = Duration.ofMillis(250);

    private final FaultyDynamoDb dynamo = FaultyDynamoDb.before(DYNAMO.endpoint());
    private final DynamoDbClient client = DynamoDbLocal.client(dynamo.endpoint());
    private final VirtualTime time = new VirtualTime();
    private final LedgerTable table = table(client, PATIENT);
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    private final LedgerKey key = new LedgerKey("test#" + UUID.randomUUID());

    @BeforeAll
    static void createTable() {
        DYNAMO.create(TABLE, "pk");
    }

    @AfterEach
    void stop() {
        client.close();
        dynamo.close();
    }

    @Test
    void readsAHundredEntriesAtOnceAndConsistently() {
        dynamo.next(1, new Mishap.Altered(body -> {
            assertThat(body).contains("\"ConsistentRead\":true");
            return body;
        }));

        table.read(keys(100), deadline);
        assertThat(dynamo.asked()).containsExactly("BatchGetItem");
        table.read(keys(101), deadline);
        assertThat(dynamo.asked()).containsExactly("BatchGetItem", "BatchGetItem", "BatchGetItem");
    }

    @Test
    void replacesWithOneCallWhetherItSucceedsOrNot() {
        LedgerEntry first = entry("first");

        table.replace(key, null, first, deadline);
        table.replace(key, null, entry("late"), deadline);
        table.replace(key, first, entry("second"), deadline);

        assertThat(dynamo.asked()).containsExactly("PutItem", "PutItem", "PutItem");
    }

    @Test
    void replacesWhatHasExpiredWithOneCall() {
        table.replace(key, null, entry("old"), deadline);
        time.advance(Duration.ofMinutes(1));

        assertThat(table.replace(key, null, entry("new"), deadline)).isEmpty();
        assertThat(dynamo.asked()).containsExactly("PutItem", "PutItem");
    }

    @Test
    void asksAgainForWhatDynamoDbLeftOut() {
        table.replace(key, null, entry("a"), deadline);
        dynamo.next(2, unprocessed());

        assertThat(table.read(List.of(key), deadline).all()).containsOnlyKeys(key);

        assertThat(Collections.frequency(dynamo.asked(), "BatchGetItem")).isEqualTo(3);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(50 + 100));
    }

    @Test
    void givesUpOnWhatDynamoDbKeepsLeavingOut() {
        dynamo.next(100, unprocessed());
        Deadline inVirtualTime = Deadline.in(Duration.ofMinutes(2), time);

        assertPassing(
                () -> table.read(List.of(key), inVirtualTime),
                "DynamoDB did not give all entries of the ledger in time");

        assertThat(time.slept()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    /** Forty answers with one entry each, of which none is a reason to wait longer than before. */
    @Test
    void goesOnWithoutGrowingPausesAsLongAsEachAnswerBringsSomething() {
        List<LedgerKey> keys = stored(40);
        dynamo.next(39, answering(1));

        assertThat(table.read(keys, deadline).all()).containsOnlyKeys(keys);

        assertThat(dynamo.asked()).filteredOn("BatchGetItem"::equals).hasSize(40);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(39 * 50));
    }

    @Test
    void takesTheRepetitionOfAPutWhoseAnswerWasLostForSuccess() {
        LedgerEntry entry = entry("mine");
        dynamo.next(1, new Mishap.ReplyLost());

        assertThat(table.replace(key, null, entry, deadline)).isEmpty();

        assertThat(dynamo.asked()).containsExactly("PutItem", "PutItem");
        assertThat(table.read(List.of(key), deadline).all()).isEqualTo(Map.of(key, entry));
    }

    @Test
    void takesTheRepetitionOfAPutThatFollowedAnotherForSuccess() {
        LedgerEntry first = entry("first");
        LedgerEntry second = entry("second");
        table.replace(key, null, first, deadline);
        dynamo.next(1, new Mishap.ReplyLost());

        assertThat(table.replace(key, first, second, deadline)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException",
        "400, ThrottlingException",
        "400, RequestLimitExceeded",
        "400, ReplicatedWriteConflictException",
        "400, TransactionConflictException",
        "400, TransactionInProgressException",
        "400, LimitExceededException",
        "400, KMSThrottlingException",
        "408, RequestTimeoutException",
        "500, InternalServerError",
        "503, ServiceUnavailable"
    })
    void waitsForWhatPasses(int status, String errorType) {
        dynamo.next(1000, new Mishap.Refused(status, errorType));

        assertPassing(() -> table.read(List.of(key), soon()), NOT_NOW);
        assertPassing(() -> table.replace(key, null, entry("a"), soon()), NOT_NOW);
    }

    @Test
    void outlastsAShortThrottling() {
        dynamo.next(2, new Mishap.Refused(400, "ProvisionedThroughputExceededException"));

        assertThat(table.replace(key, null, entry("a"), deadline)).isEmpty();
    }

    @Test
    void makesAWriteAgainThatMetATransaction() {
        dynamo.next(4, new Mishap.Refused(400, "TransactionConflictException"));

        assertThat(table.replace(key, null, entry("a"), deadline)).isEmpty();

        assertThat(dynamo.asked()).hasSize(5).containsOnly("PutItem");
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(50 + 100 + 200 + 400));
    }

    /** These the SDK makes again by itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {"TransactionInProgressException", "ReplicatedWriteConflictException", "ThrottlingException"})
    void outlastsWhatPassesInAMoment(String errorType) {
        dynamo.next(2, new Mishap.Refused(400, errorType));

        assertThat(table.replace(key, null, entry("a"), deadline)).isEmpty();

        assertThat(dynamo.asked()).hasSize(3);
    }

    @Test
    void meetsWhatTheTransactionHasStored() {
        LedgerEntry other = entry("other");
        table.replace(key, null, other, deadline);
        dynamo.next(1, new Mishap.Refused(400, "TransactionConflictException"));

        assertThat(table.replace(key, null, entry("late"), deadline)).contains(new Other(Optional.of(other)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(120)
    void givesUpACallThatHangs(boolean virtual) {
        dynamo.next(1000, new Mishap.Hanging());
        Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        CompletableFuture<Optional<Other>> result = new CompletableFuture<>();
        builder.start(() -> {
            try {
                result.complete(table.replace(key, null, entry("a"), soon()));
            } catch (LedgerUnavailable e) {
                result.completeExceptionally(e);
            }
        });

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(result::get)
                .havingCause()
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class,
                        trouble -> assertThat(trouble.isPassing()).isTrue());
    }

    @Test
    void makesACallThatHungAgain() {
        dynamo.next(1, new Mishap.Hanging());
        LedgerTable impatient = table(client, new Timeouts(Duration.ofMinutes(1), SHORT));

        assertThat(impatient.replace(key, null, entry("a"), deadline)).isEmpty();

        assertThat(dynamo.asked()).startsWith("PutItem", "PutItem");
    }

    @Test
    void waitsForADynamoDbThatCannotBeReached() {
        dynamo.close();

        assertPassing(() -> table.read(List.of(key), soon()), NOT_NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, the caller needs dynamodb:BatchGetItem",
        "UnrecognizedClientException, 'AWS does not accept the credentials: log in again'",
        "KMSInvalidStateException, 'kms:Decrypt on a key of your own, which must be enabled'"
    })
    void saysWhatToDoAboutWhatDoesNotPass(String errorType, String advice) {
        dynamo.next(2, new Mishap.Refused(400, errorType));

        assertToBeMended(() -> table.read(List.of(key), deadline), errorType, advice);
        assertToBeMended(() -> table.replace(key, null, entry("a"), deadline), errorType, advice);
    }

    @Test
    void saysThatThereAreNoAwsCredentials() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };
        try (DynamoDbClient stranger = DynamoDbClient.builder()
                .endpointOverride(dynamo.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(none)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            LedgerTable strange = table(stranger, PATIENT);

            assertToBeMended(
                    () -> strange.read(List.of(key), deadline),
                    "SdkClientException",
                    "log in to AWS, and set AWS_REGION");
        }
    }

    /** What DynamoDB answers when it has read nothing of what it was asked for. */
    private Mishap unprocessed() {
        return new Mishap.Answered(reply -> """
                {"Responses": {}, "UnprocessedKeys": {"%s": {"ConsistentRead": true, "Keys": [{"pk": {"S": "%s"}}]}}}
                """.formatted(TABLE, key.value()));
    }

    /** What DynamoDB answers when it has read only so many of the items that it was asked for. */
    private static Mishap answering(int count) {
        return new Mishap.Answered(reply -> {
            JsonNode read = reading(reply).path("Responses").path(TABLE);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ArrayNode items = answer.putObject("Responses").putArray(TABLE);
            ArrayNode left =
                    answer.putObject("UnprocessedKeys").putObject(TABLE).putArray("Keys");
            for (JsonNode item : read) {
                if (items.size() < count) {
                    items.add(item);
                } else {
                    left.addObject().set("pk", item.get("pk"));
                }
            }
            return answer.toString();
        });
    }

    private static JsonNode reading(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private List<LedgerKey> stored(int count) {
        List<LedgerKey> keys = keys(count);
        keys.forEach(each -> table.replace(each, null, entry("a"), deadline));
        return keys;
    }

    private static void assertPassing(ThrowingCallable call, String sentence) {
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(call)
                .withMessageMatching(sentence)
                .matches(LedgerUnavailable::isPassing);
    }

    private static void assertToBeMended(ThrowingCallable call, String name, String advice) {
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(call)
                .withMessageStartingWith("The ledger cannot be used (%s); ".formatted(name))
                .withMessageContaining(advice)
                .matches(trouble -> !trouble.isPassing());
    }

    private Deadline soon() {
        return Deadline.in(SHORT, InstantSource.system());
    }

    private LedgerTable table(DynamoDbClient dynamo, Timeouts timeouts) {
        return new LedgerTable(() -> dynamo, TABLE, timeouts, time, time, new Backoff(() -> 0.5));
    }

    private static List<LedgerKey> keys(int count) {
        return Stream.generate(() -> new LedgerKey("test#" + UUID.randomUUID()))
                .limit(count)
                .toList();
    }

    private static LedgerEntry entry(String revision) {
        return new LedgerEntry(
                revision,
                State.WRITTEN,
                null,
                1,
                null,
                "hash",
                new TreeSet<>(),
                "created",
                VirtualTime.START,
                VirtualTime.START.plusSeconds(60),
                VirtualTime.START.plusSeconds(60));
    }
}
