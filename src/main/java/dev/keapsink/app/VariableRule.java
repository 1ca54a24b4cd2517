package dev.keapsink.app;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells what one of the function's variables may hold, for commands that take the same value from another place. */
public final class VariableRule {

    private final Setting<?> setting;

    private VariableRule(Setting<?> setting) {
        this.setting = setting;
    }

    /**
     * The rule of a variable.
     *
     * @param variable such as {@code KEAP_SINK_TAG_IDS}
     * @throws IllegalArgumentException if the function has no such variable
     */
    public static VariableRule of(String variable) {
        return SinkConfig.table().stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst()
                .map(VariableRule::new)
                .orElseThrow(() -> new IllegalArgumentException("The function has no variable " + variable));
    }

    /** Completes "must be …" for the variable. */
    public String words() {
        return setting.allowed().words();
    }

    /** All allowed texts of a variable that has a fixed list of them; empty for any other. */
    public List<String> choices() {
        return setting.allowed().choices();
    }

    /** The text that an unset variable stands for; empty for no default. */
    public String byDefault() {
        return setting.byDefault();
    }

    /**
     * What is wrong with a value, in a sentence without its period that repeats nothing of the value; empty if it is
     * allowed. A secret in the wrong place is not looked for.
     *
     * @param name the name of the place that holds the value
     */
    public Optional<String> complaint(String name, String value) {
        try {
            Objects.requireNonNull(setting.allowed().parser().apply(value));
            return Optional.empty();
        } catch (WrongItem e) {
            return Optional.of(SettingReader.wrong(name, value, words() + e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of(SettingReader.wrong(name, value, words()));
        }
    }
}
