package dev.keapsink.object;

import dev.keapsink.record.ObjectType;

/** Knows the types whose objects hold a record's key in a custom field. */
public final class KeyedTypes {

    private KeyedTypes() {}

    /** Whether objects of this type have a custom field for the key. Other types are found in another way. */
    public static boolean haveKeyField(ObjectType type) {
        return switch (type) {
            case COMPANIES, OPPORTUNITIES, ORDERS, NOTES, TASKS -> true;
            case PRODUCTS, CONTACTS, PAYMENTS, FILES -> false;
        };
    }
}
