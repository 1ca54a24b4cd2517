package dev.keapsink.aws;

import dev.keapsink.check.LedgerLookUp;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Asks DynamoDB about the ledger's table. */
public final class LedgerTableLookUp implements LedgerLookUp {

    /** Nobody's: keys of records have another form. */
    private static final LedgerKey NOBODY = new LedgerKey("check");

    /** Never true, so that nothing is written; but who may not write is refused before that is found out. */
    private static final String NEVER =
            "attribute_exists(%1$s) AND attribute_not_exists(%1$s)".formatted(LedgerItem.KEY);

    private final Supplier<DynamoDbClient> dynamo;
    private final String table;
    private final LedgerTable ledger;
    private final LedgerTable.Timeouts timeouts;

    /**
     * @param dynamo asked for on first use, because making the client costs time at start-up
     * @param ledger the same table
     */
    public LedgerTableLookUp(
            Supplier<DynamoDbClient> dynamo, String table, LedgerTable ledger, LedgerTable.Timeouts timeouts) {
        this.dynamo = dynamo;
        this.table = table;
        this.ledger = ledger;
        this.timeouts = timeouts;
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public void tryOut(Deadline deadline) {
        ledger.read(List.of(NOBODY), deadline).all();
        try {
            dynamo.get()
                    .putItem(request -> request.tableName(table)
                            .item(LedgerItem.key(NOBODY))
                            .conditionExpression(NEVER)
                            .overrideConfiguration(timeouts.until(deadline.within(timeouts.inAll()))));
        } catch (ConditionalCheckFailedException expected) {
            // So it may be written.
        } catch (SdkException e) {
            throw LedgerErrors.unreadable(e);
        }
    }

    @Override
    public Expiry expiry(Deadline deadline) {
        try {
            TimeToLiveDescription expiry = dynamo.get()
                    .describeTimeToLive(request -> request.tableName(table)
                            .overrideConfiguration(timeouts.until(deadline.within(timeouts.inAll()))))
                    .timeToLiveDescription();
            boolean on = expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                    || expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
            return new Expiry(LedgerItem.EXPIRES, on ? Optional.ofNullable(expiry.attributeName()) : Optional.empty());
        } catch (SdkException e) {
            throw LedgerErrors.unreadable(e);
        }
    }
}
