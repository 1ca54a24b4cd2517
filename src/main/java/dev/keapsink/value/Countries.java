package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Countries and regions in the forms that Keap's v1 takes: ISO 3166-1 alpha-3 for a country, and {@code US-AZ} for a
 * state.
 */
public final class Countries {

    /** The two countries whose regions people write as a bare code of two letters, which Keap refuses. */
    private static final Map<String, String> PREFIXES = Map.of("USA", "US-", "CAN", "CA-");

    private static final Pattern CODE_BEHIND = Pattern.compile("[^()]{2,100}\\(([A-Z]{2,3})\\)");

    /** A region's code in ISO 3166-2, with its country's in front. */
    private static final Pattern ISO_REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

    private Countries() {}

    /**
     * Whether a text says that there is no country. {@code NA} and {@code NO} in capitals are Namibia and Norway, but
     * {@code na} and {@code no} mean none.
     */
    public static boolean isNone(String text) {
        return !text.equals("NA") && !text.equals("NO") && (text.equalsIgnoreCase("no") || Fillers.isOne(text));
    }

    /** The alpha-3 code of a country by its alpha-2 or alpha-3 code or its English name; empty if there is none. */
    public static Optional<String> alpha3(String country) {
        String ofCode = CountryNames.alpha3().get(country);
        if (ofCode != null) {
            return Optional.of(ofCode);
        }
        return isNone(country)
                ? Optional.empty()
                : Optional.ofNullable(CountryNames.alpha3().get(CountryNames.folded(country)))
                        .or(() -> ofCodeBehind(country));
    }

    /**
     * Reads a country.
     *
     * @return its alpha-3 code
     * @throws InvalidValue if the value is not a country
     */
    public static String of(String field, JsonNode json) {
        return alpha3(Texts.of(field, json))
                .orElseThrow(() -> new InvalidValue(field, "is not a country: use its ISO 3166 code or English name"));
    }

    /** The alpha-2 code of the country that a setting names in any letter case; empty if it names none. */
    public static Optional<String> ofSetting(String text) {
        return alpha3(text.toUpperCase(Locale.ROOT)).flatMap(Countries::alpha2);
    }

    /** The country whose code stands behind its name, as shops show it: {@code United States (US)}. */
    private static Optional<String> ofCodeBehind(String country) {
        Matcher behind = CODE_BEHIND.matcher(country);
        return behind.matches() ? Optional.ofNullable(CountryNames.alpha3().get(behind.group(1))) : Optional.empty();
    }

    /** The alpha-2 code of a country by its alpha-3 code; empty if there is none. */
    public static Optional<String> alpha2(String alpha3) {
        return Optional.ofNullable(CountryNames.alpha2().get(alpha3));
    }

    /**
     * Puts a region into an address of Keap's v2, which takes a code and a name in different properties. A code needs a
     * country; a name is written as it is.
     *
     * @param alpha3 the region's country; empty if it is not known
     */
    public static void putRegion(ObjectNode address, String region, String alpha3) {
        String spelt = region(region, alpha3);
        address.remove(List.of("region", "region_code"));
        address.put(ISO_REGION.matcher(spelt).matches() ? "region_code" : "region", spelt);
    }

    /**
     * A region as Keap accepts it. The two letters of a state of the United States or Canada get capitals and the
     * country's prefix. Any other region stays as it is.
     *
     * @param alpha3 the region's country
     */
    public static String region(String region, String alpha3) {
        String prefix = PREFIXES.get(alpha3);
        if (prefix == null) {
            return region;
        }
        String capitals = region.toUpperCase(Locale.ROOT);
        String state = capitals.startsWith(prefix) ? capitals.substring(prefix.length()) : capitals;
        return region.length() == capitals.length() && state.matches("[A-Z]{2}") ? prefix + state : region;
    }
}
