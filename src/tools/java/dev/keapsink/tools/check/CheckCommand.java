package dev.keapsink.tools.check;

import dev.keapsink.credential.GrantStore;
import dev.keapsink.tools.common.AwsLogin;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.records.MappingInEffect;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/** The command {@code ./run check}: runs the function's check of a configuration, and previews a file's records. */
@Command(
        name = "check",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Checks your configuration against your Keap account and your queues with the packaged function"
                    + " (target/function.zip), and previews records. It writes nothing.",
            ""
        },
        footer = {
            "",
            "It uses the KEAP_SINK_ and AWS_ variables of your environment, as the deployed function has them. It"
                    + " needs at least KEAP_SINK_API_KEY, or KEAP_SINK_CREDENTIALS_FILE with the file that"
                    + " ./run authorize wrote.",
            "",
            "Exit code: 0 when all is well, 1 when a check fails, a line cannot be sent or a record would come again, 2 for a"
                    + " wrong option, 3 when all else is well but records will be rejected."
        })
public final class CheckCommand implements Callable<Integer> {
    private static final Path WORK = Workspace.folder();
    private static final int MOST_PREVIEWED = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--records",
            paramLabel = "FILE",
            description = "Preview the first 100 records of a file, and look in the whole file for lines that cannot be"
                    + " sent. NDJSON (one record a line), or CSV with a header row.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print the whole report as JSON.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new CheckCommand(), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MappingInEffect mapping = MappingInEffect.of(System.getenv());
        FileScan scan = file == null ? FileScan.none(mapping) : FileScan.of(file, MOST_PREVIEWED, mapping);
        FunctionPackage function = FunctionPackage.unpack(
                Workspace.function(), WORK.resolve("function").toAbsolutePath());
        CheckResult result = check(function, scan.bodies());
        scan.answered(result);
        print(result, scan, spec.commandLine().getOut());
        return result.exitCode(scan);
    }

    private void print(CheckResult result, FileScan scan, PrintWriter out) {
        if (json) {
            result.printJson(out, scan);
        } else {
            scan.printNotes(out);
            result.print(out, scan.previewed());
            scan.print(out);
        }
        out.flush();
    }

    private CheckResult check(FunctionPackage function, List<String> bodies) throws IOException, InterruptedException {
        Map<String, String> variables =
                AwsLogin.handOver(variables(System.getenv()), ProfileCredentialsProvider.create());
        Path log = WORK.resolve("check-function.log");
        String credentialFile = variables.remove(LocalCredential.FILE);
        // A credential in a parameter is read by the function itself, as the deployed one does.
        if (credentialFile == null || credentialFile.isBlank()) {
            return new CheckRun(function, variables, log).run(bodies);
        }
        GrantStore store = LocalCredential.store(System.getenv()).orElseThrow();
        try (LocalCredential credential =
                LocalCredential.serve(store, System.getenv(), spec.commandLine().getErr())) {
            variables.putAll(credential.variables());
            // They sign the requests to this process, which never leave the machine.
            variables.putIfAbsent("AWS_REGION", "us-east-1");
            variables.putIfAbsent("AWS_ACCESS_KEY_ID", "local");
            variables.putIfAbsent("AWS_SECRET_ACCESS_KEY", "local");
            return new CheckRun(function, variables, log).run(bodies);
        }
    }

    /** The variables that a deployed function has, too: its own, and those that the AWS SDK reads. */
    static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables
                .keySet()
                .removeIf(name -> !name.startsWith("KEAP_SINK_") && !name.startsWith("AWS_") && !name.equals("HOME"));
        return variables;
    }
}
