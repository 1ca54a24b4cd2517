package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.NextFreeSlot.Homeless;
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

/** What records of contacts have beyond one column a field: addresses that are objects, Keap's own lists, several numbers, whole names. */
final class ContactLayout implements Layout {

    private static final String NO_COMPANIES =
            "is not written, because companies are not written yet; send Keap's own id"
                    + " of it as keap_company_id, or map the name to a custom field";

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
    }

    @Override
    public void place(Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        placeSeveral(found, isWanted);
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

    private void placeSeveral(Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        Map<String, JsonNode> byName = columns.byName();
        boolean hasColumns = NextFreeSlot.isAmong(byName.keySet());
        for (RepeatedFields several : RepeatedFields.values()) {
            PrimarySlot.fill(several, found, isWanted).ifPresent(columns::leaveOut);
            List<Homeless> items = body.homeless().getOrDefault(several, List.of());
            List<Homeless> second = second(several);
            if (hasColumns || !items.isEmpty() || !second.isEmpty() || several.isInOneCell(found)) {
                Optional<String> country = PhoneRegion.ofFound(found, mapping.conventions());
                NextFreeSlot next = new NextFreeSlot(several, found, isWanted, mapping.otherwise(), country);
                next.place(hasColumns ? byName : Map.of(), items, second);
                namesakes(several).stream()
                        .filter(column -> several.parts(column.json()).stream().allMatch(next::has))
                        .forEach(columns::placed);
                next.used().forEach(columns::recognise);
                next.leftOut().forEach(columns::leaveOut);
            }
        }
    }

    /** Addresses or numbers that may take the next free place, because the first of their name is in one. */
    private List<Homeless> second(RepeatedFields several) {
        List<Homeless> homeless = new ArrayList<>();
        for (Column column : namesakes(several)) {
            several.parts(column.json()).stream()
                    .filter(JsonNode::isValueNode)
                    .forEach(part -> homeless.add(new Homeless(part, 0, Map.of(), "", "")));
        }
        return homeless;
    }

    /** Those columns that come second under one of their names. */
    private List<Column> namesakes(RepeatedFields several) {
        return columns.second().isEmpty()
                ? List.of()
                : columns.second().stream()
                        .filter(column -> mayHaveMore(column.normalised()) && isOf(several, column.normalised()))
                        .toList();
    }

    /** Whether the first column of a name is one that is read as an address or a number. */
    private boolean mayHaveMore(String name) {
        return columns.isRecognised(name) || NextFreeSlot.isAmong(List.of(name));
    }

    private static boolean isOf(RepeatedFields several, String name) {
        return NextFreeSlot.columns(several).contains(name)
                || several.places().stream()
                        .anyMatch(place -> ContactNames.ALL.of(place.label()).contains(name));
    }

    @Override
    public Collection<String> names(Collection<Field> dropped) {
        Set<String> names = new HashSet<>();
        for (RepeatedFields several : RepeatedFields.values()) {
            if (dropped.contains(several.places().getFirst())) {
                names.addAll(NextFreeSlot.columns(several));
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
        return ContactNames.ALL.of(ContactNames.COMPANY).contains(column.normalised())
                ? Optional.of(new LeftOut(ContactNames.COMPANY, NO_COMPANIES, column.name()))
                : WholeName.whyUnused(column);
    }
}
