package dev.keapsink.value;

import dev.keapsink.text.Blanks;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The countries by all of their English names. Built on first use, so that a batch without countries does not pay for
 * it.
 */
final class CountryNames {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private static final Pattern SPECIAL_REGION = Pattern.compile("\\bSAR CHINA\\b");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]");

    /** Names in wide use, folded, that the JDK's locale data spell otherwise, or that have changed. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("UK", "GBR"),
            Map.entry("GREATBRITAIN", "GBR"),
            Map.entry("BRITAIN", "GBR"),
            Map.entry("ENGLAND", "GBR"),
            Map.entry("SCOTLAND", "GBR"),
            Map.entry("WALES", "GBR"),
            Map.entry("NORTHERNIRELAND", "GBR"),
            Map.entry("UNITEDKINGDOMOFGREATBRITAINANDNORTHERNIRELAND", "GBR"),
            Map.entry("UNITEDSTATESOFAMERICA", "USA"),
            Map.entry("AMERICA", "USA"),
            Map.entry("TURKEY", "TUR"),
            Map.entry("CZECHREPUBLIC", "CZE"),
            Map.entry("CZECHIA", "CZE"),
            Map.entry("HOLLAND", "NLD"),
            Map.entry("REPUBLICOFIRELAND", "IRL"),
            Map.entry("RUSSIANFEDERATION", "RUS"),
            Map.entry("MACEDONIA", "MKD"),
            Map.entry("MOLDOVAREPUBLICOF", "MDA"),
            Map.entry("REPUBLICOFMOLDOVA", "MDA"),
            Map.entry("BOSNIA", "BIH"),
            Map.entry("VATICAN", "VAT"),
            Map.entry("HOLYSEE", "VAT"),
            Map.entry("SLOVAKREPUBLIC", "SVK"),
            Map.entry("BYELORUSSIA", "BLR"),
            Map.entry("BURMA", "MMR"),
            Map.entry("MYANMAR", "MMR"),
            Map.entry("MACAU", "MAC"),
            Map.entry("KOREA", "KOR"),
            Map.entry("REPUBLICOFKOREA", "KOR"),
            Map.entry("KOREAREPUBLICOF", "KOR"),
            Map.entry("DPRK", "PRK"),
            Map.entry("DEMOCRATICPEOPLESREPUBLICOFKOREA", "PRK"),
            Map.entry("KOREADEMOCRATICPEOPLESREPUBLICOF", "PRK"),
            Map.entry("PEOPLESREPUBLICOFCHINA", "CHN"),
            Map.entry("MAINLANDCHINA", "CHN"),
            Map.entry("TAIWANPROVINCEOFCHINA", "TWN"),
            Map.entry("REPUBLICOFCHINA", "TWN"),
            Map.entry("LAOPEOPLESDEMOCRATICREPUBLIC", "LAO"),
            Map.entry("BRUNEIDARUSSALAM", "BRN"),
            Map.entry("EASTTIMOR", "TLS"),
            Map.entry("IRANISLAMICREPUBLICOF", "IRN"),
            Map.entry("ISLAMICREPUBLICOFIRAN", "IRN"),
            Map.entry("SYRIANARABREPUBLIC", "SYR"),
            Map.entry("PALESTINE", "PSE"),
            Map.entry("STATEOFPALESTINE", "PSE"),
            Map.entry("UAE", "ARE"),
            Map.entry("IVORYCOAST", "CIV"),
            Map.entry("CABOVERDE", "CPV"),
            Map.entry("SWAZILAND", "SWZ"),
            Map.entry("TANZANIAUNITEDREPUBLICOF", "TZA"),
            Map.entry("UNITEDREPUBLICOFTANZANIA", "TZA"),
            Map.entry("CONGO", "COG"),
            Map.entry("REPUBLICOFCONGO", "COG"),
            Map.entry("CONGOREPUBLIC", "COG"),
            Map.entry("DRC", "COD"),
            Map.entry("DRCONGO", "COD"),
            Map.entry("DEMOCRATICREPUBLICOFCONGO", "COD"),
            Map.entry("DEMOCRATICREPUBLICOFTHECONGO", "COD"),
            Map.entry("CONGODEMOCRATICREPUBLICOF", "COD"),
            Map.entry("CONGOTHEDEMOCRATICREPUBLICOF", "COD"),
            Map.entry("BOLIVIAPLURINATIONALSTATEOF", "BOL"),
            Map.entry("VENEZUELABOLIVARIANREPUBLICOF", "VEN"),
            Map.entry("FALKLANDS", "FLK"),
            Map.entry("MICRONESIAFEDERATEDSTATESOF", "FSM"),
            Map.entry("FEDERATEDSTATESOFMICRONESIA", "FSM"),
            Map.entry("USVIRGINISLANDS", "VIR"));

    private static final Map<String, String> ALPHA3 = all();

    private static final Map<String, String> ALPHA2 = Stream.of(Locale.getISOCountries())
            .filter(ALPHA3::containsKey)
            .collect(Collectors.toUnmodifiableMap(ALPHA3::get, alpha2 -> alpha2));

    private CountryNames() {}

    /** The alpha-3 codes of the countries by their codes and folded names. */
    static Map<String, String> alpha3() {
        return ALPHA3;
    }

    /** The alpha-2 codes of the countries by their alpha-3 codes. */
    static Map<String, String> alpha2() {
        return ALPHA2;
    }

    /**
     * A name without the spellings that vary between people: case, accents, punctuation, "and", "Saint", and the
     * article in front.
     */
    static String folded(String name) {
        String letters = ACCENTS.matcher(Normalizer.normalize(Blanks.strip(name), Normalizer.Form.NFD))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace("&", " AND ")
                .replaceFirst("^THE\\s+", "")
                .replaceFirst("^ST\\.?\\s", "SAINT ");
        return NO_LETTERS
                .matcher(SPECIAL_REGION.matcher(letters).replaceFirst(""))
                .replaceAll("");
    }

    private static Map<String, String> all() {
        Map<String, String> codes = new HashMap<>(OTHERS);
        for (String alpha2 : Locale.getISOCountries()) {
            Locale locale = Locale.of("", alpha2);
            try {
                String alpha3 = locale.getISO3Country();
                codes.put(alpha2, alpha3);
                codes.put(alpha3, alpha3);
                String name = locale.getDisplayCountry(Locale.ENGLISH);
                codes.put(folded(name), alpha3);
                // The part before a parenthesis is a name too, as in "Myanmar (Burma)", unless another country has it.
                codes.putIfAbsent(folded(name.replaceFirst("\\s*\\(.*", "")), alpha3);
            } catch (MissingResourceException withoutAlpha3) {
                // Without an alpha-3 code it cannot be written to Keap, so that it is not a country here.
                codes.remove(alpha2);
            }
        }
        return Map.copyOf(codes);
    }
}
