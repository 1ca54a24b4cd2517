package dev.keapsink.tools.bench;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.local.DestinationProcess;
import dev.keapsink.tools.local.ExecutionEnvironment;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.RuntimeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the measurements their means: the packaged function, simulated Keap accounts, and the amount of work. */
final class BenchContext {
    /** Limits at which no call of the function waits. */
    private static final int LIFTED_SPIKE_LIMIT = 1_000_000;

    private static final int LIFTED_MINUTE_LIMIT = 10_000_000;
    private static final int NO_SPIKE_ARREST = Integer.MAX_VALUE;

    /** The longest timeout of Lambda. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final FunctionPackage function;
    private final KeapProcess keap;
    private final Effort effort;
    private final Map<String, String> environment;
    private final Path logs;
    private final AtomicInteger functions = new AtomicInteger();

    /**
     * Prepares measurements of one package.
     *
     * @param environment variables that every function gets besides its settings
     * @param logs the folder for the logs of the functions
     */
    BenchContext(
            FunctionPackage function, KeapProcess keap, Effort effort, Map<String, String> environment, Path logs) {
        this.function = function;
        this.keap = keap;
        this.effort = effort;
        this.environment = environment;
        this.logs = logs;
    }

    Effort effort() {
        return effort;
    }

    /** Opens an account that refuses no call. */
    KeapProcess.Account account() throws IOException, InterruptedException {
        return keap.open(NO_SPIKE_ARREST, LIFTED_MINUTE_LIMIT);
    }

    /** Opens an account with a quota; see {@link KeapProcess#open}. */
    KeapProcess.Account account(int perSecond, int perMinute) throws IOException, InterruptedException {
        return keap.open(perSecond, perMinute);
    }

    /** Returns a function for one account, not started yet, with one tag for every contact and the limits lifted. */
    MeasuredFunction function(KeapProcess.Account account) throws IOException {
        return function(account, Map.of());
    }

    /**
     * Starts a sync of the packed Airbyte destination for one account, with one tag for every contact and the limits
     * lifted. Its stream is called {@code leads}.
     *
     * @param variables of the process
     */
    MeasuredSync sync(KeapProcess.Account account, Map<String, String> variables) throws IOException {
        Path tools = tools();
        Path config =
                Files.writeString(logs.resolve("config.json"), """
                {"credentials": {"auth_type": "api_key", "api_key": "%s"}, "tag_id": "%d"}
                """.formatted(KeapSimulator.API_KEY, KeapServer.TAG));
        Path catalog = Files.writeString(logs.resolve("catalog.json"), """
                {"streams": [{"stream": {"name": "leads", "json_schema": {"type": "object"}, "supported_sync_modes":
                 ["full_refresh"]}, "sync_mode": "full_refresh", "destination_sync_mode": "append"}]}
                """);
        Map<String, String> all = new HashMap<>(Map.of(
                "KEAP_SINK_BASE_URL", account.baseUrl(),
                "KEAP_SINK_SPIKE_LIMIT", String.valueOf(LIFTED_SPIKE_LIMIT),
                "KEAP_SINK_MINUTE_LIMIT", String.valueOf(LIFTED_MINUTE_LIMIT)));
        all.putAll(environment);
        all.putAll(variables);
        var sync = new DestinationProcess.Sync(config, catalog, Map.copyOf(all), logs.resolve("destination.log"));
        return new MeasuredSync(DestinationProcess.start(tools, sync), sync);
    }

    /** Unpacks the tools' zip, and returns the folder. */
    Path tools() throws IOException {
        return FunctionPackage.unpack(
                        Workspace.inCheckout("target/keap-sink-tools.zip").toAbsolutePath(), logs.resolve("tools"))
                .root();
    }

    /** Returns the folder for logs and other files of measurements. */
    Path logs() {
        return logs;
    }

    /** Returns the variables with which a command calls an account of any quota without waiting. */
    static Map<String, String> lifted(String baseUrl) {
        return Map.of(
                "KEAP_SINK_BASE_URL",
                baseUrl,
                "KEAP_SINK_API_KEY",
                KeapSimulator.API_KEY,
                "KEAP_SINK_SPIKE_LIMIT",
                String.valueOf(LIFTED_SPIKE_LIMIT),
                "KEAP_SINK_MINUTE_LIMIT",
                String.valueOf(LIFTED_MINUTE_LIMIT));
    }

    /** Returns such a function with some settings of its own. */
    MeasuredFunction function(KeapProcess.Account account, Map<String, String> settings) throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of(
                "KEAP_SINK_BASE_URL", account.baseUrl(),
                "KEAP_SINK_API_KEY", KeapSimulator.API_KEY,
                "KEAP_SINK_TAG_IDS", String.valueOf(KeapServer.TAG),
                "KEAP_SINK_SPIKE_LIMIT", String.valueOf(LIFTED_SPIKE_LIMIT),
                "KEAP_SINK_MINUTE_LIMIT", String.valueOf(LIFTED_MINUTE_LIMIT),
                "KEAP_SINK_MAX_CONCURRENCY", "1",
                "KEAP_SINK_TIMEOUT", TIMEOUT.toString(),
                "AWS_REGION", "us-east-1"));
        variables.putAll(settings);
        variables.putAll(environment);
        var template = new ExecutionEnvironment.Template(
                function, RuntimeClient.forThisSystem(), Map.copyOf(variables), TIMEOUT);
        return new MeasuredFunction(template, logs.resolve("function-%d.log".formatted(functions.incrementAndGet())));
    }
}
