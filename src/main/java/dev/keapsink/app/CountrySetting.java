package dev.keapsink.app;

import java.util.Map;
import java.util.Optional;

/** Reads the function's country for the commands, which find a phone number's entry only with the same one. */
public final class CountrySetting {

    private CountrySetting() {}

    /** The name of the variable. */
    public static String variable() {
        return SinkConfig.COUNTRY.variable();
    }

    /**
     * The country of phone numbers without a country code, as ISO 3166-1 alpha-2; empty if the variable is not set.
     *
     * @throws IllegalArgumentException with the function's sentence if the variable names no country
     */
    public static Optional<String> of(Map<String, String> environment) {
        try {
            return SettingReader.parsed(SinkConfig.COUNTRY, environment.getOrDefault(variable(), ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ".", e);
        }
    }
}
