package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Columns;
import dev.keapsink.field.Field;
import dev.keapsink.field.Layout;
import dev.keapsink.field.Value;
import dev.keapsink.record.Faults;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.value.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the parents that a record refers to. A parent stands in an object of its own, as in {@code {"contact":
 * {"email": …}}}, or in flat fields such as {@code contact_email}. Threadsafe.
 */
public final class ParentReader {

    private final List<Parent> parents;
    private final Map<ObjectType, KeapObject> objects;
    private final Predicate<ObjectType> createMissing;

    /**
     * @param objects the parents' types, at least those of {@code parents}
     * @param createMissing whether a missing parent of a type is created
     */
    public ParentReader(
            List<Parent> parents, Map<ObjectType, KeapObject> objects, Predicate<ObjectType> createMissing) {
        this.parents = List.copyOf(parents);
        this.objects = Map.copyOf(objects);
        this.createMissing = createMissing;
    }

    /**
     * Takes the parents' fields out of a record's values, and makes references of them.
     *
     * @param values loses the fields of parents
     * @param faults takes values that name no possible parent
     */
    SortedMap<Field, Reference> taken(SortedMap<Field, Value> values, Faults faults) {
        SortedMap<Field, Reference> references = new TreeMap<>();
        for (Parent parent : parents) {
            Optional<Reference> reference =
                    faults.reading(() -> reference(parent, values)).flatMap(found -> found);
            reference.ifPresent(found -> references.put(parent.id(), found));
            values.remove(parent.id());
            parent.names().forEach(named -> values.remove(named.field()));
        }
        return references;
    }

    /** Requires the parents without which no object of the type exists. */
    void checkRequired(Map<Field, Reference> references, Faults faults) {
        for (Parent parent : parents) {
            if (parent.isRequired()
                    && !references.containsKey(parent.id())
                    && fields(parent).stream().noneMatch(field -> faults.isIn(field.label()))) {
                faults.add(new Rejected(
                        Reason.INVALID_VALUE,
                        parent.type().noun(),
                        "is missing; name it by %s"
                                .formatted(fields(parent).stream()
                                        .map(Field::label)
                                        .collect(Collectors.joining(" or ")))));
            }
        }
    }

    private static List<Field> fields(Parent parent) {
        return Stream.concat(parent.names().stream().map(Parent.Named::field), Stream.of(parent.id()))
                .toList();
    }

    private Optional<Reference> reference(Parent parent, Map<Field, Value> values) {
        Value id = values.get(parent.id());
        if (id != null && !id.isClearing()) {
            return Optional.of(new Reference.ById(Long.parseLong(id.text())));
        }
        for (Parent.Named named : parent.names()) {
            Value name = values.get(named.field());
            if (name != null && !name.isClearing()) {
                KeapObject object = Objects.requireNonNull(objects.get(parent.type()), parent.type().stream());
                return Optional.of(object.reference(named.name(), name.content(), createMissing.test(parent.type()))
                        .written(name.write()));
            }
        }
        return Optional.empty();
    }

    /** A layout that finds the parents' fields in objects of their own. */
    Layout layout(Columns columns) {
        Map<String, JsonNode> inside = new HashMap<>();
        Set<String> read = new HashSet<>();
        for (Parent parent : parents) {
            String noun = parent.type().noun();
            JsonNode nested = columns.byName().get(noun);
            if (nested == null || Texts.isBlank(nested)) {
                continue;
            }
            if (nested.isObject()) {
                nested.properties()
                        .forEach(part -> inside.putIfAbsent(noun + Field.normalised(part.getKey()), part.getValue()));
                read.add(noun);
            } else if (nested.isValueNode() && !parent.names().isEmpty()) {
                inside.putIfAbsent(
                        Field.normalised(parent.names().getFirst().field().label()), nested);
                read.add(noun);
            }
        }
        columns.flatten(read, inside);
        return Layout.PLAIN;
    }
}
