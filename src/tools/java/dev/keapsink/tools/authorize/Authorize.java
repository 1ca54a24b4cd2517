package dev.keapsink.tools.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.credential.GrantStore;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.AccountTokens;
import dev.keapsink.tools.common.Addresses;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.CredentialFile;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.common.Variables;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./run authorize}. */
@Command(
        name = "authorize",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Has you allow the sink to write to a Keap account with OAuth2, verifies what Keap answers, and keeps it in a"
                    + " parameter for the deployed functions, or in a file for runs on this machine.",
            ""
        },
        footer = {
            "",
            "You need an OAuth2 client of keys.developer.keap.com. Its id and secret are taken from KEAP_SINK_CLIENT_ID and"
                    + " KEAP_SINK_CLIENT_SECRET, else from what is stored already, else asked for. A parameter is written"
                    + " with your own AWS credentials and region.",
            "",
            "Exit code: 0 when the tokens are stored, 1 when not, 2 for a wrong option."
        })
public final class Authorize implements Callable<Integer> {

    /** Set by the launcher: System.console() does not tell a terminal from a pipe on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target;

    /** The store that the tokens go to; picocli demands exactly one of the two options. */
    private static final class Target {
        @Option(
                names = "--parameter",
                paramLabel = "NAME",
                description = "Keep the tokens in this parameter of Parameter Store (a SecureString), which is made if"
                        + " it is not there.")
        private @Nullable String parameter;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Keep the tokens in this file, which only you can read. For KEAP_SINK_CREDENTIALS_FILE.")
        private @Nullable Path file;

        GrantStore store() {
            return file == null
                    ? LocalCredential.parameter(Variables.noSecret("--parameter", requiredParameter()))
                    : new CredentialFile(Path.of(Variables.noSecret("--file", file.toString())));
        }

        String nextStep() {
            return file == null
                    ? "Deploy with KEAP_SINK_CREDENTIALS_PARAMETER=%s, and the function refresh on a schedule."
                            .formatted(requiredParameter())
                    : "Use it with KEAP_SINK_CREDENTIALS_FILE=%s.".formatted(file);
        }

        private String requiredParameter() {
            return Objects.requireNonNull(parameter, "picocli demands --parameter or --file");
        }
    }

    @Option(names = "--client-id", paramLabel = "ID", description = "The OAuth2 client's id.")
    private @Nullable String clientId;

    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "The redirect URI that is registered with the client. Nothing has to answer there.")
    private @Nullable String redirectUri;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "An authorization code that you have already, or the address with it.")
    private @Nullable String code;

    @Option(names = "--replace", description = "Replace an API key or other tokens in that place without asking.")
    private boolean replace;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new Authorize(), AccountException.class, args);
    }

    @Override
    public Integer call() {
        Prompts prompts = new Prompts(
                new BufferedReader(new InputStreamReader(System.in, UTF_8)),
                spec.commandLine().getOut(),
                TERMINAL ? Optional.ofNullable(System.console()) : Optional.empty());
        GrantStore store = target.store();
        new Authorization(store, new AccountTokens(Addresses.from(System.getenv())), prompts, Sleeper.SYSTEM)
                .run(
                        new Authorization.Choices(
                                given(clientId, "KEAP_SINK_CLIENT_ID"),
                                given(null, "KEAP_SINK_CLIENT_SECRET"),
                                Optional.ofNullable(redirectUri),
                                Optional.ofNullable(code),
                                replace),
                        UUID.randomUUID().toString());
        prompts.out().println(target.nextStep());
        prompts.out().flush();
        return 0;
    }

    private static Optional<String> given(@Nullable String option, String variable) {
        return Optional.ofNullable(option)
                .filter(text -> !text.isBlank())
                .or(() -> Variables.secret(System.getenv(), variable));
    }
}
