package dev.keapsink.tools.ledger;

import dev.keapsink.app.CountrySetting;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.text.Blanks;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.value.PhoneIdentity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that name the person of an entry. */
final class LedgerPerson {

    /** Five digits or more and no letters, except for those of an extension; without a plus. */
    private static final Pattern BARE_NUMBER =
            Pattern.compile("(?:[^\\p{L}\\p{Nd}+\uFF0B@]*\\p{Nd}){5}[^\\p{L}+\uFF0B@]*(?:(?i:x|ext)[^@]*)?");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The key of the person's records; without one, the e-mail address; without both, the phone number. Give its"
                            + " country code, or set KEAP_SINK_COUNTRY to the function's value.")
    private String key;

    @Option(
            names = "--given-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "For records without a key under KEAP_SINK_DUPLICATE_OPTION=EmailAndName.")
    private String givenName;

    @Option(names = "--family-name", paramLabel = "NAME", defaultValue = "", description = "As --given-name.")
    private String familyName;

    /**
     * Returns every key that the text may stand for: a key, an e-mail address or a phone number. The records have one
     * of them; the text alone does not tell which.
     *
     * @param environment the variables of the process
     * @throws CommandFailure if KEAP_SINK_COUNTRY names no country: with another one than the function's a number has
     *     another key
     */
    List<LedgerKey> among(LedgerKeys keys, Map<String, String> environment) {
        Set<LedgerKey> all = new LinkedHashSet<>(keys.named(key));
        all.add(keys.ofPhone(PhoneIdentity.of(key, country(environment))));
        String names = lower(givenName) + "\n" + lower(familyName);
        if (!Blanks.isBlank(names)) {
            all.add(keys.ofEmail(lower(key), names));
        }
        return List.copyOf(all);
    }

    /**
     * What may be the reason that nothing is found, as a sentence after a space: the key of a number without a country
     * code depends on the country. An empty text if the key is no such number.
     */
    String doubt(Map<String, String> environment) {
        return BARE_NUMBER.matcher(key).matches()
                ? " If it is a phone number, give it with + and its country code, or set %s to the function's value (here it is %s)."
                        .formatted(
                                CountrySetting.variable(), country(environment).orElse("not set"))
                : "";
    }

    private static Optional<String> country(Map<String, String> environment) {
        try {
            return CountrySetting.of(environment);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static String lower(String text) {
        return Blanks.strip(text).toLowerCase(Locale.ROOT);
    }
}
