package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.check.LedgerLookUp.Expiry;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.FaultyDynamoDb;
import dev.keapsink.support.FaultyDynamoDb.Mishap;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LedgerTableLookUpTest {

    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();
    private static final Timeouts PATIENT = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final FaultyDynamoDb dynamo = FaultyDynamoDb.before(DYNAMO.endpoint());
    private final DynamoDbClient client = DynamoDbLocal.client(dynamo.endpoint());
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    private final String table = "lookup-" + UUID.randomUUID();
    private final VirtualTime time = new VirtualTime();
    private final LedgerTableLookUp lookUp = new LedgerTableLookUp(
            () -> client,
            table,
            new LedgerTable(() -> client, table, PATIENT, time, time, new Backoff(() -> 0.5)),
            PATIENT);

    @AfterEach
    void stop() {
        client.close();
        dynamo.close();
    }

    @Test
    void findsATableAsItShouldBeAndLeavesItEmpty() {
        DYNAMO.createLedger(table);

        lookUp.tryOut(deadline);

        assertThat(lookUp.expiry(deadline)).isEqualTo(new Expiry("expires_at", Optional.of("expires_at")));
        assertThat(DYNAMO.client().scan(request -> request.tableName(table)).items())
                .isEmpty();
    }

    @Test
    void findsATableWithoutExpiry() {
        DYNAMO.create(table, "pk");

        assertThat(lookUp.expiry(deadline)).isEqualTo(new Expiry("expires_at", Optional.empty()));
    }

    @Test
    void findsNoTable() {
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> lookUp.tryOut(deadline))
                .withMessageContaining("create in this AWS account and region the table");
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> lookUp.expiry(deadline))
                .withMessageContaining("create in this AWS account and region the table");
    }

    @Test
    void findsOutWhoMayReadButNotWrite() {
        DYNAMO.createLedger(table);
        dynamo.next(1, new Mishap.Altered(UnaryOperator.identity()));
        dynamo.next(1, new Mishap.Refused(400, "AccessDeniedException"));

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> lookUp.tryOut(deadline))
                .withMessageContaining("dynamodb:PutItem");
        assertThat(dynamo.asked()).containsExactly("BatchGetItem", "PutItem");
    }
}
