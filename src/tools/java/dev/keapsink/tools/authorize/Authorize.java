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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
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

    /** Set by the run script, which can tell; System.console() cannot on every JDK. */
    private static final boolean TERMINAL = Boolean.getBoolean("keapsink.terminal");

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Place place;

    /** Where the tokens go. */
    private static final class Place {
        @Option(
                names = "--parameter",
                paramLabel = "NAME",
                description = "Keep the tokens in this parameter of Parameter Store (a SecureString), which is made if"
                        + " it is not there.")
        private String parameter;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Keep the tokens in this file, which only you can read. For KEAP_SINK_CREDENTIALS_FILE.")
        private Path file;

        GrantStore store() {
            return file == null
                    ? LocalCredential.parameter(Variables.noSecret("--parameter", parameter))
                    : new CredentialFile(Path.of(Variables.noSecret("--file", file.toString())));
        }
    }

    @Option(names = "--client-id", paramLabel = "ID", description = "The OAuth2 client's id.")
    private String clientId;

    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "The redirect URI that is registered with the client. Nothing has to answer there.")
    private String redirectUri;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "An authorization code that you have already, or the address with it.")
    private String code;

    @Option(
            names = "--replace",
            description =
                    "Put the tokens in the place of whatever is there, an API key or other tokens, without asking.")
    private boolean replace;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    public static void main(String[] args) {
        Commands.run(new Authorize(), AccountException.class, args);
    }

    @Override
    public Integer call() {
        Questions questions = new Questions(
                new BufferedReader(new InputStreamReader(System.in, UTF_8)),
                spec.commandLine().getOut(),
                TERMINAL ? Optional.ofNullable(System.console()) : Optional.empty());
        GrantStore store = place.store();
        new Authorization(store, new AccountTokens(Addresses.from(System.getenv())), questions, Sleeper.SYSTEM)
                .run(
                        new Authorization.Given(
                                given(clientId, "KEAP_SINK_CLIENT_ID"),
                                given(null, "KEAP_SINK_CLIENT_SECRET"),
                                Optional.ofNullable(redirectUri),
                                Optional.ofNullable(code),
                                replace),
                        UUID.randomUUID().toString());
        questions
                .out()
                .println(
                        place.file == null
                                ? "Deploy with KEAP_SINK_CREDENTIALS_PARAMETER=%s, and the function refresh on a schedule."
                                        .formatted(place.parameter)
                                : "Use it with KEAP_SINK_CREDENTIALS_FILE=%s.".formatted(place.file));
        questions.out().flush();
        return 0;
    }

    private static Optional<String> given(String option, String variable) {
        return Optional.ofNullable(option)
                .filter(text -> !text.isBlank())
                .or(() -> Variables.secret(System.getenv(), variable));
    }
}
