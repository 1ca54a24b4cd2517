package dev.keapsink.tools.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.local.ExecutionEnvironment;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.local.RuntimeClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the packaged function as {@code check}, and invokes it once. */
final class CheckRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The deployed function's timeout by default. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final FunctionPackage function;
    private final Map<String, String> variables;
    private final Path log;

    CheckRun(FunctionPackage function, Map<String, String> variables, Path log) {
        this.function = function;
        this.variables = new HashMap<>(variables);
        this.variables.put("QUARKUS_FUNQY_EXPORT", "check");
        this.log = log;
    }

    /**
     * Checks the configuration, and previews some bodies of messages.
     *
     * @throws CommandFailure if the function does not start, fails or does not answer in time; the message says why
     */
    CheckResult run(List<String> bodies) throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("local", true);
        ArrayNode records = request.putArray("records");
        bodies.forEach(records::add);
        return run(request);
    }

    /**
     * Invokes the function with an event of its own form.
     *
     * @throws CommandFailure if the function does not start, fails or does not answer in time; the message says why
     */
    CheckResult run(ObjectNode event) throws IOException, InterruptedException {
        var template = new ExecutionEnvironment.Template(function, RuntimeClient.forThisSystem(), variables, TIMEOUT);
        try (ExecutionEnvironment environment = new ExecutionEnvironment(template, log)) {
            return switch (environment.invoke(JSON.writeValueAsString(event))) {
                case InvocationResult.Reply(String payload) -> new CheckResult(JSON.readTree(payload));
                case InvocationResult.FunctionError(String payload) ->
                    throw new CommandFailure("The check failed: %s%nIts log is %s.".formatted(payload, log));
                case InvocationResult.TimedOut(Duration timeout) ->
                    throw new CommandFailure(
                            "The check did not end within %s. Its log is %s.".formatted(Durations.human(timeout), log));
                case InvocationResult.Crashed(String reason) -> throw new CommandFailure(reason);
            };
        }
    }
}
