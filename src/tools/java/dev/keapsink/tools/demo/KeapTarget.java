package dev.keapsink.tools.demo;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.tools.common.LocalCredential;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * A simulated account with two tags that every contact gets, with tags and contact types that records may name, and
     * with what the user's settings name.
     *
     * @param settings the user's settings that apply
     * @param added says what the account has got for these settings; empty if nothing
     */
    record Simulated(
            KeapSimulator keap, SimulatorServer server, Pace pace, SimulatorSettings settings, Optional<String> added)
            implements KeapTarget {
        /** Starts a simulator that enforces a pace, without settings of the user. */
        public static Simulated start(Pace pace) {
            SimulatorSettings none = SimulatorSettings.of(Map.of(), false);
            return start(pace, none, AccountNeeds.of(none, PlainMapping.AUTOMATIC, List.of()));
        }

        /** Starts a simulator whose account has what a run needs. */
        static Simulated start(Pace pace, SimulatorSettings settings, AccountNeeds needs) {
            KeapSimulator keap = new KeapSimulator(pace.quota(), InstantSource.system());
            AccountContents account = new AccountContents(keap);
            needs.addTo(account);
            return new Simulated(keap, SimulatorServer.start(keap), pace, settings, account.sentence());
        }

        @Override
        public Map<String, String> variables() {
            Map<String, String> variables = new TreeMap<>(
                    Map.of(SimulatorSettings.TAG_IDS, AccountContents.TAGS, SimulatorSettings.CONTACT_TYPE, "Lead"));
            variables.putAll(settings.used());
            variables.putAll(Map.of(
                    "KEAP_SINK_BASE_URL",
                    server.baseUri().toString(),
                    "KEAP_SINK_API_KEY",
                    KeapSimulator.API_KEY,
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
