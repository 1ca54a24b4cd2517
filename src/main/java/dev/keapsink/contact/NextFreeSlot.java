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
 * Puts the addresses or numbers of one record that name no place of their own into the next free ones: the further ones of
 * a cell that holds several, those of columns such as {@code mobile}, and items of a list. Used by one thread.
 */
final class NextFreeSlot {

    private static final Map<RepeatedFields, Map<String, String>> COLUMNS =
            RepeatedFields.values().stream().collect(Collectors.toMap(Function.identity(), RepeatedFields::columns));

    private static final Set<String> ALL_COLUMNS = COLUMNS.values().stream()
            .flatMap(columns -> columns.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final RepeatedFields several;
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
     * One that needs a place.
     *
     * @param from the number of the first place, from 0, that it may take
     * @param parts what belongs to it, such as its extension, by the last word of the part's label
     * @param type the type that the column's name implies, or empty
     * @param column the record's own name of it, normalised; empty if the name is recognised already
     */
    record Homeless(JsonNode json, int from, Map<String, JsonNode> parts, String type, String column) {
        /** Says nothing: it is personal. */
        @Override
        public String toString() {
            return "Homeless";
        }
    }

    /**
     * @param found what has a place; what is placed joins it
     * @param wanted the fields that may be filled
     * @param options of what no entry of the mapping is about
     * @param country whose phone numbers the record writes without saying so
     */
    NextFreeSlot(
            RepeatedFields several,
            Map<Field, FoundValue> found,
            Predicate<Field> wanted,
            WriteOptions options,
            Optional<String> country) {
        this.country = country;
        this.several = several;
        this.found = found;
        this.wanted = wanted;
        this.options = options;
    }

    /** Whether one of these normalised names is of a column without a place of its own. */
    static boolean isAmong(Collection<String> names) {
        for (String name : names) {
            if (ALL_COLUMNS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The normalised names of the columns that have no place of their own. */
    static Set<String> columns(RepeatedFields several) {
        return COLUMNS.getOrDefault(several, Map.of()).keySet();
    }

    /**
     * Places all. If the first place may not be filled, what might have gone there goes nowhere else.
     *
     * @param byName the record's fields by their normalised names
     * @param items those of lists
     * @param second those of columns that come second under a name
     */
    void place(Map<String, JsonNode> byName, List<Homeless> items, List<Homeless> second) {
        List<Homeless> homeless = new ArrayList<>(ofCells());
        if (wanted.test(several.places().getFirst())) {
            homeless.addAll(items);
            homeless.addAll(ofColumns(byName));
            homeless.addAll(second);
        }
        homeless.forEach(this::place);
        empty();
        if (several.places().stream().filter(this::isFilled).count() > 1) {
            types.forEach((place, type) -> part(place, "type", new TextNode(type)));
        }
    }

    /** Whether one has a place. */
    boolean has(JsonNode one) {
        return seen.contains(identity(one));
    }

    /** The columns that were of use, normalised. */
    Set<String> used() {
        return used;
    }

    /** What found no place. */
    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** Leaves the first of each cell in its place. */
    private List<Homeless> ofCells() {
        List<Homeless> further = new ArrayList<>();
        for (int i = 0; i < several.places().size(); i++) {
            Field place = several.places().get(i);
            FoundValue cell = found.get(place);
            if (cell != null && !cell.isBlank()) {
                List<JsonNode> parts = several.parts(cell.json());
                found.put(place, cell.with(parts.getFirst()));
                seen.add(identity(parts.getFirst()));
                int next = i + 1;
                parts.stream().skip(1).forEach(part -> further.add(new Homeless(part, next, Map.of(), "", "")));
            }
        }
        return further;
    }

    private List<Homeless> ofColumns(Map<String, JsonNode> byName) {
        List<Homeless> homeless = new ArrayList<>();
        COLUMNS.getOrDefault(several, Map.of()).forEach((name, type) -> {
            JsonNode json = byName.get(name);
            if (json != null && new FoundValue(json, options, false).isBlank()) {
                blanks++;
                used.add(name);
            } else if (json != null && several.parts(json).stream().noneMatch(JsonNode::isContainerNode)) {
                several.parts(json).forEach(part -> homeless.add(new Homeless(part, 0, Map.of(), type, name)));
            }
        });
        return homeless;
    }

    private void place(Homeless one) {
        if (seen.contains(identity(one.json()))) {
            used.add(one.column());
            return;
        }
        Optional<Field> free =
                several.places().stream().skip(one.from()).filter(this::isFree).findFirst();
        Optional<String> objection = free.isEmpty()
                ? Optional.of("finds no free place: Keap keeps %d of them"
                        .formatted(several.places().size()))
                : objection(free.get(), one.json());
        if (objection.isPresent()) {
            leftOut.add(new LeftOut(several.field(), objection.get()));
        } else {
            put(free.orElseThrow(), one);
        }
    }

    private void put(Field place, Homeless one) {
        FoundValue before = found.put(place, new FoundValue(one.json(), options, false));
        if (before != null && before.isBlank()) {
            blanks++;
        } else if (before != null) {
            objection(place, before.json()).ifPresent(why -> leftOut.add(new LeftOut(place.label(), why)));
        }
        one.parts().forEach((name, json) -> part(place, name, json));
        if (!one.type().isEmpty()) {
            types.put(place, one.type());
        }
        seen.add(identity(one.json()));
        used.add(one.column());
    }

    private void part(Field place, String name, JsonNode json) {
        ContactFields.find(place.label() + "_" + name)
                .filter(wanted)
                .filter(field -> !isFilled(field) && !isMapped(field))
                .ifPresent(field -> found.put(field, new FoundValue(json, options, false)));
    }

    /** As many columns as are blank, so many places behind the last one are emptied, if the mapping says so. */
    private void empty() {
        FoundValue blank = new FoundValue(NullNode.getInstance(), options, false);
        if (blank.isToBeCleared()) {
            several.places().stream()
                    .filter(wanted)
                    .filter(place -> !found.containsKey(place))
                    .limit(blanks)
                    .toList()
                    .forEach(place -> found.put(place, blank));
        }
    }

    private String identity(JsonNode one) {
        return several.identity(one, country);
    }

    private boolean isFree(Field place) {
        FoundValue there = found.get(place);
        return wanted.test(place) && (there == null || (!there.mapped() && isPoor(place, there)));
    }

    private boolean isPoor(Field place, FoundValue there) {
        return there.isBlank()
                || there.isFiller(place)
                || (several.givesWay() && objection(place, there.json()).isPresent());
    }

    private boolean isMapped(Field field) {
        FoundValue there = found.get(field);
        return there != null && there.mapped();
    }

    private boolean isFilled(Field field) {
        FoundValue there = found.get(field);
        return there != null && !there.isBlank();
    }

    /** Why Keap could not take one, in words that quote nothing of it; nothing if it could. */
    private Optional<String> objection(Field place, JsonNode one) {
        try {
            place.value(one, options, Conventions.NONE);
            return Optional.empty();
        } catch (InvalidValue e) {
            return Optional.of(e.rejection().detail());
        }
    }
}
