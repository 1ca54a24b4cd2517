package dev.keapsink.simulator;

import java.util.Optional;
import java.util.function.Predicate;

/** Finds the parent that a path names, and its children. */
record Parents(ObjectModel model, ObjectData data) {
    static Parents of(ObjectModel model, ObjectData data) {
        return new Parents(model, data);
    }

    /**
     * The property that has the parent's id, if the path names one.
     *
     * @throws Refusal if the parent does not exist
     */
    Optional<String> property(Exchange exchange) {
        model.parent().ifPresent(property -> {
            if (!new References(data).exists(property, exchange.id())) {
                throw Refusal.notFound(property.equals("contact_id") ? "Contact" : "Order", exchange.id());
            }
        });
        return model.parent();
    }

    /**
     * Whether an object is a child of the parent in the path; true if the path names none.
     *
     * @throws Refusal if the parent does not exist
     */
    Predicate<StoredObject> childrenOf(Exchange exchange) {
        String id = exchange.ids().isEmpty() ? "" : String.valueOf(exchange.id());
        return property(exchange)
                .<Predicate<StoredObject>>map(
                        property -> object -> object.text(property).equals(id))
                .orElse(object -> true);
    }

    /**
     * The object that the path names last.
     *
     * @throws Refusal if it does not exist, or if it is the child of another parent
     */
    StoredObject child(Exchange exchange) {
        StoredObject object = data.of(model.resource).get(exchange.ids().getLast());
        if (!childrenOf(exchange).test(object)) {
            throw Refusal.notFound(model.resource.singular(), object.id());
        }
        return object;
    }
}
