package dev.keapsink.tools.ledger;

import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.tools.common.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Finds and deletes rows of the ledger's table. A failed call is a {@link CommandFailure} with a sentence. */
record LedgerRows(DynamoDbClient dynamo, String table, LedgerContext context) {

    private static final String KEY = "pk";

    /** The time in epoch milliseconds until which a claim on the row lasts. */
    private static final String HELD_UNTIL = "w";

    /** The most items of one BatchWriteItem call. */
    private static final int MOST_ITEMS = 25;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /**
     * A row.
     *
     * @param key the partition key
     * @param held whether the sink is writing the contact now
     */
    record Row(String key, boolean held) {}

    /** Returns the rows whose keys begin with the prefix. It reads the whole table. */
    List<Row> beginningWith(String prefix) {
        return call(
                "dynamodb:Scan",
                () -> dynamo
                        .scanPaginator(request -> request.tableName(table)
                                .projectionExpression(KEY + ", " + HELD_UNTIL)
                                .filterExpression("begins_with(" + KEY + ", :prefix)")
                                .expressionAttributeValues(Map.of(":prefix", AttributeValue.fromS(prefix))))
                        .items()
                        .stream()
                        .map(item -> new Row(key(item), isHeld(item)))
                        .toList());
    }

    private static String key(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(KEY), "DynamoDB returns the key of every item")
                .s();
    }

    private boolean isHeld(Map<String, AttributeValue> item) {
        AttributeValue until = item.get(HELD_UNTIL);
        return until != null && context.clock().millis() < Long.parseLong(until.n());
    }

    /**
     * Deletes the rows with these keys.
     *
     * @param progress gets the number of rows deleted so far, after each call
     */
    void drop(List<String> keys, IntConsumer progress) throws InterruptedException {
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        for (int i = 0; i < keys.size(); i += MOST_ITEMS) {
            int end = Math.min(i + MOST_ITEMS, keys.size());
            List<WriteRequest> open = new ArrayList<>(
                    keys.subList(i, end).stream().map(LedgerRows::delete).toList());
            for (int round = 1; !open.isEmpty(); round++) {
                if (round > 1) {
                    context.sleeper().sleep(backoff.delay(FIRST_PAUSE, Math.min(round, 8)));
                }
                Map<String, List<WriteRequest>> now = Map.of(table, List.copyOf(open));
                open = call(
                        "dynamodb:BatchWriteItem",
                        () -> dynamo.batchWriteItem(request -> request.requestItems(now))
                                .unprocessedItems()
                                .getOrDefault(table, List.of()));
            }
            progress.accept(end);
        }
    }

    private static WriteRequest delete(String key) {
        return WriteRequest.builder()
                .deleteRequest(request -> request.key(Map.of(KEY, AttributeValue.fromS(key))))
                .build();
    }

    /** Deletes one row; returns whether there was one. */
    boolean drop(LedgerKey key) {
        return call(
                "dynamodb:DeleteItem",
                () -> dynamo.deleteItem(request -> request.tableName(table)
                                .key(Map.of(KEY, AttributeValue.fromS(key.value())))
                                .returnValues(ReturnValue.ALL_OLD))
                        .hasAttributes());
    }

    private <T> T call(String permission, Supplier<T> request) {
        try {
            return request.get();
        } catch (ResourceNotFoundException e) {
            throw new CommandFailure(
                    "There is no table %s. Check the name, and that the region (AWS_REGION) and the credentials are those of the AWS account that has it."
                            .formatted(table),
                    e);
        } catch (AwsServiceException e) {
            throw new CommandFailure(
                    "DynamoDB refused %s on the table %s (%s). Check that the credentials allow it, and run the same command again: it goes on where it stopped."
                            .formatted(
                                    permission,
                                    table,
                                    e.awsErrorDetails() == null
                                            ? e.statusCode()
                                            : e.awsErrorDetails().errorCode()),
                    e);
        } catch (SdkException e) {
            throw new CommandFailure(
                    "DynamoDB could not be asked (%s). Log in to AWS, check the network, AWS_REGION and AWS_ENDPOINT_URL_DYNAMODB, and run the same command again: it goes on where it stopped."
                            .formatted(e.getClass().getSimpleName()),
                    e);
        }
    }
}
