package dev.keapsink.tools.bench;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.tools.bench.Figures.Sample;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures {@code export} with the limits lifted: rows a second into a PostgreSQL of its own, its memory in a heap of 256
 * MB, and the calls beyond one for every thousand rows of a list. The account has 100,000 contacts, and three of 500 tags
 * on each.
 */
final class AccountExport implements Measurement {
    static final String ROWS = "export_rows_per_second";
    static final String PEAK_MEMORY = "export_peak_resident_memory_mb";
    static final String MORE_CALLS = "export_calls_beyond_the_least";

    private static final int TIMES = 10;
    private static final int TAGS = 500;
    private static final int TAGS_OF_A_CONTACT = 3;
    private static final int TOGETHER = 100;
    private static final int PAGE = 1_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    @Override
    public String name() {
        return "export";
    }

    @Override
    public List<String> figures() {
        return List.of(ROWS, PEAK_MEMORY, MORE_CALLS);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        int contacts = TIMES * lab.effort().records();
        int tags = Math.min(TAGS, contacts / TOGETHER);
        KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
        fill(keap, contacts, tags);
        int before = keap.calls().size();
        Path data = Files.createTempDirectory(lab.logs(), "export");
        Map<String, Double> values = new HashMap<>();
        try (SimulatorServer server = SimulatorServer.start(keap)) {
            long begun = System.nanoTime();
            double peak = run(lab, server, data);
            double seconds = (System.nanoTime() - begun) / 1e9;
            values.put(ROWS, contacts * (1 + TAGS_OF_A_CONTACT) / seconds);
            values.put(PEAK_MEMORY, peak);
        }
        int calls = keap.calls().size() - before;
        int membersOfATag = contacts * TAGS_OF_A_CONTACT / tags;
        values.put(MORE_CALLS, (double) calls - pages(contacts) - pages(tags) - tags * pages(membersOfATag));
        return new Sample(values);
    }

    private static int pages(int rows) {
        return (rows + PAGE - 1) / PAGE;
    }

    private static double run(BenchContext lab, SimulatorServer server, Path data)
            throws IOException, InterruptedException {
        Path log = lab.logs().resolve("export.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        lab.tools()
                                .resolve("keap-sink-tools/keap-sink")
                                .toAbsolutePath()
                                .toString(),
                        "export",
                        "--yes",
                        "--share",
                        "1",
                        "--db-folder",
                        data.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(BenchContext.lifted(server.baseUri().toString()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx256m");
        Process process = builder.start();
        double peak = 0;
        while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process));
        }
        if (process.exitValue() != 0) {
            throw new CommandFailure(
                    "The export ended with exit code %d. Its output is in %s.".formatted(process.exitValue(), log));
        }
        return peak;
    }

    /** The process may end while its usage is read. */
    private static double peak(Process process) {
        try {
            return ProcessUsage.of(process.pid())
                    .map(ProcessUsage::peakMegabytes)
                    .orElse(0.0);
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }

    private static void fill(KeapSimulator keap, int contacts, int tags) {
        for (int number = 0; number < contacts; number++) {
            handle(
                    keap,
                    "/v1/contacts",
                    "{\"given_name\":\"Ada\",\"family_name\":\"Lovelace\",\"email_addresses\":[{\"field\":\"EMAIL1\",\"email\":\"lead-%d@example.com\"}]}"
                            .formatted(number));
        }
        List<Long> ids = keap.contacts().stream().map(StoredContact::id).toList();
        for (int tag = 1; tag <= tags; tag++) {
            keap.addTag(tag, "Tag " + tag);
        }
        int applications = contacts * TAGS_OF_A_CONTACT;
        int ofATag = applications / tags;
        for (int tag = 1; tag <= tags; tag++) {
            for (int done = 0; done < ofATag; done += TOGETHER) {
                int first = ((tag - 1) * ofATag + done) % contacts;
                List<Long> group = ids.subList(first, Math.min(first + TOGETHER, contacts));
                handle(keap, "/v1/tags/%d/contacts".formatted(tag), "{\"ids\":%s}".formatted(group));
            }
        }
    }

    private static void handle(KeapSimulator keap, String path, String body) {
        int status = keap.handle(new SimulatedRequest(
                        "POST", path, Map.of(), Map.of("x-keap-api-key", KeapSimulator.API_KEY), body))
                .status();
        if (status > 299) {
            throw new CommandFailure("The simulated account refused its contents (%d).".formatted(status));
        }
    }
}
