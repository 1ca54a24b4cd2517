package dev.keapsink.simulator.parameters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds parameters with their last hundred versions, oldest first. Thread-safe. */
final class StoredParameters {

    private static final int MOST_VERSIONS = 100;

    private final Map<String, List<ParameterVersion>> parameters = new HashMap<>();

    /** Returns the versions of a parameter; empty if there is no such parameter. */
    synchronized List<ParameterVersion> versions(String name) {
        return List.copyOf(parameters.getOrDefault(name, List.of()));
    }

    ParameterVersion latest(String name) {
        return existing(name).getLast();
    }

    /** Returns one version by its number; the store refuses a number that it does not keep. */
    ParameterVersion version(String name, String number) {
        return existing(name).stream()
                .filter(version -> String.valueOf(version.version()).equals(number))
                .findFirst()
                .orElseThrow(() -> new ParameterStoreError("ParameterVersionNotFound", ""));
    }

    List<ParameterVersion> existing(String name) {
        List<ParameterVersion> versions = versions(name);
        if (versions.isEmpty()) {
            throw new ParameterStoreError("ParameterNotFound", "");
        }
        return versions;
    }

    /**
     * Adds a version and returns its number.
     *
     * @param type "" for the type that the parameter has already
     * @param keyId "" for the default key, even if the version before has another one
     * @throws ParameterStoreError if the store would refuse the version
     */
    synchronized long add(String name, String type, String value, String keyId, boolean overwrite) {
        List<ParameterVersion> versions = parameters.getOrDefault(name, new ArrayList<>());
        String before = versions.isEmpty() ? "" : versions.getLast().type();
        if (!versions.isEmpty() && !overwrite) {
            throw new ParameterStoreError(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        String kept = type.isEmpty() ? before : type;
        if (kept.isEmpty()) {
            throw new ParameterStoreError(
                    "ValidationException", "A parameter type is required when you create a parameter.");
        }
        if (!before.isEmpty() && !kept.equals(before)) {
            throw new ParameterStoreError(
                    "HierarchyTypeMismatchException", "The type of an existing parameter cannot be changed.");
        }
        long number = versions.isEmpty() ? 1 : versions.getLast().version() + 1;
        versions.add(new ParameterVersion(number, kept, value, key(kept, keyId)));
        if (versions.size() > MOST_VERSIONS) {
            versions.removeFirst();
        }
        parameters.put(name, versions);
        return number;
    }

    private static String key(String type, String keyId) {
        if (!type.equals(ParameterVersion.SECURE_STRING)) {
            return "";
        }
        return keyId.isEmpty() ? ParameterVersion.DEFAULT_KEY : keyId;
    }
}
