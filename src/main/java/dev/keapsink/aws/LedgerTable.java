package dev.keapsink.aws;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
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
 * The ledger on DynamoDB. The table has the partition key {@code pk} (a string), no sort key, and its TTL on
 * {@code expires_at}. DynamoDB deletes late, some days at times, so an item whose time has come counts as absent and may be
 * replaced. So does one that this version cannot read, because it is damaged or a later version wrote it: its contact is
 * written as if there were no ledger, where the other way out, to stop, would have a roll-back end in a standstill. Threadsafe.
 */
public final class LedgerTable implements LedgerStore {

    private static final Logger LOG = Logger.getLogger(LedgerTable.class);

    /**
     * How long a read or a write may take.
     *
     * @param inAll with all repetitions; a read may go on for as long again whenever it got on
     * @param attempt until it is given up and made again; DynamoDB answers in milliseconds
     */
    public record Timeouts(Duration inAll, Duration attempt) {

        /** Room for a second attempt, even if the first one of a cold function is slow. */
        public static final Timeouts STANDARD = new Timeouts(Duration.ofSeconds(3), Duration.ofMillis(1500));

        AwsRequestOverrideConfiguration until(Deadline deadline) {
            // Time has passed since somebody looked; the SDK takes no zero.
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
     * @param dynamo asked for on first use, because making the client costs time at start-up
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
    public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
        List<LedgerKey> asked = keys.stream().distinct().toList();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<LedgerKey, LedgerUnreadable> unread = new HashMap<>();
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
        // A put that was repeated because its answer was lost meets what it has stored.
        return there.filter(other -> !LedgerItem.hasSameRevision(other, item)).map(other -> new Other(live(other)));
    }

    /** Stores an item on a condition; if that is not met, returns what is there, which is empty if nothing is. */
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
