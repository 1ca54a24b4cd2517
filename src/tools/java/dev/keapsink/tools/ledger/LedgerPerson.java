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

/** Whose entry is meant. */
final class LedgerPerson {

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The key of the person's records; the e-mail address, if they have none; or else the phone number, with the"
                            + " code of its country unless KEAP_SINK_COUNTRY is what the function has.")
    private String key;

    @Option(
            names = "--given-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "With KEAP_SINK_DUPLICATE_OPTION=EmailAndName, where an address alone is nobody.")
    private String givenName;

    @Option(names = "--family-name", paramLabel = "NAME", defaultValue = "", description = "Likewise.")
    private String familyName;

    /**
     * All that the text may mean; it is not known which of them the records have.
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
