package dev.keapsink.tools.ledger;

import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.tools.common.LocalRunException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** The rows of the ledger's table, for who drops some. */
record LedgerRows(DynamoDbClient dynamo, String table, LedgerDesk desk) {

    private static final String KEY = "pk";
    private static final String HELD_UNTIL = "w";

    /** What DynamoDB deletes in one call (BatchWriteItem). */
    private static final int AT_ONCE = 25;

    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * A row.
     *
     * @param held whether somebody is writing its contact now
     */
    record Row(String key, boolean held) {}

    /** The rows whose keys begin so. All of the table is read for it. */
    List<Row> beginningWith(String prefix) {
        return asked(
                "dynamodb:Scan",
                () -> dynamo
                        .scanPaginator(request -> request.tableName(table)
                                .projectionExpression(KEY + ", " + HELD_UNTIL)
                                .filterExpression("begins_with(" + KEY + ", :prefix)")
                                .expressionAttributeValues(Map.of(":prefix", AttributeValue.fromS(prefix))))
                        .items()
                        .stream()
                        .map(item -> new Row(item.get(KEY).s(), isHeld(item)))
                        .toList());
    }

    private boolean isHeld(Map<String, AttributeValue> item) {
        AttributeValue until = item.get(HELD_UNTIL);
        return until != null && desk.clock().millis() < Long.parseLong(until.n());
    }

    /** Drops the rows with these keys; hears how many are gone from time to time. */
    void drop(List<String> keys, IntConsumer progress) throws InterruptedException {
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        for (int i = 0; i < keys.size(); i += AT_ONCE) {
            int end = Math.min(i + AT_ONCE, keys.size());
            List<WriteRequest> open = new ArrayList<>(
                    keys.subList(i, end).stream().map(LedgerRows::delete).toList());
            for (int round = 1; !open.isEmpty(); round++) {
                if (round > 1) {
                    desk.sleeper().sleep(backoff.delay(PAUSE, Math.min(round, 8)));
                }
                Map<String, List<WriteRequest>> now = Map.of(table, List.copyOf(open));
                open = asked(
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

    /** Drops one row; returns whether there was one. */
    boolean drop(LedgerKey key) {
        return asked(
                "dynamodb:DeleteItem",
                () -> dynamo.deleteItem(request -> request.tableName(table)
                                .key(Map.of(KEY, AttributeValue.fromS(key.value())))
                                .returnValues(ReturnValue.ALL_OLD))
                        .hasAttributes());
    }

    private <T> T asked(String permission, Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceNotFoundException e) {
            throw new LocalRunException(
                    "There is no table %s. Check the name, and that the region (AWS_REGION) and the credentials are those of the account that has it."
                            .formatted(table),
                    e);
        } catch (AwsServiceException e) {
            throw new LocalRunException(
                    "DynamoDB refused %s on the table %s (%s). Check that the credentials allow it, and run the same command again: it goes on where it stopped."
                            .formatted(
                                    permission,
                                    table,
                                    e.awsErrorDetails() == null
                                            ? e.statusCode()
                                            : e.awsErrorDetails().errorCode()),
                    e);
        } catch (SdkException e) {
            throw new LocalRunException(
                    "DynamoDB could not be asked (%s). Log in to AWS, check the network, AWS_REGION and AWS_ENDPOINT_URL_DYNAMODB, and run the same command again: it goes on where it stopped."
                            .formatted(e.getClass().getSimpleName()),
                    e);
        }
    }
}
