package dev.keapsink.tools.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import dev.keapsink.tools.records.SpreadsheetText;
import dev.keapsink.value.Emails;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes cells of a CSV table that a spreadsheet shows, and the commands of this sink read back, as they were. */
final class Cells {
    /** What no text of a file has: NUL, half of a character, and the sign of a broken one. */
    private static final Pattern BROKEN = Pattern.compile("[\\x00\\p{Cs}\\uFFFD]");

    private Cells() {}

    /**
     * Returns whether the row of a line is read back as the record that it was. It is not if the record had attributes
     * beside it, holds an object (an envelope, for example), has two names that are one in a table, or a text that
     * cannot be a cell. A body that is not JSON is no record, and its text is shown.
     */
    static boolean fit(JsonNode line) {
        JsonNode record = line.path("record");
        if (line.path("reject").has(Export.NEEDS_ATTRIBUTES)) {
            return false;
        }
        if (!record.isObject()) {
            return record.isTextual();
        }
        Set<String> names = new HashSet<>();
        return record.properties().stream()
                .allMatch(member ->
                        isName(member.getKey()) && names.add(folded(member.getKey())) && isValue(member.getValue()));
    }

    /** Returns a name as the commands compare those of columns. */
    static String folded(String name) {
        return Blanks.strip(name).replaceAll("[\\s\\u00A0]+", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isName(String name) {
        return !Blanks.isBlank(name) && isReadBack(name) && !Emails.isOne(name);
    }

    private static boolean isValue(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .allMatch(item ->
                            item.isValueNode() && !BROKEN.matcher(item.asText()).find());
        }
        return value.isValueNode() && (!value.isTextual() || isReadBack(value.textValue()));
    }

    private static boolean isReadBack(String text) {
        return !BROKEN.matcher(text).find()
                && SpreadsheetText.text(SpreadsheetText.cell(text)).equals(Blanks.strip(text));
    }

    /** Returns the cell of a value; blank without one. */
    static String of(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? SpreadsheetText.cell(value.textValue()) : value.toString();
    }
}
