package dev.keapsink.aws;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Keeps the ledger in a DynamoDB table. The table has the partition key {@code pk} (a string), no sort key, and its TTL
 * on {@code expires_at}. DynamoDB may delete an expired item days late, so an expired item counts as absent and may be
 * replaced. So does an item that this version cannot read: it is damaged, or a later version wrote it. Its contact is
 * written as if there were no ledger. To stop instead would turn a roll-back into a standstill. Threadsafe.
 */
public final class LedgerTable implements LedgerStore {

    private static final Logger LOG = Logger.getLogger(LedgerTable.class);

    /**
     * Limits the time of a read or a write.
     *
     * @param inAll the time with all repetitions; every answer that brings items gives a read this time anew
     * @param attempt the time after which an attempt is given up and made again; DynamoDB answers in milliseconds
     */
    public record Timeouts(Duration inAll, Duration attempt) {

        /** Leaves time for a second attempt, even if the first one of a cold function is slow. */
        public static final Timeouts STANDARD = new Timeouts(Duration.ofSeconds(3), Duration.ofMillis(1500));

        AwsRequestOverrideConfiguration until(Deadline deadline) {
            // The time may have run out since the last check, and the SDK refuses zero.
            Duration left = deadline.left().plusMillis(1);
            return AwsRequestOverrideConfiguration.builder()
                    .apiCallTimeout(left)
                    .apiCallAttemptTimeout(left.compareTo(attempt) < 0 ? left : attempt)
                    .build();
        }
    }

    private final String table;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final LedgerCalls calls;
    private final LedgerReads reads;

    /**
     * @param dynamo the client; made on first use, because making it slows the start-up
     * @param clock the clock that all instances go by ({@link TableTime})
     */
    public LedgerTable(
            Supplier<DynamoDbClient> dynamo,
            String table,
            Timeouts timeouts,
            InstantSource clock,
            Sleeper sleeper,
            Backoff backoff) {
        this.table = table;
        this.timeouts = timeouts;
        this.clock = clock;
        this.calls = new LedgerCalls(dynamo, timeouts, sleeper, backoff);
        this.reads = new LedgerReads(calls, table, timeouts);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
        List<LedgerKey> asked = keys.stream().distinct().toList();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<LedgerKey, LedgerUnavailable> unread = new HashMap<>();
        for (int i = 0; i < asked.size(); i += MOST_KEYS) {
            LedgerReads.Items read = reads.of(asked.subList(i, Math.min(i + MOST_KEYS, asked.size())), deadline);
            items.addAll(read.found());
            unread.putAll(read.unread());
        }
        return new Entries(entries(items), unread);
    }

    private Map<LedgerKey, LedgerEntry> entries(List<Map<String, AttributeValue>> items) {
        Map<LedgerKey, LedgerEntry> entries = new HashMap<>();
        int unknown = 0;
        for (Map<String, AttributeValue> item : items) {
            Optional<LedgerEntry> entry = LedgerItem.entry(item);
            unknown += entry.isEmpty() ? 1 : 0;
            entry.filter(this::isLive).ifPresent(live -> entries.put(LedgerItem.keyOf(item), live));
        }
        if (unknown > 0) {
            LOG.warnf(
                    "The ledger has entries that are damaged or of a later version (%d); they count as absent",
                    unknown);
        }
        return entries;
    }

    @Override
    public Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        Deadline inAll = deadline.within(timeouts.inAll());
        Map<String, AttributeValue> item = LedgerItem.of(key, next);
        Optional<Map<String, AttributeValue>> there = put(
                item,
                read == null ? LedgerCondition.freeAt(clock.instant()) : LedgerCondition.stillAt(read.revision()),
                inAll);
        if (read == null && there.filter(other -> live(other).isEmpty()).isPresent()) {
            there = put(item, LedgerCondition.freeOrStill(there.get()), inAll);
        }
        // A put that is repeated after a lost answer finds the item that it stored itself.
        return there.filter(other -> !LedgerItem.hasSameRevision(other, item)).map(other -> new Other(live(other)));
    }

    /**
     * Stores an item on a condition.
     *
     * @return empty if the item is stored; otherwise the item that is stored instead, as an empty map if there is none
     */
    private Optional<Map<String, AttributeValue>> put(
            Map<String, AttributeValue> item, LedgerCondition condition, Deadline deadline) {
        return calls.make(deadline, (dynamo, limit) -> {
            try {
                dynamo.putItem(request ->
                        condition.on(request).tableName(table).item(item).overrideConfiguration(limit));
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(e.item());
            }
        });
    }

    private Optional<LedgerEntry> live(Map<String, AttributeValue> item) {
        return LedgerItem.entry(item).filter(this::isLive);
    }

    private boolean isLive(LedgerEntry entry) {
        return clock.instant().isBefore(entry.expiresAt());
    }
}
