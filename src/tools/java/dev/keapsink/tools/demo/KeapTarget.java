package dev.keapsink.tools.demo;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.tools.common.LocalCredential;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The account that the function writes to: a simulator in this process, or a real Keap account. */
public sealed interface KeapTarget extends AutoCloseable {

    /** The environment variables that direct the function to this target, by name. */
    Map<String, String> variables();

    /** A count that grows with the function's calls, so that a crash can be placed between two of them. */
    long progress();

    /** Stops the simulator; a real account needs nothing. */
    @Override
    void close();

    /**
     * A simulated account with two tags that every contact gets, and with tags and contact types that records may name.
     *
     * @param conventions the user's variables that say how values are read
     */
    record Simulated(KeapSimulator keap, SimulatorServer server, Pace pace, Map<String, String> conventions)
            implements KeapTarget {
        /** Passed on to the function, so that the demo shows their effect. */
        private static final Set<String> CONVENTIONS = Set.of("KEAP_SINK_COUNTRY", "KEAP_SINK_DATE_ORDER");

        /** The ids of the tags that the function gives to every contact. */
        public static final Set<Long> CONFIGURED_TAGS = Set.of(101L, 102L);

        /** Starts a simulator that enforces a pace, without variables of the user. */
        public static Simulated start(Pace pace) {
            return start(pace, Map.of());
        }

        /** Starts a simulator. Of the environment it uses only the variables that say how values are read. */
        static Simulated start(Pace pace, Map<String, String> environment) {
            Map<String, String> conventions = new TreeMap<>(environment);
            conventions.keySet().retainAll(CONVENTIONS);
            KeapSimulator keap = new KeapSimulator(pace.quota(), InstantSource.system());
            keap.addTag(101, "Keap Sink demo");
            keap.addTag(102, "New lead");
            keap.addTag(201, "Newsletter");
            keap.addTag(202, "Webinar");
            keap.addTag(203, "Quote requested");
            keap.contactTypes("Lead", "Prospect", "Customer", "Partner");
            return new Simulated(keap, SimulatorServer.start(keap), pace, Map.copyOf(conventions));
        }

        @Override
        public Map<String, String> variables() {
            Map<String, String> variables = new TreeMap<>(conventions);
            variables.putAll(Map.of(
                    "KEAP_SINK_BASE_URL",
                    server.baseUri().toString(),
                    "KEAP_SINK_API_KEY",
                    KeapSimulator.API_KEY,
                    "KEAP_SINK_TAG_IDS",
                    "101,102",
                    "KEAP_SINK_CONTACT_TYPE",
                    "Lead",
                    "KEAP_SINK_SPIKE_LIMIT",
                    Integer.toString(pace.perSecond()),
                    "KEAP_SINK_MINUTE_LIMIT",
                    Integer.toString(pace.quota().perMinute())));
            return variables;
        }

        @Override
        public long progress() {
            return keap.writes();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** A real account, configured by the user's own {@code KEAP_SINK_} variables. */
    record Real(Map<String, String> variables) implements KeapTarget {
        /** The variable that names the account's API; without it a run uses the simulator. */
        public static final String URL = "KEAP_SINK_BASE_URL";

        /** This process serves the credential itself, and DynamoDB is not part of a local run. */
        private static final Set<String> NOT_PASSED_ON =
                Set.of(LocalCredential.PARAMETER, LocalCredential.FILE, "KEAP_SINK_LEDGER_TABLE");

        /** Keap allows about ten calls a second, so the progress grows by one every hundred milliseconds. */
        private static final long NANOS_PER_CALL = 100_000_000;

        /** Takes the function's variables from an environment; the local run has its own queues and timing. */
        public static Real from(Map<String, String> environment) {
            Map<String, String> variables = new TreeMap<>(environment);
            variables.keySet().removeIf(name -> !name.startsWith("KEAP_SINK_") || NOT_PASSED_ON.contains(name));
            return new Real(Map.copyOf(variables));
        }

        /** The same account with a credential that this process serves. */
        public Real with(LocalCredential credential) {
            Map<String, String> all = new TreeMap<>(variables);
            all.putAll(credential.variables());
            return new Real(Map.copyOf(all));
        }

        /** The pace that the user allows; by default, the quota that Keap grants to this kind of credential. */
        Pace pace(boolean oauth) {
            String limit = variables.getOrDefault("KEAP_SINK_MINUTE_LIMIT", "");
            Pace granted = oauth ? Pace.KEAP_OAUTH : Pace.KEAP;
            return limit.matches("[1-9]\\d{0,6}") ? Pace.perMinute(Integer.parseInt(limit)) : granted;
        }

        @Override
        public long progress() {
            return System.nanoTime() / NANOS_PER_CALL;
        }

        @Override
        public void close() {}
    }
}
