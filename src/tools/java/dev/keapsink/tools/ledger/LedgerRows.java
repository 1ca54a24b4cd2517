package dev.keapsink.tools.ledger;

import dev.keapsink.aws.LedgerItem;
import dev.keapsink.ledger.LedgerKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Finds and deletes rows of the ledger's table. Threadsafe. */
final class LedgerRows {

    private static final String BEGINS = "begins_with(%s, :prefix)".formatted(LedgerItem.KEY);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Requests requests;
    private final InstantSource time;

    /**
     * @param time the time by which claims end
     */
    LedgerRows(DynamoDbClient dynamo, String table, Requests requests, InstantSource time) {
        this.dynamo = dynamo;
        this.table = table;
        this.requests = requests;
        this.time = time;
    }

    String table() {
        return table;
    }

    /**
     * Reads rows, including those that have expired or are damaged.
     *
     * @return the items of those keys that have one
     */
    List<Map<String, AttributeValue>> find(List<LedgerKey> keys) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        List<Map<String, AttributeValue>> open =
                keys.stream().map(LedgerItem::key).toList();
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            KeysAndAttributes asked =
                    KeysAndAttributes.builder().keys(open).consistentRead(true).build();
            BatchGetItemResponse answer = requests.make(
                    "dynamodb:BatchGetItem", () -> dynamo.batchGetItem(get -> get.requestItems(Map.of(table, asked))));
            found.addAll(answer.responses().getOrDefault(table, List.of()));
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            open = left == null ? List.of() : left.keys();
            if (!open.isEmpty()) {
                requests.pauseAfter(attempt);
            }
        }
        return found;
    }

    /**
     * Scans for the rows whose keys begin with the prefix.
     *
     * @param mostPages the most pages of a megabyte to read
     * @param pages gets each page, even if it has no such row; returns whether to read on
     */
    void scan(String prefix, int mostPages, Predicate<Page> pages) {
        Map<String, AttributeValue> start = Map.of();
        for (int i = 0; i < mostPages; i++) {
            Map<String, AttributeValue> from = start;
            ScanResponse answer = requests.make(
                    "dynamodb:Scan",
                    () -> dynamo.scan(scan -> scan.tableName(table)
                            .exclusiveStartKey(from.isEmpty() ? null : from)
                            .filterExpression(BEGINS)
                            .expressionAttributeValues(Map.of(":prefix", AttributeValue.fromS(prefix)))));
            boolean more =
                    pages.test(new Page(answer.items().stream().map(Row::of).toList(), answer.scannedCount()));
            start = answer.lastEvaluatedKey();
            if (!more || start.isEmpty()) {
                return;
            }
        }
    }

    /**
     * A part of a scan.
     *
     * @param rows those whose keys have the prefix
     * @param read how many rows it read
     */
    record Page(List<Row> rows, int read) {}

    boolean isClaimed(Row row) {
        return row.isClaimed(time.instant());
    }

    /** Deletes a row, unless it was written since it was read, or is claimed. */
    Deletion drop(Row row) {
        return requests.make("dynamodb:DeleteItem", () -> {
            try {
                dynamo.deleteItem(delete -> row.deletion(delete, time.instant()).tableName(table));
                return new Deletion.Done();
            } catch (ConditionalCheckFailedException refused) {
                return refused.item().isEmpty() ? new Deletion.Done() : kept(Row.of(refused.item()));
            }
        });
    }

    private Deletion kept(Row now) {
        return isClaimed(now) ? new Deletion.Claimed(now) : new Deletion.Rewritten(now);
    }
}
