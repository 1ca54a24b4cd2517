package dev.keapsink.tools.demo;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Progress;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.local.DestinationProcess;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Plays the records of a file to the packed tool as a sync of Airbyte, and prints what came of it.
 *
 * @param more variables of the destination
 */
record AirbyteDemo(
        DemoRun.Source source,
        KeapTarget.Simulated target,
        Pace pace,
        DemoRun.Screen screen,
        Map<String, String> more) {

    /** The settings that the function's variables are to the destination, by their paths. */
    private static final Map<String, String> SETTINGS = Map.of(
            "KEAP_SINK_API_KEY",
            "/credentials/api_key",
            SimulatorSettings.TAG_IDS,
            "/tag_id",
            SimulatorSettings.CONTACT_TYPE,
            "/contact_type",
            SimulatorSettings.DUPLICATE_OPTION,
            "/advanced/duplicate_option",
            "KEAP_SINK_ON_DELETE",
            "/advanced/on_delete",
            "KEAP_SINK_COUNTRY",
            "/advanced/country",
            "KEAP_SINK_DATE_ORDER",
            "/advanced/date_order",
            "KEAP_SINK_KEY_FIELD",
            "/advanced/key_field",
            "KEAP_SINK_DEFAULT_USER",
            "/advanced/default_user");

    /** The variables that come before the settings, so that the destination calls the simulator at its pace. */
    private static final Set<String> OVERRIDES =
            Set.of(KeapTarget.Real.URL, "KEAP_SINK_SPIKE_LIMIT", "KEAP_SINK_MINUTE_LIMIT");

    private static final List<String> NOT_ALONGSIDE = List.of("--crash", "--ledger", "--batch-size", "--concurrency");

    private static final List<String> NOT_SETTABLE =
            List.of(SimulatorSettings.MAPPING, SimulatorSettings.WRITE_POLICY, "KEAP_SINK_STREAMS");

    /**
     * Refuses options and settings that do not go with a sync.
     *
     * @throws ParameterException naming the first such option
     * @throws CommandFailure naming the first such setting
     */
    static void check(CommandLine command, SimulatorSettings settings) {
        NOT_ALONGSIDE.stream()
                .filter(command.getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(
                            command, "%s does not go with --airbyte: leave one of them out.".formatted(option));
                });
        NOT_SETTABLE.stream()
                .filter(variable -> settings.get(variable).isPresent())
                .findFirst()
                .ifPresent(variable -> {
                    throw new CommandFailure("--airbyte takes no " + variable + ": unset it.");
                });
    }

    /** The rows that a source of Airbyte would make of a file. */
    private static List<AirbyteRow> rows(List<Line> lines) {
        return lines.stream().map(AirbyteRow::of).flatMap(Optional::stream).toList();
    }

    /**
     * Leaves out the lines that no row can be made of.
     *
     * @param isSample whether some of them are meant to be no rows
     */
    static RecordFile rowsOf(RecordFile file, boolean isSample) {
        List<Line> sent = rows(file.lines()).stream().map(AirbyteRow::line).toList();
        Set<Line> known = new HashSet<>(sent);
        List<Skipped> left = file.lines().stream()
                .filter(line -> !known.contains(line))
                .map(line -> new Skipped(
                        line.number(), "no row of a stream of Keap's: it is no JSON object, or of another stream"))
                .toList();
        List<String> notes = new ArrayList<>(file.notes());
        List<Skipped> skipped = new ArrayList<>(file.skipped());
        if (isSample && !left.isEmpty()) {
            notes.add("Left out of the sample: %,d of its lines, which a source of Airbyte would not send."
                    .formatted(left.size()));
        } else {
            skipped.addAll(left);
        }
        return new RecordFile(sent, skipped, notes, file.columns());
    }

    /** Returns the exit code. */
    int run() throws IOException, InterruptedException {
        Path work = Workspace.folder().toAbsolutePath();
        Path folder = work.resolve("airbyte");
        Path rejects = folder.resolve("rejects");
        Files.createDirectories(rejects);
        empty(folder);
        AirbyteSource rows = new AirbyteSource(rows(source.records().lines()));
        announce(rows);
        Path config =
                Files.writeString(folder.resolve("config.json"), config(rejects).toPrettyString());
        Path catalog =
                Files.writeString(folder.resolve("catalog.json"), rows.catalog().toPrettyString());
        Path tools = FunctionPackage.unpack(Workspace.inCheckout("target/keap-sink-tools.zip"), work.resolve("tools"))
                .root();
        AirbyteSync sync = new AirbyteSync(
                rows,
                tools,
                new DestinationProcess.Sync(config, catalog, overrides(), folder.resolve("destination.log")),
                target::progress);
        long start = System.nanoTime();
        try (Progress progress = Progress.of("messages", rows.rows().size(), screen.terminal(), screen.out())) {
            sync.run(progress);
        }
        return report(sync, RejectedRows.in(rejects, rows.rows()), Duration.ofNanos(System.nanoTime() - start));
    }

    private int report(AirbyteSync sync, RejectedRows rejected, Duration elapsed) {
        Map<String, Line> sent = source.records().lines().stream()
                .collect(toMap(
                        line -> Long.toString(line.number()),
                        line -> line,
                        (first, again) -> first,
                        LinkedHashMap::new));
        Tally tally = new Tally();
        tally.settled(sent.keySet());
        RunOutcome outcome = new RunOutcome(sent, tally, rejected.rejects(), List.of(), elapsed);
        Summary summary = new Summary(screen.out());
        summary.print(sync, outcome);
        List<String> findings = Stream.concat(sync.findings().stream(), rejected.findings().stream())
                .toList();
        return new RunReport(source.records(), target, outcome)
                .print(summary, "quota " + pace, source.survey(), source.isSample(), findings);
    }

    private ObjectNode config(Path rejects) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putObject("credentials").put("auth_type", "api_key");
        config.putObject("advanced");
        target.variables().forEach((variable, value) -> {
            String path = SETTINGS.getOrDefault(variable, "");
            String name = path.substring(path.lastIndexOf('/') + 1);
            ObjectNode parent =
                    path.lastIndexOf('/') > 0 ? config.withObject(path.substring(0, path.lastIndexOf('/'))) : config;
            if (!name.isEmpty()) {
                parent.put(name, value);
            }
        });
        ObjectNode streams = JsonNodeFactory.instance.objectNode();
        Stream.of(ObjectType.values()).forEach(type -> streams.put(type.stream(), type.stream()));
        // As the platform's form has it: a text.
        config.put("streams", streams.toString());
        config.putObject("rejects").put("storage_type", "folder").put("folder", rejects.toString());
        return config;
    }

    private Map<String, String> overrides() {
        Map<String, String> all = new HashMap<>(more);
        target.variables().forEach((name, value) -> {
            if (OVERRIDES.contains(name)) {
                all.put(name, value);
            }
        });
        return all;
    }

    private void announce(AirbyteSource rows) {
        PrintWriter out = screen.out();
        source.records().notes().forEach(out::println);
        out.printf(
                "%,d records of %d streams from %s go through the destination to the Keap simulator (%s).%n",
                rows.rows().size(), rows.streams().size(), source.name(), pace);
        if (source.isSample()) {
            out.println("Some of them are wrong on purpose: they have to be rejected.");
        }
        out.println("Its process is killed twice. Each attempt goes on behind the last state that came back.");
        out.flush();
    }

    /** Deletes what an earlier run left. */
    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
