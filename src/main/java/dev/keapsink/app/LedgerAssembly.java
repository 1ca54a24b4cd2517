package dev.keapsink.app;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTableLookUp;
import dev.keapsink.check.LedgerChecks;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ledger, if the settings name a table. */
final class LedgerAssembly {

    private final LedgerSettings settings;
    private final Supplier<DynamoDbClient> dynamo;
    private final Clock clock;
    private final Backoff backoff;

    /**
     * @param dynamo asked for on first use, and never without a table, because making the client costs time at start-up
     */
    LedgerAssembly(LedgerSettings settings, Supplier<DynamoDbClient> dynamo, Clock clock, DoubleSupplier chance) {
        this.settings = settings;
        this.dynamo = dynamo;
        this.clock = clock;
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

    LedgerChecks checks() {
        return new LedgerChecks(settings.table()
                .map(name -> new LedgerTableLookUp(dynamo, name, table(name), LedgerTable.Limits.STANDARD)));
    }

    private LedgerTable table(String name) {
        return new LedgerTable(dynamo, name, LedgerTable.Limits.STANDARD, clock, Sleeper.SYSTEM, backoff);
    }
}
