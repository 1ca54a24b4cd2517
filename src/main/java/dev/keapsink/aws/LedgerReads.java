package dev.keapsink.aws;

import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads up to a hundred items at once. DynamoDB may answer a part of them only: one partition is throttled, or they are large.
 * As long as each answer brings something, the others are asked for again; what nothing is heard of any more stays unread. Threadsafe.
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
     * What was read.
     *
     * @param found the items that there are
     * @param unread the keys of which it is not known whether they have one, each with the reason
     */
    record Items(List<Map<String, AttributeValue>> found, Map<LedgerKey, LedgerUnreadable> unread) {}

    /**
     * Reads these items.
     *
     * @throws LedgerUnreadable if nothing is heard of any of them
     */
    Items of(List<LedgerKey> keys, Deadline deadline) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<LedgerKey, LedgerUnreadable> unread = new HashMap<>();
        List<Map<String, AttributeValue>> open =
                keys.stream().map(LedgerItem::key).toList();
        Deadline patience = deadline.within(timeouts.inAll());
        int vain = 0;
        try {
            while (!open.isEmpty()) {
                BatchGetItemResponse answer = answer(open, vain, patience);
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                List<Map<String, AttributeValue>> left = left(answer);
                boolean gotOn = left.size() < open.size();
                patience = gotOn ? deadline.within(timeouts.inAll()) : patience;
                vain = gotOn ? 1 : vain + 1;
                open = left;
            }
        } catch (LedgerUnreadable e) {
            if (open.size() == keys.size()) {
                throw e;
            }
            open.forEach(key -> unread.put(LedgerItem.keyOf(key), e));
        }
        return new Items(found, unread);
    }

    /**
     * Asks for items.
     *
     * @param vain the how-manieth pause comes before that since an answer brought something; 0 for none. DynamoDB asks not to be
     *     asked again at once
     */
    private BatchGetItemResponse answer(List<Map<String, AttributeValue>> open, int vain, Deadline deadline) {
        if (vain > 0 && !calls.hasPaused(vain, deadline)) {
            throw LedgerUnreadable.forNow("DynamoDB did not give all entries of the ledger in time");
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
