package dev.keapsink.tools.airbyte.settings;

import dev.keapsink.tools.airbyte.settings.Form.Branch;
import dev.keapsink.tools.airbyte.settings.Form.Choice;
import dev.keapsink.tools.airbyte.settings.Form.Flag;
import dev.keapsink.tools.airbyte.settings.Form.Group;
import dev.keapsink.tools.airbyte.settings.Form.OneOf;
import dev.keapsink.tools.airbyte.settings.Form.Text;
import dev.keapsink.tools.airbyte.settings.Form.Whole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces the names of the function's variables in a sentence by those of the settings. */
final class SettingNames {

    private static final Pattern VARIABLE = Pattern.compile("KEAP_SINK_[A-Z_]*[A-Z]");

    /** The variables that no single text becomes. */
    private static final Map<String, String> OTHERS = Map.of(
            "KEAP_SINK_CREDENTIALS_PARAMETER", "credentials",
            "KEAP_SINK_CREDENTIALS_FILE", "credentials",
            "KEAP_SINK_STREAMS", StreamTargets.NAME,
            "KEAP_SINK_MAPPING", StreamTargets.NAME,
            // The sentences about it are about a ledger of any kind.
            "KEAP_SINK_LEDGER_TABLE", "ledger");

    private static final Map<String, String> NAMES = names();

    private SettingNames() {}

    /**
     * The sentence in the words of the settings.
     *
     * @param kept the variables that the environment set: there the sentence is right as it is
     */
    static String in(String sentence, Set<String> kept) {
        return VARIABLE.matcher(sentence)
                .replaceAll(variable -> kept.contains(variable.group()) ? variable.group() : name(variable));
    }

    private static String name(MatchResult variable) {
        return NAMES.getOrDefault(variable.group(), variable.group());
    }

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        collect("", SettingsTable.ENTRIES, names);
        names.putAll(OTHERS);
        return names;
    }

    private static void collect(String prefix, List<Entry> entries, Map<String, String> names) {
        for (Entry entry : entries) {
            String path = prefix + entry.name();
            entry.variable().ifPresent(variable -> names.put(variable, path));
            switch (entry.form()) {
                case Group group -> collect(path + ".", group.entries(), names);
                case OneOf oneOf ->
                    oneOf.branches().stream()
                            .map(Branch::entries)
                            .forEach(branch -> collect(path + ".", branch, names));
                case Text text -> {}
                case Choice choice -> {}
                case Flag flag -> {}
                case Whole whole -> {}
            }
        }
    }
}
