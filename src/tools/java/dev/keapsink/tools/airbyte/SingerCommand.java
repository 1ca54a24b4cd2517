package dev.keapsink.tools.airbyte;

import dev.keapsink.tools.common.Commands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./run singer}: the sink as a target of the Singer specification. */
@Command(
        name = "singer",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "A Singer target: writes the records of a tap to your Keap account. Standard output holds states alone.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when everything is settled, 1 when it is not, 2 for a wrong option, 143 when asked to end."
        })
public final class SingerCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The settings, as a JSON document.")
    private Path config;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new SingerCommand(), SyncFailure.class, args);
    }

    @Override
    public Integer call() throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Output out = new Output(new FileOutputStream(FileDescriptor.out), Optional.of(System.err), clock);
        // Whatever else prints must not end among the states.
        System.setOut(System.err);
        ProtocolLog.install(out);
        return new Actions(out, clock, System.getenv()).singer(config, System.in);
    }
}
