package dev.keapsink.tools.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a run that say which contacts the lines ask for.
 *
 * @param byName whether contacts of one address with different names are different
 * @param creates whether new contacts are written
 * @param changes whether a later line changes the contact of an earlier one
 */
record AuditRules(PlainMapping mapping, boolean byName, boolean creates, boolean changes) {
    /** Without any setting. */
    static final AuditRules DEFAULT = new AuditRules(PlainMapping.AUTOMATIC, false, true, true);

    static AuditRules of(SimulatorSettings settings) {
        String policy = word(settings.get(SimulatorSettings.WRITE_POLICY));
        return new AuditRules(
                settings.get(SimulatorSettings.MAPPING).map(PlainMapping::of).orElse(PlainMapping.AUTOMATIC),
                word(settings.get(SimulatorSettings.DUPLICATE_OPTION)).equals("emailandname"),
                !policy.equals("updateonly"),
                !policy.equals("createonly"));
    }

    private static String word(Optional<String> setting) {
        return setting.orElse("").toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** Returns the sentences on what these settings leave out of the comparison. */
    List<String> limits() {
        List<String> limits = new ArrayList<>();
        if (!creates) {
            limits.add("The simulated account begins without contacts, so update-only writes nothing to it.");
        }
        if (!changes) {
            limits.add("Not compared: names, job titles and cities of contacts with several lines, because create-only"
                    + " keeps those of the first.");
        }
        if (mapping.keepsValues()) {
            limits.add("Not compared: names, job titles and cities that the mapping fills, merges or clears.");
        }
        if (mapping.dropsRecords()) {
            limits.add("Records that the mapping suppresses count as written, because they are done.");
        }
        return limits;
    }
}
