package dev.keapsink.tools.ledger;

import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.common.Variables;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that choose the ledger's table, the Keap account and the stream. */
final class LedgerOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--tenant",
            required = true,
            paramLabel = "ACCOUNT",
            description = "The Keap account, as ./run check names it (account ...).")
    private String tenant;

    @Option(names = "--table", paramLabel = "NAME", description = "The ledger's table. Default: KEAP_SINK_LEDGER_TABLE")
    private @Nullable String table;

    @Option(
            names = "--stream",
            paramLabel = "S",
            defaultValue = "contacts",
            description = "The stream of the records. Default: ${DEFAULT-VALUE}")
    private String stream;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    String tenant() {
        return tenant;
    }

    String stream() {
        return stream;
    }

    /**
     * Returns the name of the table.
     *
     * @throws picocli.CommandLine.ParameterException if neither the option nor the variable names one
     */
    String table(Map<String, String> environment) {
        return Optional.ofNullable(table)
                .map(name -> Variables.noSecret("--table", name))
                .or(() -> Variables.read(environment, "KEAP_SINK_LEDGER_TABLE"))
                .orElseThrow(() -> new Options(spec.commandLine())
                        .wrong("Give --table, or set KEAP_SINK_LEDGER_TABLE to the name of the ledger's table."));
    }

    /** Returns the keys of the stream, made with the function's secret: with another secret they would not match. */
    LedgerKeys keys(Map<String, String> environment) {
        return new LedgerKeys(Variables.secret(environment, "KEAP_SINK_LEDGER_KEY"), tenant, stream);
    }
}
