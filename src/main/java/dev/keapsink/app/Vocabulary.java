package dev.keapsink.app;

import dev.keapsink.company.CompanyFields;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.ContactNames;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
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
import java.util.Set;
import java.util.TreeSet;

/** Knows the fields that the mapping of each type of object may name. */
public final class Vocabulary {

    private Vocabulary() {}

    static Terms of(ObjectType type) {
        return type == ObjectType.CONTACTS ? ContactMappingReader.TERMS : table(type, names(type));
    }

    /** The fields of a type with the names that records have for them. */
    public static FieldNames names(ObjectType type) {
        return switch (type) {
            case COMPANIES -> CompanyFields.ALL;
            case CONTACTS -> ContactNames.ALL;
            case OPPORTUNITIES -> OpportunityFields.ALL;
            case NOTES -> NoteFields.ALL;
            case TASKS -> TaskFields.ALL;
            case PRODUCTS -> ProductFields.ALL;
            case ORDERS -> OrderFields.ALL;
            case PAYMENTS -> PaymentFields.ALL;
            case FILES -> FileFields.ALL;
        };
    }

    private static Terms table(ObjectType type, FieldNames names) {
        Set<String> parts = new TreeSet<>(ReferenceOptions.parts(type));
        if (KeyedTypes.haveKeyField(type)) {
            parts.add("custom_fields");
        }
        return new Terms(
                type.one(),
                names.table(),
                parts,
                Set.of(),
                name -> names.fields(Set.of(Field.normalised(name))).stream()
                        .map(Field::label)
                        .findFirst());
    }
}
