package dev.keapsink.tools.ledger;

import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Countries;
import dev.keapsink.value.PhoneIdentity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that name the person of an entry. */
final class LedgerPerson {

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
     */
    List<LedgerKey> among(LedgerKeys keys, Map<String, String> environment) {
        Optional<String> country = Optional.ofNullable(environment.get("KEAP_SINK_COUNTRY"))
                .flatMap(Countries::alpha3)
                .flatMap(Countries::alpha2);
        Set<LedgerKey> all = new LinkedHashSet<>(keys.named(key));
        all.add(keys.ofPhone(PhoneIdentity.of(key, country)));
        String names = lower(givenName) + "\n" + lower(familyName);
        if (!Blanks.isBlank(names)) {
            all.add(keys.ofEmail(lower(key), names));
        }
        return List.copyOf(all);
    }

    private static String lower(String text) {
        return Blanks.strip(text).toLowerCase(Locale.ROOT);
    }
}
