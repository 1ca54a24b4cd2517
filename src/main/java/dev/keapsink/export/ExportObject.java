package dev.keapsink.export;

import dev.keapsink.record.ObjectType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lists of a Keap account, in the order in which they are read: what others refer to comes first. */
public enum ExportObject {
    USER(true, null, null),
    STAGE(true, null, null),
    TAG(true, null, null),
    CONTACT_TYPE(true, null, null),
    CUSTOM_FIELD(true, null, null),
    COMPANY(false, ObjectType.COMPANIES, null),
    PRODUCT(false, ObjectType.PRODUCTS, null),
    CONTACT(false, ObjectType.CONTACTS, null),
    /** That a contact wears a tag. Keap lists them tag by tag. */
    CONTACT_TAG(false, null, TAG),
    OPPORTUNITY(false, ObjectType.OPPORTUNITIES, null),
    ORDER(false, ObjectType.ORDERS, null),
    /** Keap lists them order by order. */
    PAYMENT(false, ObjectType.PAYMENTS, ORDER),
    NOTE(false, ObjectType.NOTES, null),
    TASK(false, ObjectType.TASKS, null),
    FILE(false, ObjectType.FILES, null);

    private final boolean reference;
    private final @Nullable ObjectType type;
    private final @Nullable ExportObject parent;

    ExportObject(boolean reference, @Nullable ObjectType type, @Nullable ExportObject parent) {
        this.reference = reference;
        this.type = type;
        this.parent = parent;
    }

    /** The name of the view that shows the rows. */
    public String view() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list whose view has this name. */
    public static Optional<ExportObject> ofView(String name) {
        return Arrays.stream(values())
                .filter(object -> object.view().equals(name))
                .findFirst();
    }

    /** Whether other lists refer to it, so that every export reads it. */
    public boolean isReference() {
        return reference;
    }

    /** The type of object, if the list is of objects that the sink writes. */
    Optional<ObjectType> type() {
        return Optional.ofNullable(type);
    }

    /** The list for each row of which Keap has a list of its own; empty if this one is a single list. */
    public Optional<ExportObject> parent() {
        return Optional.ofNullable(parent);
    }
}
