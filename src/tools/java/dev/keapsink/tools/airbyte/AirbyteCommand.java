package dev.keapsink.tools.airbyte;

import dev.keapsink.tools.common.Commands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./run airbyte}: the sink as a destination of Airbyte's protocol. */
@Command(
        name = "airbyte",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "A destination of Airbyte's protocol, which writes the streams of a source to your Keap account. Standard"
                    + " output holds the protocol's messages alone.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when everything is settled (check: whatever it finds), 1 when it is not, 2 for a wrong option,"
                    + " 143 when it was asked to end and has returned the states of what is settled."
        })
public final class AirbyteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "spec|check|discover|write",
            description =
                    "spec: what the destination can do, and its settings; check: whether the settings work;"
                            + " discover: the objects and fields of your Keap account; write: write the messages on standard input.")
    private @Nullable Verb verb;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings, as a JSON document.")
    private @Nullable Path config;

    @Option(names = "--catalog", paramLabel = "FILE", description = "The configured catalog of a write.")
    private @Nullable Path catalog;

    @Option(names = "--spec", hidden = true)
    private boolean specOption;

    @Option(names = "--check", hidden = true)
    private boolean checkOption;

    @Option(names = "--discover", hidden = true)
    private boolean discoverOption;

    @Option(names = "--write", hidden = true)
    private boolean writeOption;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** The commands of the protocol, spelt as on the command line. */
    enum Verb {
        spec,
        check,
        discover,
        write
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new AirbyteCommand(), SyncFailure.class, args);
    }

    @Override
    public Integer call() throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Output out = new Output(new FileOutputStream(FileDescriptor.out), Optional.empty(), clock);
        // Whatever else prints must not end among the messages.
        System.setOut(System.err);
        ProtocolLog.install(out);
        Actions actions = new Actions(out, clock, System.getenv());
        return switch (chosen()) {
            case spec -> actions.spec();
            case check -> actions.check(needed(config, "--config"));
            case discover -> actions.discover(needed(config, "--config"));
            case write -> actions.write(needed(config, "--config"), needed(catalog, "--catalog"), System.in);
        };
    }

    /** Airbyte's own destinations take the command as an option, too. */
    private Verb chosen() {
        return Stream.of(
                        Optional.ofNullable(verb),
                        when(specOption, Verb.spec),
                        when(checkOption, Verb.check),
                        when(discoverOption, Verb.discover),
                        when(writeOption, Verb.write))
                .flatMap(Optional::stream)
                .reduce((one, other) -> {
                    throw misused("Give one of spec, check, discover and write, and not several.");
                })
                .orElseThrow(() -> misused("Give one of spec, check, discover and write."));
    }

    private static Optional<Verb> when(boolean given, Verb verb) {
        return given ? Optional.of(verb) : Optional.empty();
    }

    private Path needed(@Nullable Path file, String option) {
        if (file == null) {
            throw misused("%s needs the option %s with a file.".formatted(chosen(), option));
        }
        return file;
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
