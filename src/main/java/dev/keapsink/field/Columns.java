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

/** Holds the columns of one record by their normalised names, and tracks which of them are used. Used by one thread. */
public final class Columns {

    private final FieldNames names;
    private final List<Column> all = new ArrayList<>();
    private final Map<String, JsonNode> byName = new HashMap<>();

    /**
     * Duplicate columns: an earlier column with another value has the same normalised name, as {@code Email} before
     * {@code E-mail}.
     */
    private final List<Column> duplicates = new ArrayList<>();

    /** Normalised names that were read for a field and cannot mean anything else. */
    private final Set<String> recognised = new HashSet<>();

    /**
     * Normalised names that were read for a field but may mean another one. A custom field of that name gets the value
     * as well.
     */
    private final Set<String> shared = new HashSet<>();

    /** Normalised names of values that stood inside of a column, as in a nested object. */
    private final Set<String> inside = new HashSet<>();

    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * @param automatic whether columns are found by their names
     * @param named names of columns that are not found by their names, because an entry of the mapping reads or ignores
     *     them
     */
    Columns(ObjectNode data, FieldNames names, boolean automatic, Set<String> named) {
        this.names = names;
        for (Map.Entry<String, JsonNode> property : data.properties()) {
            if (!isMetadata(property.getKey())) {
                Column column = Column.of(property.getKey(), property.getValue());
                all.add(column);
                if (automatic && !named.contains(column.name())) {
                    add(column);
                }
            }
        }
        byName.keySet().removeIf(name -> names.isStray(name, byName.keySet()));
    }

    /** Names with two underscores in front are metadata, such as Debezium's, and no data of the row. */
    private static boolean isMetadata(String name) {
        return name.startsWith("__");
    }

    /** The first value under a name that is not blank counts. */
    private void add(Column column) {
        JsonNode first = byName.get(column.normalised());
        if (first == null || Texts.isBlank(first)) {
            byName.put(column.normalised(), column.json());
        } else if (!column.isBlank() && !isSame(first, column.json())) {
            duplicates.add(column);
        }
    }

    private static boolean isSame(JsonNode first, JsonNode other) {
        return first.equals(other)
                || (first.isValueNode()
                        && other.isValueNode()
                        && Blanks.strip(first.asText()).equals(Blanks.strip(other.asText())));
    }

    /** All columns, in the record's order. */
    List<Column> all() {
        return all;
    }

    /** The values by normalised name. A layout may change this map. */
    public Map<String, JsonNode> byName() {
        return byName;
    }

    /**
     * The duplicate columns that no layout has placed yet: an earlier column with another value has the same normalised
     * name.
     */
    public List<Column> duplicates() {
        return duplicates;
    }

    /** Takes note that a layout has placed one of the {@link #duplicates}. */
    public void placed(Column column) {
        duplicates.remove(column);
    }

    /** Marks normalised names as used, and as meaning nothing else. */
    public void read(Collection<String> others) {
        recognised.addAll(others);
    }

    /**
     * Replaces columns by the values that were found inside of them.
     *
     * @param read the normalised names of these columns
     * @param values by the normalised names under which they are found from now on
     */
    public void flatten(Set<String> read, Map<String, JsonNode> values) {
        byName.keySet().removeAll(read);
        byName.putAll(values);
        recognised.addAll(read);
        inside.addAll(values.keySet());
    }

    /**
     * Marks a column, or a value inside of one, as used.
     *
     * @param name normalised
     */
    public void recognise(String name) {
        if (names.isUsual(name) || inside.contains(name)) {
            recognised.add(name);
        } else {
            shared.add(name);
        }
    }

    /** Whether a normalised name was used and cannot mean anything else. */
    public boolean isRecognised(String name) {
        return recognised.contains(name);
    }

    /** Drops the duplicate columns of each name that is recognised. */
    void dropDuplicates() {
        duplicates.removeIf(column -> isRecognised(column.normalised()));
    }

    /** Whether a column was found by its name and its own value was used. */
    boolean isUsed(Column column) {
        return (isRecognised(column.normalised()) || shared.contains(column.normalised()))
                && !duplicates.contains(column);
    }

    /** Records a value that is not written. */
    public void leaveOut(LeftOut value) {
        leftOut.add(value);
    }

    /** The values that are not written. */
    List<LeftOut> leftOut() {
        return leftOut;
    }
}
