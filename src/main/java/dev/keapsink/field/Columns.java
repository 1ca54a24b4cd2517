package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of one record by their normalised names, and what became of them. Used by one thread. */
public final class Columns {

    private final FieldNames names;
    private final List<Column> all = new ArrayList<>();
    private final Map<String, JsonNode> byName = new HashMap<>();

    /** Those that come second under a name, as {@code E-mail} does behind {@code Email}, have another value and no place. */
    private final List<Column> second = new ArrayList<>();

    /** Those that were found under a usual name, normalised. */
    private final Set<String> recognised = new HashSet<>();

    /** Those that were found under another name, normalised: a custom field of that very name gets the value as well. */
    private final Set<String> shared = new HashSet<>();

    /** The names of values that stood inside of a column. */
    private final Set<String> inside = new HashSet<>();

    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * @param named those that are not found by their names
     */
    Columns(ObjectNode data, FieldNames names, boolean automatic, Set<String> named) {
        this.names = names;
        for (Map.Entry<String, JsonNode> property : data.properties()) {
            if (!isNote(property.getKey())) {
                Column column = Column.of(property.getKey(), property.getValue());
                all.add(column);
                if (automatic && !named.contains(column.name())) {
                    add(column);
                }
            }
        }
        byName.keySet().removeIf(name -> names.isStray(name, byName.keySet()));
    }

    /** Debezium's notes about a row, and those of other systems, are no data of it. */
    private static boolean isNote(String name) {
        return name.startsWith("__");
    }

    /** The first of each name that is not blank counts. */
    private void add(Column column) {
        JsonNode first = byName.get(column.normalised());
        if (first == null || Texts.isBlank(first)) {
            byName.put(column.normalised(), column.json());
        } else if (!column.isBlank() && !isSame(first, column.json())) {
            second.add(column);
        }
    }

    private static boolean isSame(JsonNode first, JsonNode other) {
        return first.equals(other)
                || (first.isValueNode()
                        && other.isValueNode()
                        && Blanks.strip(first.asText()).equals(Blanks.strip(other.asText())));
    }

    /** All of them, in the record's order. */
    List<Column> all() {
        return all;
    }

    /** Their values by normalised name; a layout may change them. */
    public Map<String, JsonNode> byName() {
        return byName;
    }

    /** Those that come second under their names and have no place yet. */
    public List<Column> second() {
        return second;
    }

    /** One of these has a place of its own after all. */
    public void placed(Column column) {
        second.remove(column);
    }

    /** Columns of these normalised names are of use. */
    public void read(Collection<String> others) {
        recognised.addAll(others);
    }

    /**
     * Puts values in the place of the columns that they stood in.
     *
     * @param read the normalised names of these columns
     * @param values by the normalised names under which they are found
     */
    public void flatten(Set<String> read, Map<String, JsonNode> values) {
        byName.keySet().removeAll(read);
        byName.putAll(values);
        recognised.addAll(read);
        inside.addAll(values.keySet());
    }

    /** A column of this normalised name, or a value inside of one, is of use. */
    public void recognise(String name) {
        if (names.isUsual(name) || inside.contains(name)) {
            recognised.add(name);
        } else {
            shared.add(name);
        }
    }

    /** Whether a normalised name surely means what it was read for. */
    public boolean isRecognised(String name) {
        return recognised.contains(name);
    }

    /** Those that come second under the names of others that are left out are left out, too. */
    void dropSecond() {
        second.removeIf(column -> isRecognised(column.normalised()));
    }

    /** Whether a column was found by its name, and its own value was of use. */
    boolean isUsed(Column column) {
        return (isRecognised(column.normalised()) || shared.contains(column.normalised())) && !second.contains(column);
    }

    /** Tells that a value is not written. */
    public void leaveOut(LeftOut value) {
        leftOut.add(value);
    }

    /** What is told of values that are not written. */
    List<LeftOut> leftOut() {
        return leftOut;
    }
}
