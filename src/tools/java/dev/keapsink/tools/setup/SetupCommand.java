package dev.keapsink.tools.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.app.StreamsSetting;
import dev.keapsink.record.ObjectType;
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
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run setup}. */
@Command(
        name = "setup",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Makes the custom fields that hold the records' keys: one text field each of companies, opportunities, orders,"
                    + " notes and tasks, as far as the sink writes them. It reads first, says what it is about to make, and"
                    + " asks.",
            ""
        },
        footer = {
            "",
            "The account is that of KEAP_SINK_API_KEY (or of KEAP_SINK_CREDENTIALS_FILE or"
                    + " KEAP_SINK_CREDENTIALS_PARAMETER, for what ./run authorize wrote), at KEAP_SINK_BASE_URL (default:"
                    + " https://api.infusionsoft.com/crm/rest), with the key in the header KEAP_SINK_API_KEY_HEADER"
                    + " (X-Keap-API-Key, or Authorization). KEAP_SINK_KEY_FIELD is the fields' label.",
            "",
            "Exit code: 0 when every field is there, 1 when one is not, 2 for a wrong option."
        })
public final class SetupCommand implements Callable<Integer> {

    /** Set by the launcher: System.console() does not tell a terminal from a pipe on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--streams",
            paramLabel = "LIST",
            description = "The streams that the sink writes, with commas; else those of KEAP_SINK_STREAMS.")
    private @Nullable String streams;

    @Option(names = "--yes", description = "Do not ask before writing.")
    private boolean yes;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new SetupCommand(), AccountException.class, args);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> environment = System.getenv();
        Set<ObjectType> types = types(environment);
        String label = label(environment);
        Optional<BufferedReader> terminal =
                TERMINAL ? Optional.of(new BufferedReader(new InputStreamReader(System.in, UTF_8))) : Optional.empty();
        try (Keap keap = new Keap(
                KeapAccess.from(LocalCredential.inVariable(environment)),
                InstantSource.system(),
                Sleeper.SYSTEM,
                out::println)) {
            return new KeyFieldSetup(keap, label, new Consent(terminal, yes), out).run(types)
                    ? Commands.DONE
                    : Commands.FAILED;
        }
    }

    private Set<ObjectType> types(Map<String, String> environment) {
        try {
            return streams == null ? StreamsSetting.types(environment) : StreamsSetting.parsed(streams);
        } catch (IllegalArgumentException e) {
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }

    private static String label(Map<String, String> environment) {
        try {
            return StreamsSetting.keyField(environment);
        } catch (IllegalArgumentException e) {
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }
}
