package dev.keapsink.object;

import dev.keapsink.record.ObjectType;

/** Knows what a record's key is worth to the objects of a type. */
public final class KeyedTypes {

    private KeyedTypes() {}

    /** Whether objects of this type have a custom field for the key. Other types are found in another way. */
    public static boolean haveKeyField(ObjectType type) {
        return switch (type) {
            case COMPANIES, OPPORTUNITIES, ORDERS, NOTES, TASKS -> true;
            case PRODUCTS, CONTACTS, PAYMENTS, FILES -> false;
        };
    }

    /**
     * Whether only this sink makes objects of a record's key. Such an object is created without a search where the
     * ledger knows that nothing was sent, so the ledger has to remember it.
     */
    public static boolean areMadeHereAlone(ObjectType type) {
        return switch (type) {
            case OPPORTUNITIES, ORDERS, PAYMENTS, NOTES, TASKS -> true;
            case COMPANIES, PRODUCTS, CONTACTS, FILES -> false;
        };
    }
}
