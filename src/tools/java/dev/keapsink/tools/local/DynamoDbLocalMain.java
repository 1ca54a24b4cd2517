package dev.keapsink.tools.local;

/**
 * The main class in the process of {@link DynamoDbLocal}. Its server ends when its standard input does, and so when the
 * process that started it ends. Its class path is that of DynamoDB Local, so it uses nothing else but the JDK.
 */
final class DynamoDbLocalMain {

    /** The line that the process prints when the server answers. */
    static final String READY = "DynamoDB Local is ready";

    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbLocalMain() {}

    /** Starts the server on the port that the only argument names. */
    public static void main(String[] args) throws Exception {
        String[] options = {"-inMemory", "-disableTelemetry", "-port", args[0]};
        Object server = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) options);
        server.getClass().getMethod("start").invoke(server);
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // The input is ignored; only its end counts.
        }
        System.exit(0);
    }
}
