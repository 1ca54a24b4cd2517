package dev.keapsink.tools.demo;

import dev.keapsink.resilience.Sleeper;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Workspace;
import dev.keapsink.tools.database.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plays a sync with an audit, reads the account back, and checks it, in a good world and in a broken one. The packed tool
 * does the work.
 */
final class ValidateDemo {

    /** What fails in the good world: some rows of the sample are wrong on purpose, and nobody corrects them. */
    private static final Set<String> OF_SAMPLE = Set.of("reject_is_replayed");

    /** What fails besides once the account is damaged. */
    private static final Set<String> OF_DAMAGE =
            Set.of("written_is_there", "written_is_tagged", "contact_known", "key_once");

    private static final int TOO_MANY_REQUESTS = 429;

    /** The simulator's limits hold for its damages, too. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(20);

    private static final int MOST_TURNED_AWAY = 100;

    private final DemoRun.Source source;
    private final KeapTarget.Simulated target;
    private final Pace pace;
    private final DemoRun.Screen screen;
    private final PrintWriter out;

    ValidateDemo(DemoRun.Source source, KeapTarget.Simulated target, Pace pace, DemoRun.Screen screen) {
        this.source = source;
        this.target = target;
        this.pace = pace;
        this.screen = screen;
        this.out = screen.out();
    }

    /** Returns the exit code. */
    int run() throws IOException, InterruptedException {
        Path folder = Workspace.folder().toAbsolutePath().resolve("validate");
        delete(folder);
        try (Database database = Database.embedded(folder)) {
            database.migrate();
            int code = new AirbyteDemo(source, target, pace, screen, Map.of("KEAP_SINK_AUDIT_URL", database.address()))
                    .run();
            if (code != Commands.DONE) {
                return code;
            }
            Path report = folder.resolve("report.html");
            Set<String> good = failing(database, report, "The account is read back and checked.");
            damage();
            Set<String> broken = failing(
                    database,
                    folder.resolve("report-of-damage.html"),
                    "A contact is deleted behind the sink's back, another one loses a tag, and an order is doubled.");
            Set<String> expected = new TreeSet<>(OF_SAMPLE);
            expected.addAll(OF_DAMAGE);
            boolean isRight = good.equals(OF_SAMPLE) && broken.equals(expected);
            out.println(
                    isRight
                            ? "Everything adds up: every record is in Keap once, and each damage is found by its checks."
                            : "This does not add up: the checks that fail should be %s, and with the damage %s."
                                    .formatted(new TreeSet<>(OF_SAMPLE), expected));
            out.println("The pages are %s and report-of-damage.html beside it.".formatted(report));
            out.flush();
            return isRight ? Commands.DONE : Commands.FAILED;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Reads the account, runs the checks, and returns the names of those that fail. */
    private Set<String> failing(Database database, Path report, String sentence)
            throws IOException, InterruptedException {
        out.println();
        out.println(sentence);
        out.flush();
        tool("export", "--yes", "--share", "1", "--db", database.address());
        tool("validate", "--db", database.address(), "--report", report.toString());
        return lastFailing(database);
    }

    private static Set<String> lastFailing(Database database) {
        Set<String> failing = new TreeSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT check_name, failures FROM keap_sink.check_result
                         WHERE failures > 0
                           AND run_id = (SELECT run_id FROM keap_sink.run WHERE kind = 'check' ORDER BY started_at DESC LIMIT 1)
                        """)) {
            while (rows.next()) {
                failing.add(rows.getString(1));
            }
            return failing;
        } catch (SQLException e) {
            throw new CommandFailure("The results of the checks could not be read.", e);
        }
    }

    private void tool(String... arguments) throws IOException, InterruptedException {
        Path tools = Workspace.folder().toAbsolutePath().resolve("tools");
        List<String> command = new ArrayList<>(
                List.of("sh", tools.resolve("keap-sink-tools/keap-sink").toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(tools, "said", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        Map<String, String> environment = new HashMap<>(target.variables());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("KEAP_SINK_"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        Files.readAllLines(said).stream()
                .filter(line -> !line.startsWith("  pass"))
                .forEach(out::println);
        out.flush();
        Files.delete(said);
        if (code > Commands.FAILED) {
            throw new CommandFailure("The command %s failed.".formatted(arguments[0]));
        }
    }

    /** Does what users and other programs do to an account. */
    private void damage() throws InterruptedException {
        KeapSimulator keap = target.keap();
        Set<String> withOrders = new HashSet<>();
        keap.objects().all(Resource.ORDERS).forEach(order -> withOrders.add(order.text("contact_id")));
        StoredContact deleted = keap.contacts().stream()
                .filter(contact -> withOrders.contains(String.valueOf(contact.id())))
                .findFirst()
                .orElseThrow();
        StoredContact untagged = keap.contacts().getLast();
        call("DELETE", "/v1/contacts/" + deleted.id(), Map.of());
        call(
                "DELETE",
                "/v1/contacts/%d/tags".formatted(untagged.id()),
                Map.of(
                        "ids",
                        List.of(String.valueOf(untagged.tagIds().iterator().next()))));
        StoredObject order = keap.objects().all(Resource.ORDERS).getLast();
        keap.objects().add(Resource.ORDERS, order.fields().toString());
    }

    private void call(String method, String path, Map<String, List<String>> query) throws InterruptedException {
        SimulatedRequest request =
                new SimulatedRequest(method, path, query, Map.of("x-keap-api-key", KeapSimulator.API_KEY), "");
        int status = target.keap().handle(request).status();
        for (int turnedAway = 0; status == TOO_MANY_REQUESTS && turnedAway < MOST_TURNED_AWAY; turnedAway++) {
            Sleeper.SYSTEM.sleep(BETWEEN_CALLS);
            status = target.keap().handle(request).status();
        }
        if (status > 299) {
            throw new CommandFailure("The simulated account could not be damaged (%d).".formatted(status));
        }
    }
}
