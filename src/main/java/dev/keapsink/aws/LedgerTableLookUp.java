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

/** Checks the ledger's table in DynamoDB, and changes nothing in it. */
public final class LedgerTableLookUp implements LedgerLookUp {

    /** The key of an entry that never exists: keys of records have another form. */
    private static final LedgerKey PROBE = new LedgerKey("check");

    /** Never true, so that nothing is written. DynamoDB checks the permission to write before this condition. */
    private static final String NEVER =
            "attribute_exists(%1$s) AND attribute_not_exists(%1$s)".formatted(LedgerItem.KEY);

    private final Supplier<DynamoDbClient> dynamo;
    private final String table;
    private final LedgerTable ledger;
    private final LedgerTable.Timeouts timeouts;

    /**
     * @param dynamo the client; made on first use, because making it slows the start-up
     * @param ledger the ledger in the same table
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
        ledger.read(List.of(PROBE), deadline).all();
        try {
            dynamo.get()
                    .putItem(request -> request.tableName(table)
                            .item(LedgerItem.key(PROBE))
                            .conditionExpression(NEVER)
                            .overrideConfiguration(timeouts.until(deadline.within(timeouts.inAll()))));
        } catch (ConditionalCheckFailedException expected) {
            // This caller may write to the table.
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
