package dev.keapsink.operate;

import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Whose entry is meant. */
final class LedgerPerson {

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The key of the person's records; the e-mail address, if they have none; or else the phone number.")
    private String key;

    @Option(
            names = "--given-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "With KEAP_SINK_DUPLICATE_OPTION=EmailAndName, where an address alone is nobody.")
    private String givenName;

    @Option(names = "--family-name", paramLabel = "NAME", defaultValue = "", description = "Likewise.")
    private String familyName;

    /** All that the text may mean; it is not known which of them the records have. */
    List<LedgerKey> among(LedgerKeys keys) {
        List<LedgerKey> all = new ArrayList<>(keys.named(key));
        String names = lower(givenName) + "\n" + lower(familyName);
        if (!names.isBlank()) {
            all.add(keys.ofEmail(lower(key), names));
        }
        return all;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
