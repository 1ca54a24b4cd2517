package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.NextFreeSlot.Unplaced;
import dev.keapsink.field.Column;
import dev.keapsink.field.Columns;
import dev.keapsink.field.Field;
import dev.keapsink.field.FoundValue;
import dev.keapsink.field.Layout;
import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Mapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads contact records whose shape goes beyond one column a field: nested addresses, Keap's own lists, nested
 * companies, repeated addresses or numbers, and whole names.
 */
final class ContactLayout implements Layout {

    private final Columns columns;
    private final Mapping mapping;
    private final KeapBody body;

    ContactLayout(Columns columns, Mapping mapping) {
        this.columns = columns;
        this.mapping = mapping;
        NestedAddresses nested = NestedAddresses.in(columns.byName(), mapping);
        columns.read(nested.read());
        nested.leftOut().forEach(columns::leaveOut);
        this.body = KeapBody.of(columns.byName(), mapping);
        columns.flatten(body.read(), body.flat());
        body.leftOut().forEach(columns::leaveOut);
        NestedCompany.flatten(
                columns,
                !body.isOther()
                        && !mapping.fields().containsKey(ContactFields.COMPANY)
                        && !mapping.fields().containsKey(ContactFields.COMPANY_KEY));
    }

    @Override
    public void place(Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        placeRepeated(found, isWanted);
        WholeName.split(
                        columns.byName(),
                        found,
                        field -> isWanted.test(field) && !mapping.fields().containsKey(field),
                        mapping.otherwise())
                .ifPresent(name -> {
                    columns.recognise(name);
                    Optional.ofNullable(columns.byName().get(name))
                            .flatMap(WholeName::note)
                            .ifPresent(columns::leaveOut);
                });
    }

    private void placeRepeated(Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        Map<String, JsonNode> byName = columns.byName();
        boolean hasColumns = NextFreeSlot.isAmong(byName.keySet());
        for (RepeatedFields repeated : RepeatedFields.values()) {
            PrimarySlot.fill(repeated, found, isWanted).ifPresent(columns::leaveOut);
            List<Unplaced> items = body.unplaced().getOrDefault(repeated, List.of());
            List<Unplaced> duplicateValues = duplicateValues(repeated);
            if (hasColumns || !items.isEmpty() || !duplicateValues.isEmpty() || repeated.isInOneCell(found)) {
                Optional<String> country = PhoneRegion.ofFound(found, mapping.conventions());
                NextFreeSlot next = new NextFreeSlot(repeated, found, isWanted, mapping.otherwise(), country);
                next.place(hasColumns ? byName : Map.of(), items, duplicateValues);
                duplicates(repeated).stream()
                        .filter(column -> repeated.parts(column.json()).stream().allMatch(next::has))
                        .forEach(columns::placed);
                next.used().forEach(columns::recognise);
                next.leftOut().forEach(columns::leaveOut);
            }
        }
    }

    /**
     * The addresses or numbers in duplicate columns. They may take the next free slot, because the first column has
     * one.
     */
    private List<Unplaced> duplicateValues(RepeatedFields repeated) {
        List<Unplaced> unplaced = new ArrayList<>();
        for (Column column : duplicates(repeated)) {
            repeated.parts(column.json()).stream()
                    .filter(JsonNode::isValueNode)
                    .forEach(part -> unplaced.add(new Unplaced(part, 0, Map.of(), "", "")));
        }
        return unplaced;
    }

    /** The duplicate columns under the names of these fields. */
    private List<Column> duplicates(RepeatedFields repeated) {
        return columns.duplicates().isEmpty()
                ? List.of()
                : columns.duplicates().stream()
                        .filter(column -> mayHaveMore(column.normalised()) && isOf(repeated, column.normalised()))
                        .toList();
    }

    /** Whether the first column of this name is read as an address or a number. */
    private boolean mayHaveMore(String name) {
        return columns.isRecognised(name) || NextFreeSlot.isAmong(List.of(name));
    }

    private static boolean isOf(RepeatedFields repeated, String name) {
        return NextFreeSlot.columns(repeated).contains(name)
                || repeated.slots().stream()
                        .anyMatch(slot -> ContactNames.ALL.of(slot.label()).contains(name));
    }

    @Override
    public Collection<String> names(Collection<Field> dropped) {
        Set<String> names = new HashSet<>();
        for (RepeatedFields repeated : RepeatedFields.values()) {
            if (dropped.contains(repeated.slots().getFirst())) {
                names.addAll(NextFreeSlot.columns(repeated));
            }
        }
        if (dropped.stream().anyMatch(WholeName::isPartOf)) {
            names.addAll(ContactNames.ALL.of(ContactNames.FULL_NAME));
        }
        return names;
    }

    @Override
    public Map<String, JsonNode> customFields() {
        return body.customFields();
    }

    @Override
    public Optional<LeftOut> whyUnused(Column column) {
        return WholeName.whyUnused(column);
    }
}
