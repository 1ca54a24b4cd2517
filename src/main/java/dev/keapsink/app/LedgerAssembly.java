package dev.keapsink.app;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTableLookUp;
import dev.keapsink.aws.TableTime;
import dev.keapsink.check.LedgerChecks;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Builds the ledger and its checks, if the settings name a table. */
final class LedgerAssembly {

    private static final Logger LOG = Logger.getLogger(LedgerAssembly.class);

    /** The key of an entry that never exists: keys of records have another form. */
    private static final LedgerKey WARM_UP = new LedgerKey("start");

    private final LedgerSettings settings;
    private final Supplier<DynamoDbClient> dynamo;
    private final Clock clock;
    private final TableTime time;
    private final Backoff backoff;

    /**
     * @param dynamo the client; made on first use, because making it slows the start-up; never made without a table
     */
    LedgerAssembly(LedgerSettings settings, Supplier<DynamoDbClient> dynamo, Clock clock, DoubleSupplier chance) {
        this.settings = settings;
        this.dynamo = dynamo;
        this.clock = clock;
        this.time = new TableTime(clock, LOG::warn);
        this.backoff = new Backoff(chance);
    }

    Optional<Ledger> ledger() {
        return settings.table()
                .map(name -> new Ledger(
                        table(name),
                        settings.key(),
                        settings.retention(),
                        () -> UUID.randomUUID().toString()));
    }

    /**
     * Makes the first call to the ledger's table, if there is one, by reading an entry that never exists. The first
     * call of a process takes a second or more, and a batch's own call may take three at most. A failure is logged
     * only.
     */
    void warmUp() {
        try {
            settings.table()
                    .ifPresent(name -> table(name)
                            .read(List.of(WARM_UP), Deadline.in(LedgerTable.Timeouts.STANDARD.inAll(), clock)));
        } catch (LedgerUnavailable e) {
            LOG.warnf("%s. It is asked again when a batch needs it.", e.getMessage());
        }
    }

    LedgerChecks checks(Function<Deadline, String> account) {
        return new LedgerChecks(
                settings.table()
                        .map(name -> new LedgerChecks.Deployed(
                                new LedgerTableLookUp(dynamo, name, table(name), LedgerTable.Timeouts.STANDARD),
                                settings.key().isPresent(),
                                settings.retention())),
                account);
    }

    private LedgerTable table(String name) {
        return new LedgerTable(
                () -> time.setBy(dynamo.get()), name, LedgerTable.Timeouts.STANDARD, time, Sleeper.SYSTEM, backoff);
    }
}
