package dev.keapsink.tools.airbyte.settings;

import dev.keapsink.app.VariableRule;
import dev.keapsink.text.Blanks;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values of a configuration by their paths, such as {@code credentials.api_key}.
 *
 * @param ofEnvironment the values of the variables that come before the settings
 */
record Values(Map<String, Value> byPath, Map<String, String> ofEnvironment) {

    Values {
        byPath = Collections.unmodifiableMap(new TreeMap<>(byPath));
        ofEnvironment = Map.copyOf(ofEnvironment);
    }

    /**
     * Adds the variables that come before the settings.
     *
     * @param complaints gets a sentence for each whose value is not allowed
     */
    static Values of(Map<String, Value> byPath, Map<String, String> environment, Complaints complaints) {
        Map<String, String> ofEnvironment = new TreeMap<>();
        for (String variable : SettingsTable.OVERRIDES) {
            String value = Blanks.strip(environment.getOrDefault(variable, ""));
            if (!Blanks.isBlank(value)) {
                VariableRule.of(variable)
                        .complaint(variable, value)
                        .ifPresentOrElse(complaints::problem, () -> ofEnvironment.put(variable, value));
            }
        }
        return new Values(byPath, ofEnvironment);
    }

    Optional<String> text(String path) {
        return Optional.ofNullable(byPath.get(path)).map(Value::text);
    }

    /** A text that has to be there; empty if it is wrong, which is complained about elsewhere. */
    String needed(String path) {
        return text(path).orElse("");
    }

    /** The function's variables. Those of the environment come before the settings. */
    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        // One process has the limits for itself.
        variables.put("KEAP_SINK_MAX_CONCURRENCY", "1");
        byPath.values()
                .forEach(
                        value -> value.entry().variable().ifPresent(variable -> variables.put(variable, value.text())));
        variables.putAll(ofEnvironment);
        return Collections.unmodifiableMap(variables);
    }

    /** An access key of AWS in two settings of an object; empty if it has none. */
    Optional<AwsKeys> keys(String prefix, Complaints complaints) {
        Optional<String> id = text(prefix + ".access_key_id");
        Optional<String> secret = text(prefix + ".secret_access_key");
        if (id.isPresent() != secret.isPresent()) {
            complaints.problem(
                    "%1$s.access_key_id and %1$s.secret_access_key belong together, but only one is set; set both, or none to use the rights of the machine"
                            .formatted(prefix));
        }
        return id.flatMap(one -> secret.map(other -> new AwsKeys(one, other)));
    }

    /** The paths whose values are secret, with the values. */
    Map<String, String> secrets() {
        return byPath.entrySet().stream()
                .filter(entry -> entry.getValue().entry().isSecret())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /** The value at a path; empty if it is not set. */
    Optional<Value> value(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    @Override
    public String toString() {
        return "Values" + byPath.keySet();
    }
}
