package dev.keapsink.simulator;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The country codes and spellings of regions that an address may have. */
final class Regions {
    private static final Map<String, String> ALPHA_2_BY_ALPHA_3 = alpha2ByAlpha3();
    private static final Pattern CODED = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");
    private static final int SHORTEST_NAME = 4;

    private Regions() {}

    /** Whether a code is an ISO 3166-1 alpha-3 country code. */
    static boolean isCountry(String code) {
        return ALPHA_2_BY_ALPHA_3.containsKey(code);
    }

    /**
     * Whether a region is a code of the country, such as US-AZ in USA, or long enough for a full name; AZ is neither.
     */
    static boolean isRegion(String region, String country) {
        var coded = CODED.matcher(region);
        return coded.matches()
                ? coded.group(1).equals(ALPHA_2_BY_ALPHA_3.get(country))
                : region.length() >= SHORTEST_NAME;
    }

    private static Map<String, String> alpha2ByAlpha3() {
        Map<String, String> codes = new HashMap<>();
        for (String alpha2 : Locale.getISOCountries()) {
            codes.put(Locale.of("", alpha2).getISO3Country(), alpha2);
        }
        return Map.copyOf(codes);
    }
}
