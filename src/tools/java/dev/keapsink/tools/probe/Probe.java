package dev.keapsink.tools.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.keap.Consent;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.KeapAccess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run probe}. */
@Command(
        name = "probe",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Finds out how your Keap account treats upserts, lists, custom fields and emptied values, on a test contact that"
                    + " it deletes again, and prints the settings that the sink needs.",
            ""
        },
        footer = {
            "",
            "The account is that of KEAP_SINK_API_KEY (or of KEAP_SINK_CREDENTIALS_FILE or"
                    + " KEAP_SINK_CREDENTIALS_PARAMETER, for what ./run authorize wrote), at KEAP_SINK_BASE_URL (default:"
                    + " https://api.infusionsoft.com/crm/rest), with the key in the header KEAP_SINK_API_KEY_HEADER"
                    + " (X-Keap-API-Key, or Authorization).",
            "",
            "About a hundred calls, under three a second. It reads first, says what it is about to write, and asks.",
            "",
            "Exit code: 0 when the probe went through, 1 when it could not or left something behind, 2 for a wrong option."
        })
public final class Probe implements Callable<Integer> {

    /** Set by the launcher: System.console() does not tell a terminal from a pipe on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @Option(names = "--yes", description = "Do not ask before writing.")
    private boolean yes;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report to this file, too, as JSON.")
    private @Nullable Path json;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new Probe(), AccountException.class, args);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<BufferedReader> terminal =
                TERMINAL ? Optional.of(new BufferedReader(new InputStreamReader(System.in, UTF_8))) : Optional.empty();
        String token = UUID.randomUUID().toString().substring(0, 13);
        try (Keap keap = new Keap(
                KeapAccess.from(LocalCredential.inVariable(System.getenv())),
                InstantSource.system(),
                Sleeper.SYSTEM,
                out::println)) {
            ProbeRun run = new ProbeRun(keap, token, new Consent(terminal, yes), Shutdown.hooked(), out);
            return run.run(Optional.ofNullable(json)) ? 0 : 1;
        }
    }
}
