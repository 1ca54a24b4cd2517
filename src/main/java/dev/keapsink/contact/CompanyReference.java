package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.record.Faults;
import dev.keapsink.record.ObjectType;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the company that a record of a contact refers to. Its id is a value of the contact; its name or key has to be
 * looked up first.
 */
final class CompanyReference {

    private static final String NAME = "name";

    /** The first of these fields that has a value counts. The name goes first, because a person can tell it. */
    private static final List<Map.Entry<Field, String>> NAMES =
            List.of(Map.entry(ContactFields.COMPANY, NAME), Map.entry(ContactFields.COMPANY_KEY, "key"));

    private CompanyReference() {}

    /** Makes references of what records call a company. */
    @FunctionalInterface
    interface Companies {
        /** Companies that are not to be created. */
        Companies EXISTING = (name, value) -> new Reference.ByKey(new Key(
                ObjectType.COMPANIES,
                name.equals(NAME) ? Key.By.NAME : Key.By.SOURCE_KEY,
                List.of(Texts.of(ContactFields.COMPANY.label(), value))));

        /**
         * The reference to a company.
         *
         * @param name tells what the value is: the company's name, or the key of its record
         */
        Reference.ByKey reference(String name, JsonNode value);
    }

    /**
     * Takes the company's name and key out of a record's values, and makes a reference of them. An id makes them
     * superfluous.
     *
     * @param values an empty name empties the id
     * @param faults takes a value that names no possible company
     */
    static SortedMap<Field, Reference> taken(SortedMap<Field, Value> values, Companies companies, Faults faults) {
        SortedMap<Field, Reference> references = new TreeMap<>();
        Value id = values.get(ContactFields.COMPANY_ID);
        boolean isKnown = id != null && !id.isClearing();
        for (Map.Entry<Field, String> named : NAMES) {
            Optional.ofNullable(values.remove(named.getKey()))
                    .filter(value -> !isKnown && references.isEmpty())
                    .ifPresent(value -> {
                        if (value.isClearing()) {
                            values.putIfAbsent(ContactFields.COMPANY_ID, value);
                        } else {
                            faults.reading(() -> companies.reference(named.getValue(), value.content()))
                                    .ifPresent(reference ->
                                            references.put(ContactFields.COMPANY_ID, reference.written(value.write())));
                        }
                    });
        }
        if (!references.isEmpty()) {
            values.remove(ContactFields.COMPANY_ID);
        }
        return references;
    }
}
