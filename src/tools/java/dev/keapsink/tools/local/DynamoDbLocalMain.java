package dev.keapsink.tools.local;

/**
 * The process of {@link DynamoDbLocal}: a server that ends when whoever started it does. Its class path is DynamoDB Local's
 * own, so it may use nothing but the JDK.
 */
final class DynamoDbLocalMain {

    static final String READY = "DynamoDB Local is ready";

    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbLocalMain() {}

    public static void main(String[] args) throws Exception {
        String[] options = {"-inMemory", "-disableTelemetry", "-port", args[0]};
        Object server = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) options);
        server.getClass().getMethod("start").invoke(server);
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is said; only the end of it matters.
        }
        System.exit(0);
    }
}
