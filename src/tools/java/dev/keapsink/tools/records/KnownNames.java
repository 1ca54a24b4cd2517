package dev.keapsink.tools.records;

import dev.keapsink.contact.ContactNames;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The field names that the sink knows, for the commands that read files. */
final class KnownNames {
    private static final Set<String> NORMALISED =
            all().stream().map(Field::normalised).collect(Collectors.toUnmodifiableSet());

    private KnownNames() {}

    /** Returns every name, as its producer spells it. */
    public static List<String> all() {
        return ContactNames.ALL.lines().stream().map(FieldNames.Line::name).toList();
    }

    /** Whether a column's name is a known one. Differences that the sink ignores are ignored here, too. */
    public static boolean isOne(String column) {
        return NORMALISED.contains(Field.normalised(column));
    }
}
