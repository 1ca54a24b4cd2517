package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What Keap does with the objects of one kind, beyond storing their fields. */
interface ObjectLogic {
    /** Of a kind whose fields are only stored. */
    ObjectLogic NONE = new ObjectLogic() {};

    static ObjectLogic of(Resource resource, ObjectData data) {
        return switch (resource) {
            case COMPANIES -> new CompanyLogic();
            case OPPORTUNITIES -> new OpportunityLogic(data);
            case NOTES -> new NoteLogic(data);
            case TASKS -> new TaskLogic();
            case USERS -> new UserLogic();
            case PRODUCTS -> new ProductLogic();
            case ORDERS -> new OrderLogic(data);
            case ORDER_ITEMS -> new OrderItemLogic(data);
            case PAYMENTS -> new PaymentLogic(data);
            case FILES -> new FileLogic();
            case STAGES, STAGE_MOVES -> NONE;
        };
    }

    /**
     * Completes the fields of an object before they are stored.
     *
     * @param old the object before the write; empty for a new one
     * @throws Refusal if Keap does not accept the fields
     */
    default void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {}

    /** Writes what follows from a write. */
    default void written(Optional<StoredObject> old, StoredObject now, Exchange exchange) {}

    /**
     * Checks that an object may be removed.
     *
     * @throws Refusal if it may not
     */
    default void checkRemoval(StoredObject object) {}

    /** Removes what goes with an object that was removed. */
    default void removed(StoredObject object) {}

    /** Changes the fields of an object into those of a reply. */
    default void show(StoredObject object, ObjectNode view) {}

    /** The same for the reply to a write. */
    default void showWritten(StoredObject object, ObjectNode view) {
        show(object, view);
    }

    /** Whether a list with this filter has the object. */
    default boolean isListed(StoredObject object, String filter) {
        return true;
    }

    /** A field by which lists filter and sort, or something computed, whose name begins with @. */
    default JsonNode value(StoredObject object, String name) {
        return object.value(name);
    }
}
