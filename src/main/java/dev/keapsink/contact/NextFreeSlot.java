package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FoundValue;
import dev.keapsink.field.LeftOut;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Conventions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts addresses or numbers of one record that name no slot into the next free slots. They are the further ones of a
 * cell that holds several, those of columns such as {@code mobile}, and items of a list. Used by one thread.
 */
final class NextFreeSlot {

    private static final Map<RepeatedFields, Map<String, String>> COLUMNS =
            RepeatedFields.values().stream().collect(Collectors.toMap(Function.identity(), RepeatedFields::columns));

    private static final Set<String> ALL_COLUMNS = COLUMNS.values().stream()
            .flatMap(columns -> columns.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final RepeatedFields repeated;
    private final Map<Field, FoundValue> found;
    private final Predicate<Field> wanted;
    private final WriteOptions options;
    private final Optional<String> country;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<Field, String> types = new HashMap<>();
    private int blanks;

    /**
     * An address or number that needs a slot.
     *
     * @param from the index of the first slot that it may take, from 0
     * @param parts its parts, such as an extension, by the last word of the part's label
     * @param type the type that the column's name implies, or empty
     * @param column the normalised name of its column; empty if the name is recognised already
     */
    record Unplaced(JsonNode json, int from, Map<String, JsonNode> parts, String type, String column) {
        /** Hides the value, which is personal. */
        @Override
        public String toString() {
            return "Unplaced";
        }
    }

    /**
     * @param found the values by field; this class adds those that it places
     * @param wanted the fields that may be filled
     * @param options of values without an entry in the mapping
     * @param country the country of the record's phone numbers without a country code
     */
    NextFreeSlot(
            RepeatedFields repeated,
            Map<Field, FoundValue> found,
            Predicate<Field> wanted,
            WriteOptions options,
            Optional<String> country) {
        this.country = country;
        this.repeated = repeated;
        this.found = found;
        this.wanted = wanted;
        this.options = options;
    }

    /** Whether one of these normalised names is of a column that has no slot of its own. */
    static boolean isAmong(Collection<String> names) {
        for (String name : names) {
            if (ALL_COLUMNS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The normalised names of the columns without a slot of their own. */
    static Set<String> columns(RepeatedFields repeated) {
        return COLUMNS.getOrDefault(repeated, Map.of()).keySet();
    }

    /**
     * Places all addresses or numbers. If the first slot may not be filled, only the further ones of cells are placed.
     *
     * @param byName the record's values by their normalised names
     * @param items those of lists
     * @param duplicates those of duplicate columns
     */
    void place(Map<String, JsonNode> byName, List<Unplaced> items, List<Unplaced> duplicates) {
        List<Unplaced> unplaced = new ArrayList<>(ofCells());
        if (wanted.test(repeated.slots().getFirst())) {
            unplaced.addAll(items);
            unplaced.addAll(ofColumns(byName));
            unplaced.addAll(duplicates);
        }
        unplaced.forEach(this::place);
        empty();
        if (repeated.slots().stream().filter(this::isFilled).count() > 1) {
            types.forEach((slot, type) -> part(slot, "type", new TextNode(type)));
        }
    }

    /** Whether an address or number has a slot. */
    boolean has(JsonNode one) {
        return seen.contains(identity(one));
    }

    /** The normalised names of the columns that were used. */
    Set<String> used() {
        return used;
    }

    /** The values that were not placed. */
    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** Leaves the first value of each cell in its slot, and returns the others. */
    private List<Unplaced> ofCells() {
        List<Unplaced> further = new ArrayList<>();
        for (int i = 0; i < repeated.slots().size(); i++) {
            Field slot = repeated.slots().get(i);
            FoundValue cell = found.get(slot);
            if (cell != null && !cell.isBlank()) {
                List<JsonNode> parts = repeated.parts(cell.json());
                found.put(slot, cell.with(parts.getFirst()));
                seen.add(identity(parts.getFirst()));
                int next = i + 1;
                parts.stream().skip(1).forEach(part -> further.add(new Unplaced(part, next, Map.of(), "", "")));
            }
        }
        return further;
    }

    private List<Unplaced> ofColumns(Map<String, JsonNode> byName) {
        List<Unplaced> unplaced = new ArrayList<>();
        COLUMNS.getOrDefault(repeated, Map.of()).forEach((name, type) -> {
            JsonNode json = byName.get(name);
            if (json != null && new FoundValue(json, options, false).isBlank()) {
                blanks++;
                used.add(name);
            } else if (json != null && repeated.parts(json).stream().noneMatch(JsonNode::isContainerNode)) {
                repeated.parts(json).forEach(part -> unplaced.add(new Unplaced(part, 0, Map.of(), type, name)));
            }
        });
        return unplaced;
    }

    private void place(Unplaced one) {
        if (seen.contains(identity(one.json()))) {
            used.add(one.column());
            return;
        }
        Optional<Field> free =
                repeated.slots().stream().skip(one.from()).filter(this::isFree).findFirst();
        Optional<String> objection = free.isEmpty()
                ? Optional.of("finds no free slot; Keap keeps only %d"
                        .formatted(repeated.slots().size()))
                : objection(free.get(), one.json());
        if (objection.isPresent()) {
            leftOut.add(new LeftOut(repeated.field(), objection.get()));
        } else {
            put(free.orElseThrow(), one);
        }
    }

    private void put(Field slot, Unplaced one) {
        FoundValue before = found.put(slot, new FoundValue(one.json(), options, false));
        if (before != null && before.isBlank()) {
            blanks++;
        } else if (before != null) {
            objection(slot, before.json()).ifPresent(why -> leftOut.add(new LeftOut(slot.label(), why)));
        }
        one.parts().forEach((name, json) -> part(slot, name, json));
        if (!one.type().isEmpty()) {
            types.put(slot, one.type());
        }
        seen.add(identity(one.json()));
        used.add(one.column());
    }

    private void part(Field slot, String name, JsonNode json) {
        ContactFields.find(slot.label() + "_" + name)
                .filter(wanted)
                .filter(field -> !isFilled(field) && !isMapped(field))
                .ifPresent(field -> found.put(field, new FoundValue(json, options, false)));
    }

    /** Empties as many slots behind the last one as there are blank columns, if the mapping empties fields. */
    private void empty() {
        FoundValue blank = new FoundValue(NullNode.getInstance(), options, false);
        if (blank.isToBeCleared()) {
            repeated.slots().stream()
                    .filter(wanted)
                    .filter(slot -> !found.containsKey(slot))
                    .limit(blanks)
                    .toList()
                    .forEach(slot -> found.put(slot, blank));
        }
    }

    private String identity(JsonNode one) {
        return repeated.identity(one, country);
    }

    private boolean isFree(Field slot) {
        FoundValue there = found.get(slot);
        return wanted.test(slot) && (there == null || (!there.mapped() && isPoor(slot, there)));
    }

    private boolean isPoor(Field slot, FoundValue there) {
        return there.isBlank()
                || there.isFiller(slot)
                || (repeated.givesWay() && objection(slot, there.json()).isPresent());
    }

    private boolean isMapped(Field field) {
        FoundValue there = found.get(field);
        return there != null && there.mapped();
    }

    private boolean isFilled(Field field) {
        FoundValue there = found.get(field);
        return there != null && !there.isBlank();
    }

    /** Why Keap could not take a value, in words that quote nothing of it; empty if it could. */
    private Optional<String> objection(Field slot, JsonNode one) {
        try {
            slot.value(one, options, Conventions.NONE);
            return Optional.empty();
        } catch (InvalidValue e) {
            return Optional.of(e.rejection().detail());
        }
    }
}
