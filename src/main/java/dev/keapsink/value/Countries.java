package dev.keapsink.value;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** Countries and regions in the forms that Keap's v1 takes: ISO 3166-1 alpha-3, and {@code US-AZ} for a state. */
public final class Countries {

    /** The two countries whose regions people write as a bare two-letter code, which Keap refuses. */
    private static final Map<String, String> PREFIXES = Map.of("USA", "US-", "CAN", "CA-");

    /** Names in wide use that the JDK's locale data spell otherwise. */
    private static final Map<String, String> COMMON_NAMES = Map.of(
            "UK", "GBR", "GREAT BRITAIN", "GBR", "UNITED STATES OF AMERICA", "USA", "U.S.A.", "USA", "TURKEY", "TUR");

    private Countries() {}

    /** The alpha-3 code of a country given by alpha-2 or alpha-3 code or English name; nothing if there is none. */
    public static Optional<String> alpha3(String country) {
        return Optional.ofNullable(Names.ALPHA3.get(country.strip().toUpperCase(Locale.ROOT)));
    }

    /** A region as Keap accepts it: the state of a known country with the country in front, all else as it is. */
    public static String region(String region, String alpha3) {
        String prefix = PREFIXES.get(alpha3);
        return prefix != null && region.matches("[A-Za-z]{2}") ? prefix + region.toUpperCase(Locale.ROOT) : region;
    }

    /** Built on first use: a batch without countries does not pay for it. */
    private static final class Names {
        static final Map<String, String> ALPHA3 = new HashMap<>();

        static {
            ALPHA3.putAll(COMMON_NAMES);
            for (String alpha2 : Locale.getISOCountries()) {
                Locale locale = Locale.of("", alpha2);
                try {
                    String alpha3 = locale.getISO3Country();
                    ALPHA3.put(alpha2, alpha3);
                    ALPHA3.put(alpha3, alpha3);
                    ALPHA3.put(locale.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), alpha3);
                } catch (MissingResourceException withoutAlpha3) {
                    // Cannot be written to Keap, so it is not a country here.
                    ALPHA3.remove(alpha2);
                }
            }
        }
    }
}
