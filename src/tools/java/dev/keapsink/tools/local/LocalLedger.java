package dev.keapsink.tools.local;

import java.util.Map;

/** The ledger's table on DynamoDB Local, in a process beside this one. */
public final class LocalLedger implements AutoCloseable {
    private static final String TABLE = "keap-sink-ledger";

    private final DynamoDbLocal dynamo;

    private LocalLedger(DynamoDbLocal dynamo) {
        this.dynamo = dynamo;
    }

    /** Starts with an empty table, which takes some seconds. */
    public static LocalLedger start() {
        DynamoDbLocal dynamo = DynamoDbLocal.start();
        dynamo.createLedger(TABLE);
        return new LocalLedger(dynamo);
    }

    /** What the function has to be told. */
    public Map<String, String> variables() {
        return Map.of(
                "KEAP_SINK_LEDGER_TABLE",
                TABLE,
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamo.endpoint().toString());
    }

    /** How many contacts it remembers. */
    public int entries() {
        return dynamo.client().scan(request -> request.tableName(TABLE)).count();
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
