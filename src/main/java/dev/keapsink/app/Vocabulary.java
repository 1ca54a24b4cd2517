package dev.keapsink.app;

import dev.keapsink.company.CompanyFields;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldTable;
import dev.keapsink.field.MappingReader.Terms;
import dev.keapsink.file.FileFields;
import dev.keapsink.note.NoteFields;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.object.ReferenceOptions;
import dev.keapsink.opportunity.OpportunityFields;
import dev.keapsink.order.OrderFields;
import dev.keapsink.order.PaymentFields;
import dev.keapsink.product.ProductFields;
import dev.keapsink.record.ObjectType;
import dev.keapsink.task.TaskFields;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Knows the fields that the mapping of each type of object may name. */
final class Vocabulary {

    private Vocabulary() {}

    static Terms of(ObjectType type) {
        return switch (type) {
            case COMPANIES -> table(type, CompanyFields.ALL);
            case CONTACTS -> ContactMappingReader.TERMS;
            case OPPORTUNITIES -> table(type, OpportunityFields.ALL);
            case NOTES -> table(type, NoteFields.ALL);
            case TASKS -> table(type, TaskFields.ALL);
            case PRODUCTS -> table(type, ProductFields.ALL);
            case ORDERS -> table(type, OrderFields.ALL);
            case PAYMENTS -> table(type, PaymentFields.ALL);
            case FILES -> table(type, FileFields.ALL);
        };
    }

    private static Terms table(ObjectType type, FieldNames names) {
        return terms(
                type,
                names.table(),
                name -> names.fields(Set.of(Field.normalised(name))).stream()
                        .map(Field::label)
                        .findFirst());
    }

    private static Terms terms(ObjectType type, FieldTable table, Function<String, Optional<String>> meant) {
        Set<String> parts = new TreeSet<>(ReferenceOptions.parts(type));
        if (KeyedTypes.haveKeyField(type)) {
            parts.add("custom_fields");
        }
        String article = "aeiou".indexOf(type.noun().charAt(0)) < 0 ? "a " : "an ";
        return new Terms(article + type.noun(), table, parts, Set.of(), meant);
    }
}
