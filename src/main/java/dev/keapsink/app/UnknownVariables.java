package dev.keapsink.app;

import dev.keapsink.mapping.DidYouMean;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds variables that look like settings and are none: a misspelt setting would be passed over in silence. */
public final class UnknownVariables {

    private static final String PREFIX = "KEAP_SINK_";

    /** The variables of the commands beside those of the function. */
    private static final List<String> OF_COMMANDS = List.of(
            "KEAP_SINK_CREDENTIALS_FILE",
            "KEAP_SINK_CLIENT_ID",
            "KEAP_SINK_CLIENT_SECRET",
            "KEAP_SINK_AUDIT_URL",
            "KEAP_SINK_AUDIT",
            "KEAP_SINK_AUDIT_PAYLOADS");

    private static final List<String> OF_FUNCTION =
            SinkConfig.table().stream().map(Setting::variable).toList();

    private static final List<String> KNOWN =
            Stream.concat(OF_FUNCTION.stream(), OF_COMMANDS.stream()).toList();

    private UnknownVariables() {}

    /** A sentence for each variable that means nothing to the function. No sentence holds a value. */
    static List<String> ofFunction(Collection<String> names) {
        Stream<String> ofCommands = names.stream()
                .filter(OF_COMMANDS::contains)
                .sorted()
                .map("The variable %s is for the commands only, and has no effect in the function."::formatted);
        return Stream.concat(ofCommands, ofCommands(names).stream()).toList();
    }

    /** A sentence for each unknown variable, with the closest name. No sentence holds a value. */
    public static List<String> ofCommands(Collection<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
                .sorted()
                .map(name -> "The variable %s is not known, and has no effect%s."
                        .formatted(name, DidYouMean.suggestion(name, KNOWN)))
                .toList();
    }
}
