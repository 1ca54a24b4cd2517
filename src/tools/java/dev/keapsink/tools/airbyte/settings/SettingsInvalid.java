package dev.keapsink.tools.airbyte.settings;

import java.util.List;

/** Signals a configuration that the destination cannot work with. No sentence repeats a value. */
public final class SettingsInvalid extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    SettingsInvalid(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    /** A sentence for everything that is wrong, each of which names the setting and says what it must be. */
    public List<String> problems() {
        return problems;
    }
}
