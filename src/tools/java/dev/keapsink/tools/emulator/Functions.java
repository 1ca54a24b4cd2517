package dev.keapsink.tools.emulator;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.ExecutionEnvironment;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.local.RuntimeClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the packaged functions with the variables that they are deployed with, and with nothing of this process's
 * environment. A function has one environment, and gets a new one when its configuration has changed.
 */
final class Functions implements Invoker, AutoCloseable {
    private final EmulatedAws aws;
    private final URI keap;
    private final Path zip;
    private final Path work;
    private final Map<String, Running> running = new HashMap<>();

    private record Running(DeployedFunction function, ExecutionEnvironment environment) {}

    /**
     * Prepares the functions; each starts with its first invocation.
     *
     * @param keap where Keap is for a function that is deployed without an address of Keap
     * @param zip the package, which may not be built yet
     * @param work the folder for the unpacked package and the logs
     */
    Functions(EmulatedAws aws, URI keap, Path zip, Path work) {
        this.aws = aws;
        this.keap = keap;
        this.zip = zip;
        this.work = work;
    }

    @Override
    public InvocationResult invoke(String function, String payload) throws InterruptedException {
        try {
            return environment(aws.function(function)).invoke(payload);
        } catch (IOException e) {
            throw new CommandFailure("Cannot run the function %s: %s".formatted(function, e.getMessage()), e);
        }
    }

    private synchronized ExecutionEnvironment environment(DeployedFunction function) throws IOException {
        Running before = running.get(function.name());
        if (before != null && before.function.equals(function)) {
            return before.environment;
        }
        if (before != null) {
            before.environment.close();
        }
        function.checkAgainst(zip);
        FunctionPackage unpacked = FunctionPackage.unpack(zip, work.resolve("function-" + function.name()));
        var template = new ExecutionEnvironment.Template(
                unpacked, RuntimeClient.forThisSystem(), variables(function), function.timeout());
        ExecutionEnvironment environment = new ExecutionEnvironment(template, work.resolve(function.name() + ".log"));
        running.put(function.name(), new Running(function, environment));
        return environment;
    }

    /** Returns the deployed variables, those that Lambda adds, and the way to the emulators. */
    private Map<String, String> variables(DeployedFunction function) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION", function.region(),
                "AWS_DEFAULT_REGION", function.region(),
                "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                "AWS_ACCESS_KEY_ID", "emulator",
                "AWS_SECRET_ACCESS_KEY", "emulator",
                "AWS_ENDPOINT_URL", aws.endpoint().toString(),
                "KEAP_SINK_BASE_URL", keap.toString()));
        variables.putAll(function.variables());
        return variables;
    }

    @Override
    public synchronized void close() {
        running.values().forEach(each -> each.environment.close());
        running.clear();
    }
}
