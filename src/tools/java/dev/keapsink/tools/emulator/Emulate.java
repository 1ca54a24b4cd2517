package dev.keapsink.tools.emulator;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./run emulate}, which the list of tasks leaves out: it is for scripts. It serves until the process
 * that started it ends.
 */
@Command(
        name = "emulate",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs deployed functions for an emulator of AWS that does not, beside a simulated Keap account.",
            "",
            "Prints two lines: the address for AWS_ENDPOINT_URL_LAMBDA, and the address of Keap's REST API."
        })
public final class Emulate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--aws",
            paramLabel = "URL",
            required = true,
            description = "The emulator of AWS that has the functions, their queues and parameters.")
    private URI aws;

    @Option(names = "--region", paramLabel = "NAME", required = true, description = "The region of the functions.")
    private String region;

    @Option(
            names = "--zip",
            paramLabel = "FILE",
            required = true,
            description = "The functions' package. It may be built later.")
    private Path zip;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "The folder for the unpacked package and the functions' logs. Default: target/local/emulate")
    private Path work = Workspace.folder().resolve("emulate");

    @Option(
            names = "--keap-key",
            paramLabel = "KEY",
            required = true,
            description = "The API key that the simulated account accepts.")
    private String key;

    @Option(names = "--keap-tag", paramLabel = "ID=NAME", description = "A tag of the account; may be repeated.")
    private Map<Long, String> tags = Map.of();

    @Option(names = "--keap-contact-type", paramLabel = "TYPE", description = "A contact type; may be repeated.")
    private List<String> contactTypes = List.of();

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new Emulate(), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(work);
        Consumer<String> log = System.err::println;
        EmulatedAws emulator = new EmulatedAws(aws, region);
        try (SimulatorServer keap = SimulatorServer.start(account());
                Functions functions = new Functions(emulator, keap.baseUri(), zip, work.toAbsolutePath());
                Mappings mappings =
                        new Mappings(mapping -> Poller.start(mapping, emulator.endpoint(), functions, log));
                LambdaServer lambda = LambdaServer.start(emulator, functions, mappings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(functions::close));
            PrintWriter out = spec.commandLine().getOut();
            out.println(lambda.endpoint());
            out.println(keap.baseUri());
            out.flush();
            ProcessHandle.current().parent().map(ProcessHandle::onExit).ifPresent(exit -> exit.join());
        }
        return 0;
    }

    private KeapSimulator account() {
        KeapSimulator keap = new KeapSimulator(Quota.KEAP_API_KEY, InstantSource.system());
        keap.acceptKey(key);
        tags.forEach(keap::addTag);
        keap.contactTypes(contactTypes.toArray(String[]::new));
        return keap;
    }
}
