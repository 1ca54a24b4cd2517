package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.keapsink.support.FaultyDynamoDb;
import dev.keapsink.support.FaultyDynamoDb.Mishap;
import dev.keapsink.support.LogLines;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LedgerAssemblyTest {

    private static final Duration A_MONTH = Duration.ofDays(30);

    @Test
    void withoutATableNothingIsMadeAndNobodyIsAsked() {
        LedgerAssembly none = new LedgerAssembly(
                new LedgerSettings(Optional.empty(), A_MONTH, Optional.empty()),
                () -> {
                    throw new AssertionError("A client costs time at start-up");
                },
                Clock.systemUTC(),
                () -> 0.5);

        assertThatNoException().isThrownBy(none::warmUp);
        assertThat(none.ledger()).isEmpty();
        assertThatNoException().isThrownBy(() -> none.checks(deadline -> "ab123"));
    }

    @Test
    void aTableIsAskedAtTheStart() {
        String table = "assembly-" + UUID.randomUUID();
        DynamoDbLocal.shared().createLedger(table);
        try (FaultyDynamoDb dynamo =
                        FaultyDynamoDb.before(DynamoDbLocal.shared().endpoint());
                DynamoDbClient client = DynamoDbLocal.client(dynamo.endpoint())) {
            assembly(table, client).warmUp();

            assertThat(dynamo.asked()).isNotEmpty().containsOnly("BatchGetItem");
            assertThat(assembly(table, client).ledger()).isPresent();
        }
    }

    @Test
    void aTableThatCannotBeReadStopsNoStart() {
        try (FaultyDynamoDb dynamo =
                        FaultyDynamoDb.before(DynamoDbLocal.shared().endpoint());
                DynamoDbClient client = DynamoDbLocal.client(dynamo.endpoint());
                LogLines lines = new LogLines()) {
            // The first call of a process is slow.
            client.listTables();
            dynamo.next(10, new Mishap.Refused(400, "AccessDeniedException"));

            assembly("contacts", client).warmUp();

            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .startsWith("The ledger cannot be used (AccessDeniedException); ")
                    .endsWith(". It is asked again when a batch needs it.");
        }
    }

    private static LedgerAssembly assembly(String table, DynamoDbClient client) {
        return new LedgerAssembly(
                new LedgerSettings(Optional.of(table), A_MONTH, Optional.empty()),
                () -> client,
                Clock.systemUTC(),
                () -> 0.5);
    }
}
