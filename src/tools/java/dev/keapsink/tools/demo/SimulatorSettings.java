package dev.keapsink.tools.demo;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Variables;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the environment that apply to a run with the simulator, and those that do not. A variable that is no
 * setting of the function is in neither.
 *
 * @param used the settings that need no account, by variable
 * @param ignored the variables that do not apply, by the reason
 */
record SimulatorSettings(SortedMap<String, String> used, Map<String, List<String>> ignored) {
    static final String MAPPING = "KEAP_SINK_MAPPING";
    static final String TAG_IDS = "KEAP_SINK_TAG_IDS";
    static final String CONTACT_TYPE = "KEAP_SINK_CONTACT_TYPE";
    static final String DUPLICATE_OPTION = "KEAP_SINK_DUPLICATE_OPTION";
    static final String WRITE_POLICY = "KEAP_SINK_WRITE_POLICY";

    private static final String PARAMETER = "ssm:";

    private static final Set<String> USED = Set.of(
            MAPPING,
            TAG_IDS,
            CONTACT_TYPE,
            DUPLICATE_OPTION,
            WRITE_POLICY,
            "KEAP_SINK_ON_DELETE",
            "KEAP_SINK_COUNTRY",
            "KEAP_SINK_DATE_ORDER",
            "KEAP_SINK_STREAMS",
            "KEAP_SINK_KEY_FIELD",
            "KEAP_SINK_DEFAULT_USER");

    private static final Set<String> OF_LEDGER = Set.of("KEAP_SINK_LEDGER_RETENTION", "KEAP_SINK_LEDGER_KEY");

    private static final Map<String, String> REASONS = reasons();

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        reason(reasons, "the simulator needs none", "KEAP_SINK_TOKEN_URL", "KEAP_SINK_API_KEY_HEADER");
        reason(reasons, "the demo has queues of its own", "KEAP_SINK_QUEUE_URL", "KEAP_SINK_REJECT_QUEUE_URL");
        reason(
                reasons,
                "the files of the demo stand in its records",
                "KEAP_SINK_FILE_HOSTS",
                "KEAP_SINK_FILE_BUCKET",
                "KEAP_SINK_FILE_LIMIT");
        reason(reasons, "--ledger keeps a ledger in a table of its own", "KEAP_SINK_LEDGER_TABLE");
        reason(
                reasons,
                "the demo sets times and limits itself, by --quota, --batch-size and --concurrency",
                "KEAP_SINK_TIMEOUT",
                "KEAP_SINK_CONNECT_TIMEOUT",
                "KEAP_SINK_CALL_TIMEOUT",
                "KEAP_SINK_TAG_TIMEOUT",
                "KEAP_SINK_SPIKE_LIMIT",
                "KEAP_SINK_MINUTE_LIMIT",
                "KEAP_SINK_MAX_CONCURRENCY");
        return reasons;
    }

    private static void reason(Map<String, String> reasons, String reason, String... variables) {
        for (String variable : variables) {
            reasons.put(variable, reason);
        }
    }

    /**
     * Divides the variables of an environment.
     *
     * @param ledger whether the run keeps a ledger
     */
    static SimulatorSettings of(Map<String, String> environment, boolean ledger) {
        SortedMap<String, String> used = new TreeMap<>();
        Map<String, List<String>> ignored = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (Variables.secret(environment, variable).isPresent()) {
                Optional<String> why = whyIgnored(variable, text, ledger);
                why.ifPresent(reason -> ignored.merge(reason, List.of(variable), SimulatorSettings::joined));
                if (why.isEmpty() && (USED.contains(variable) || OF_LEDGER.contains(variable))) {
                    used.put(variable, text);
                }
            }
        });
        return new SimulatorSettings(Collections.unmodifiableSortedMap(used), Collections.unmodifiableMap(ignored));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Optional<String> whyIgnored(String variable, String text, boolean ledger) {
        if (variable.equals(MAPPING) && text.strip().startsWith(PARAMETER)) {
            return Optional.of(
                    "Parameter Store is not read; give the document itself: " + MAPPING + "=\"$(cat mapping.json)\"");
        }
        if (OF_LEDGER.contains(variable)) {
            return ledger ? Optional.empty() : Optional.of("without --ledger there is no ledger");
        }
        return Optional.ofNullable(REASONS.get(variable));
    }

    /** Returns the variables that the demo knows, for a comparison with the settings of the function. */
    static Set<String> known() {
        return Stream.of(USED, OF_LEDGER, REASONS.keySet()).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** The same settings, and these for what the environment does not set. */
    SimulatorSettings otherwise(Map<String, String> defaults) {
        SortedMap<String, String> all = new TreeMap<>(defaults);
        all.putAll(used);
        return new SimulatorSettings(Collections.unmodifiableSortedMap(all), ignored);
    }

    /** Returns the label of the custom field that holds a record's key. */
    String keyField() {
        return get("KEAP_SINK_KEY_FIELD").orElse("Keap Sink Key");
    }

    /** Returns a setting; empty if it is not set or does not apply. */
    Optional<String> get(String variable) {
        return Variables.secret(used, variable);
    }

    /**
     * Refuses the path of a file in the place of the mapping.
     *
     * @throws CommandFailure if the mapping is the name of a file that exists
     */
    void checkMappingIsNoPath() {
        get(MAPPING).filter(text -> new File(text).isFile()).ifPresent(path -> {
            throw new CommandFailure("%s is the path of a file, but takes the document itself: %s=\"$(cat %s)\""
                    .formatted(MAPPING, MAPPING, path));
        });
    }

    /** Returns the lines that say which settings apply and which do not; none for an environment without settings. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!used.isEmpty()) {
            notes.add("Settings of this environment that apply: %s.".formatted(String.join(", ", used.keySet())));
        }
        if (!ignored.isEmpty()) {
            notes.add("Settings of this environment that are ignored: %s."
                    .formatted(ignored.entrySet().stream()
                            .map(some -> "%s (%s)".formatted(String.join(", ", some.getValue()), some.getKey()))
                            .collect(Collectors.joining(", "))));
        }
        return notes;
    }
}
