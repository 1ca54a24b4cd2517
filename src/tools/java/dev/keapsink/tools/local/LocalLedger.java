package dev.keapsink.tools.local;

import java.util.Map;

/** The ledger's table on DynamoDB Local, which runs in a process of its own. */
public final class LocalLedger implements AutoCloseable {
    private static final String TABLE = "keap-sink-ledger";

    private final DynamoDbLocal dynamo;

    private LocalLedger(DynamoDbLocal dynamo) {
        this.dynamo = dynamo;
    }

    /** Starts DynamoDB Local with an empty table, which takes some seconds. */
    public static LocalLedger start() {
        DynamoDbLocal dynamo = DynamoDbLocal.start();
        dynamo.createLedger(TABLE);
        return new LocalLedger(dynamo);
    }

    /** Returns the variables that direct the function to the table, by name. */
    public Map<String, String> variables() {
        return Map.of(
                "KEAP_SINK_LEDGER_TABLE",
                TABLE,
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamo.endpoint().toString());
    }

    /** Returns how many entries the table holds. */
    public int entries() {
        return dynamo.client().scan(request -> request.tableName(TABLE)).count();
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
