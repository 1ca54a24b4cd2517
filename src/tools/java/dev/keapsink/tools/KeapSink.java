package dev.keapsink.tools;

import dev.keapsink.tools.airbyte.AirbyteCommand;
import dev.keapsink.tools.airbyte.SingerCommand;
import dev.keapsink.tools.audit.AuditCommand;
import dev.keapsink.tools.authorize.Authorize;
import dev.keapsink.tools.bench.Bench;
import dev.keapsink.tools.check.CheckCommand;
import dev.keapsink.tools.demo.Demo;
import dev.keapsink.tools.emulator.Emulate;
import dev.keapsink.tools.export.ExportCommand;
import dev.keapsink.tools.ledger.LedgerCommand;
import dev.keapsink.tools.probe.Probe;
import dev.keapsink.tools.publish.PublishCommand;
import dev.keapsink.tools.rejects.RejectsCommand;
import dev.keapsink.tools.replay.ReplayCommand;
import dev.keapsink.tools.setup.SetupCommand;
import dev.keapsink.tools.validate.ValidateCommand;
import java.util.Arrays;
import java.util.List;

/** Starts a command by its name, for {@code ./run} and for the launcher {@code keap-sink} in the tools' zip. */
public final class KeapSink {
    private static final String LOG_MANAGER = "java.util.logging.manager";

    private KeapSink() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the command's name and its own arguments; both callers check the name
     */
    public static void main(String[] args) {
        // Started without the launcher, the first log line would otherwise be an error about this setting.
        if (System.getProperty(LOG_MANAGER) == null) {
            System.setProperty(LOG_MANAGER, "org.jboss.logmanager.LogManager");
        }
        List<String> words = Arrays.asList(args);
        String command = words.isEmpty() ? "" : words.getFirst();
        String[] its = words.stream().skip(1).toArray(String[]::new);
        switch (command) {
            case "airbyte" -> AirbyteCommand.main(its);
            case "audit" -> AuditCommand.main(its);
            case "authorize" -> Authorize.main(its);
            case "bench" -> Bench.main(its);
            case "check" -> CheckCommand.main(its);
            case "demo" -> Demo.main(its);
            case "emulate" -> Emulate.main(its);
            case "export" -> ExportCommand.main(its);
            case "ledger" -> LedgerCommand.main(its);
            case "probe" -> Probe.main(its);
            case "publish" -> PublishCommand.main(its);
            case "rejects" -> RejectsCommand.main(its);
            case "replay" -> ReplayCommand.main(its);
            case "setup" -> SetupCommand.main(its);
            case "singer" -> SingerCommand.main(its);
            case "validate" -> ValidateCommand.main(its);
            default -> throw new IllegalArgumentException("There is no command '" + command + "'.");
        }
    }
}
