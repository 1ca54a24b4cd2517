package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.mapping.TargetEntry;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the custom fields that a record names, and converts its values to their types. Threadsafe. */
public final class CustomFieldValues {

    private final CustomFields fields;
    private final Encoding encoding;
    private final Conventions conventions;
    private final Map<String, TargetEntry> entries;

    /**
     * @param entries the mapping's entries for custom fields, by the names that it gives them
     */
    public CustomFieldValues(
            CustomFields fields, Encoding encoding, Conventions conventions, Map<String, TargetEntry> entries) {
        this.fields = fields;
        this.encoding = encoding;
        this.conventions = conventions;
        this.entries = entries;
    }

    /**
     * The result of resolving a record's custom fields.
     *
     * @param used names of the record's fields that are also names of custom fields
     * @param leftOut values that are fillers and are not written
     * @param isMissed whether a name is missing in the account's model as it was last read
     */
    public record Found(Map<Field, Value> values, Set<String> used, List<LeftOut> leftOut, boolean isMissed) {
        public static final Found NONE = new Found(Map.of(), Set.of(), List.of(), false);
    }

    /** The account's model of its custom fields. */
    public AccountList<?> list() {
        return fields.list();
    }

    /**
     * Resolves the values for a record's custom fields against the model as it was last read. Makes no call.
     *
     * @param faults takes values that are not of their field's type, or name an unknown option
     * @throws KeapFailure.Misconfigured if the mapping names a field that the account does not have
     */
    public Found of(Unresolved unresolved, Faults faults) {
        Map<Field, Value> values = new TreeMap<>();
        Set<Field> mapped = new HashSet<>();
        Set<String> used = new HashSet<>();
        List<LeftOut> leftOut = new ArrayList<>();
        boolean missed = false;
        for (NamedValue namedValue : unresolved.customFields()) {
            List<CustomField> found = fields.known(namedValue.name());
            missed |= found.isEmpty();
            if (namedValue.mapped()) {
                require(namedValue.name(), found);
                mapped.add(found.getFirst().field());
                faults.checking(() -> add(values, found.getFirst(), namedValue).ifPresent(leftOut::add));
            } else if (found.size() == 1 && isFree(found.getFirst().field(), mapped, values)) {
                faults.checking(() -> add(values, found.getFirst(), namedValue).ifPresent(leftOut::add));
                used.add(namedValue.name());
            }
        }
        return new Found(values, used, leftOut, missed);
    }

    /** Whether a field has no value yet. A blank gives way to a value under another name. */
    private static boolean isFree(Field field, Set<Field> mapped, Map<Field, Value> values) {
        Value value = values.get(field);
        return !mapped.contains(field) && (value == null || value.isClearing());
    }

    /**
     * Makes sure that each custom field exists, that no two names mean the same field, and that each field takes the
     * mapping's constants.
     *
     * @throws KeapFailure.Misconfigured if a check fails: the records wait until the operator mends the mapping or the
     *     account
     */
    public void require(Set<String> names, Deadline deadline) {
        Map<Long, String> nameOf = new HashMap<>();
        for (String name : names) {
            List<CustomField> found = fields.find(name, deadline);
            require(name, found);
            String other = nameOf.put(found.getFirst().id(), name);
            if (other != null) {
                throw new KeapFailure.Misconfigured(
                        "KEAP_SINK_MAPPING names one custom field twice, as \"%s\" and as \"%s\"; remove one of them"
                                .formatted(other, name));
            }
            problem(name, deadline).ifPresent(problem -> {
                throw new KeapFailure.Misconfigured(problem);
            });
        }
    }

    /** Why the mapping's constant for a custom field would reject every record; empty if the field takes it. */
    public Optional<String> problem(String name, Deadline deadline) {
        TargetEntry entry = entries.get(name);
        if (entry == null || entry.source().constants().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> problem = problem(name, entry, fields.find(name, deadline));
        if (problem.isPresent() && fields.list().fresh().isZero()) {
            // An option may have been added since the model was read.
            fields.list().read(deadline);
            return problem(name, entry, fields.known(name));
        }
        return problem;
    }

    private Optional<String> problem(String name, TargetEntry entry, List<CustomField> found) {
        if (found.size() != 1) {
            return Optional.empty();
        }
        try {
            for (JsonNode constant : entry.source().constants()) {
                NamedValue namedValue = new NamedValue(name, constant, entry.options(), true);
                Optional<LeftOut> nothing = add(new TreeMap<>(), found.getFirst(), namedValue);
                if (nothing.isPresent()) {
                    return Optional.of(complaint(name, nothing.get().why()));
                }
            }
            return Optional.empty();
        } catch (InvalidValue e) {
            return Optional.of(complaint(name, e.rejection().detail()));
        }
    }

    private static String complaint(String name, String why) {
        return "KEAP_SINK_MAPPING has a constant for the custom field \"%s\" that %s".formatted(name, why);
    }

    /** Whether the account still has the custom fields among these fields. */
    public boolean stillHas(Collection<Field> fields, Deadline deadline) {
        List<Field> custom = fields.stream()
                .filter(field -> field.list().equals("custom_fields"))
                .toList();
        return custom.isEmpty() || this.fields.stillHas(custom, deadline);
    }

    private static void require(String name, List<CustomField> found) {
        if (found.isEmpty()) {
            throw new KeapFailure.Misconfigured(
                    "KEAP_SINK_MAPPING names the custom field \"%s\", which does not exist in the Keap account; correct the name or create the field"
                            .formatted(name));
        }
        if (found.size() > 1) {
            throw new KeapFailure.Misconfigured(
                    "KEAP_SINK_MAPPING names the custom field \"%s\", and the Keap account has several of that name; use the technical name (%s)"
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            found.stream()
                                                    .map(CustomField::name)
                                                    .toList())));
        }
    }

    /** Whether the value is a constant of the mapping. A constant text is written even if it looks like a filler. */
    private boolean isConstant(CustomField field, NamedValue namedValue) {
        TargetEntry entry = entries.get(namedValue.name());
        return field.field().kind() == FieldType.TEXT
                && entry != null
                && entry.source().constants().contains(namedValue.json());
    }

    /** Adds the field's value, if there is one to write. Returns a filler, which is left out. */
    private Optional<LeftOut> add(Map<Field, Value> values, CustomField field, NamedValue namedValue) {
        Field target = field.field();
        boolean blank = Texts.isBlank(namedValue.json());
        Optional<String> nothing = blank ? Optional.empty() : field.whyNothing(namedValue.json());
        if (nothing.isPresent() && !isConstant(field, namedValue)) {
            return nothing.map(why -> new LeftOut(target.label(), why));
        }
        JsonNode content = blank
                ? namedValue.json()
                : field.type().content(field, namedValue.json(), encoding, conventions.dateOrder());
        if (!Texts.isBlank(content)) {
            values.put(target, target.value(namedValue.json(), content, namedValue.options()));
        } else if (namedValue.options().isToBeCleared(content)) {
            values.put(target, Value.clearing(namedValue.options().write(), namedValue.json()));
        }
        return Optional.empty();
    }
}
