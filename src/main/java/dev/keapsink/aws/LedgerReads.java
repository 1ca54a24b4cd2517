package dev.keapsink.aws;

import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads up to a hundred items at once. DynamoDB may answer for only some of them, because a partition is throttled or
 * the items are large. The others are asked for again as long as answers bring further items. Items without an answer
 * in time stay unread. Threadsafe.
 */
final class LedgerReads {

    private final LedgerCalls calls;
    private final String table;
    private final Timeouts timeouts;

    LedgerReads(LedgerCalls calls, String table, Timeouts timeouts) {
        this.calls = calls;
        this.table = table;
        this.timeouts = timeouts;
    }

    /**
     * The result of a read.
     *
     * @param found the items that exist
     * @param unread the keys without an answer, each with the reason
     */
    record Items(List<Map<String, AttributeValue>> found, Map<LedgerKey, LedgerUnavailable> unread) {}

    /**
     * Reads the items with these keys.
     *
     * @throws LedgerUnavailable if DynamoDB answers for none of them
     */
    Items of(List<LedgerKey> keys, Deadline deadline) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<LedgerKey, LedgerUnavailable> unread = new HashMap<>();
        List<Map<String, AttributeValue>> open =
                keys.stream().map(LedgerItem::key).toList();
        Deadline patience = deadline.within(timeouts.inAll());
        int pauses = 0;
        try {
            while (!open.isEmpty()) {
                BatchGetItemResponse answer = answer(open, pauses, patience);
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                List<Map<String, AttributeValue>> left = left(answer);
                boolean progress = left.size() < open.size();
                patience = progress ? deadline.within(timeouts.inAll()) : patience;
                pauses = progress ? 1 : pauses + 1;
                open = left;
            }
        } catch (LedgerUnavailable e) {
            if (open.size() == keys.size()) {
                throw e;
            }
            open.forEach(key -> unread.put(LedgerItem.keyOf(key), e));
        }
        return new Items(found, unread);
    }

    /**
     * Asks for items. DynamoDB wants a pause before a repetition.
     *
     * @param pauses which pause in a row comes first, counted since the last answer that brought items; 0 for no pause
     */
    private BatchGetItemResponse answer(List<Map<String, AttributeValue>> open, int pauses, Deadline deadline) {
        if (pauses > 0 && !calls.hasPaused(pauses, deadline)) {
            throw LedgerUnavailable.forNow("DynamoDB did not give all entries of the ledger in time");
        }
        KeysAndAttributes keys =
                KeysAndAttributes.builder().keys(open).consistentRead(true).build();
        return calls.make(
                deadline,
                (dynamo, limit) -> dynamo.batchGetItem(
                        request -> request.requestItems(Map.of(table, keys)).overrideConfiguration(limit)));
    }

    private List<Map<String, AttributeValue>> left(BatchGetItemResponse answer) {
        KeysAndAttributes left = answer.unprocessedKeys().get(table);
        return left == null ? List.of() : left.keys();
    }
}
