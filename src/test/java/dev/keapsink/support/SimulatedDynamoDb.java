package dev.keapsink.support;

import dev.keapsink.resilience.Sleeper;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The two calls that the product makes to DynamoDB, in memory, in virtual time and within the timeout that each one carries. A
 * call meets the trouble of any of its items. What the SDK would make again fails at once. Threadsafe.
 */
public final class SimulatedDynamoDb implements DynamoDbClient {

    private static final String KEY = "pk";

    private static final Pattern ABSENCE = Pattern.compile("attribute_not_exists\\((\\w+)\\)");

    private static final Pattern COMPARISON = Pattern.compile("(\\w+) (=|<=) :seen");

    private final Sleeper sleeper;
    private final Supplier<Duration> latency;
    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Trouble trouble = (operation, call, key) -> Optional.empty();

    /** What is asked for. */
    public enum Operation {
        READ,
        WRITE
    }

    /** What is wrong with an item. */
    @FunctionalInterface
    public interface Trouble {

        /**
         * What happens to a call for the sake of one of its items; nothing if all is well with it.
         *
         * @param call counts all calls, from 1
         * @param key the item's partition key
         */
        Optional<Mishap> of(Operation operation, int call, String key);
    }

    /** What happens to a call. */
    public sealed interface Mishap {

        /** It fails, without having had an effect. */
        record Failing(Supplier<RuntimeException> with) implements Mishap {}

        /** It is answered so much later, or not at all if its caller has given up by then. */
        record Delayed(Duration by) implements Mishap {}

        /** It has its effect, but is never answered. */
        record ReplyLost() implements Mishap {}

        /** A read leaves the item out; a write is throttled. */
        record LeftOut() implements Mishap {}

        /** DynamoDB answers with this error. */
        static Mishap refused(int status, String code) {
            return new Failing(() -> error(status, code));
        }
    }

    /**
     * @param latency how long each call takes when all is well
     */
    public SimulatedDynamoDb(Sleeper sleeper, Supplier<Duration> latency) {
        this.sleeper = sleeper;
        this.latency = latency;
    }

    /** From now on items are in this trouble. */
    public void trouble(Trouble other) {
        trouble = other;
    }

    /** Puts an item there, whatever it is. */
    public synchronized void plant(Map<String, AttributeValue> item) {
        items.put(item.get(KEY).s(), item);
    }

    /** How many calls there were so far. */
    public int calls() {
        return calls.get();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        String table = request.requestItems().keySet().iterator().next();
        List<Map<String, AttributeValue>> keys =
                request.requestItems().get(table).keys();
        List<Met> met = met(Operation.READ, keys);
        List<Map<String, AttributeValue>> leftOut = met.stream()
                .filter(item -> item.mishap() instanceof Mishap.LeftOut)
                .map(Met::key)
                .toList();
        List<Map<String, AttributeValue>> found = keys.stream()
                .filter(key -> !leftOut.contains(key))
                .map(this::item)
                .flatMap(Optional::stream)
                .toList();
        answered(request, met);
        BatchGetItemResponse.Builder response = BatchGetItemResponse.builder().responses(Map.of(table, found));
        return leftOut.isEmpty()
                ? response.unprocessedKeys(Map.of()).build()
                : response.unprocessedKeys(Map.of(
                                table, KeysAndAttributes.builder().keys(leftOut).build()))
                        .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        List<Met> met = met(Operation.WRITE, List.of(Map.of(KEY, request.item().get(KEY))));
        if (met.stream().anyMatch(item -> item.mishap() instanceof Mishap.LeftOut)) {
            throw error(400, "ProvisionedThroughputExceededException");
        }
        Optional<Map<String, AttributeValue>> inTheWay = stored(request);
        answered(request, met);
        inTheWay.ifPresent(old -> {
            throw ConditionalCheckFailedException.builder()
                    .statusCode(400)
                    .item(old)
                    .build();
        });
        return PutItemResponse.builder().build();
    }

    private record Met(Map<String, AttributeValue> key, Mishap mishap) {}

    private static final Mishap NONE = new Mishap.Delayed(Duration.ZERO);

    /** What the items of a call are in; one that fails fails the call. */
    private List<Met> met(Operation operation, List<Map<String, AttributeValue>> keys) {
        int call = calls.incrementAndGet();
        List<Met> met = new ArrayList<>();
        for (Map<String, AttributeValue> key : keys) {
            met.add(new Met(key, trouble.of(operation, call, key.get(KEY).s()).orElse(NONE)));
        }
        for (Met item : met) {
            if (item.mishap() instanceof Mishap.Failing failing) {
                sleep(latency.get());
                throw failing.with().get();
            }
        }
        return met;
    }

    /** Waits until the answer has come, or until its caller has given up. */
    private void answered(DynamoDbRequest request, List<Met> met) {
        Duration timeout = request.overrideConfiguration()
                .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                .orElseThrow(() -> new IllegalStateException("A call to DynamoDB without a timeout of its own"));
        Duration wait = latency.get();
        for (Met item : met) {
            wait = switch (item.mishap()) {
                case Mishap.Delayed(Duration by) -> wait.plus(by);
                case Mishap.ReplyLost lost -> wait.plus(timeout);
                case Mishap.Failing failing -> wait;
                case Mishap.LeftOut leftOut -> wait;
            };
        }
        if (wait.compareTo(timeout) >= 0) {
            sleep(timeout);
            throw ApiCallTimeoutException.create(timeout.toMillis());
        }
        sleep(wait);
    }

    private void sleep(Duration duration) {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in a simulated call", e);
        }
    }

    private synchronized Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        return Optional.ofNullable(items.get(key.get(KEY).s()));
    }

    /** Stores an item if its condition holds; what is there otherwise, which may have nothing in it. */
    private synchronized Optional<Map<String, AttributeValue>> stored(PutItemRequest request) {
        String key = request.item().get(KEY).s();
        Map<String, AttributeValue> old = items.getOrDefault(key, Map.of());
        AttributeValue seen = request.expressionAttributeValues().get(":seen");
        if (Stream.of(request.conditionExpression().split(" OR ")).noneMatch(term -> holds(term, old, seen))) {
            return Optional.of(old);
        }
        items.put(key, request.item());
        return Optional.empty();
    }

    private static boolean holds(String term, Map<String, AttributeValue> item, AttributeValue seen) {
        Matcher absence = ABSENCE.matcher(term);
        if (absence.matches()) {
            return !item.containsKey(absence.group(1));
        }
        Matcher comparison = COMPARISON.matcher(term);
        if (!comparison.matches()) {
            throw new IllegalArgumentException("A condition that is not simulated: " + term);
        }
        AttributeValue there = item.get(comparison.group(1));
        if (there == null || there.type() != seen.type()) {
            return false;
        }
        return comparison.group(2).equals("=")
                ? there.equals(seen)
                : new BigDecimal(there.n()).compareTo(new BigDecimal(seen.n())) <= 0;
    }

    private static RuntimeException error(int status, String code) {
        DynamoDbException.Builder error = code.equals("TransactionConflictException")
                ? TransactionConflictException.builder()
                : DynamoDbException.builder();
        return error.statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message("by script")
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
