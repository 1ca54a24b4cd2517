package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Answers v2's operations that create, change and delete the objects of one kind. With update_mask a change takes only
 * the properties that it names, and empties those of them that the body does not have. A write is checked on arrival,
 * and again when it is carried out later.
 */
final class ObjectWrites {
    private final ObjectModel model;
    private final ObjectData data;
    private final ObjectLogic logic;
    private final ObjectStore store;
    private final ObjectViews views;
    private final Parents parents;

    ObjectWrites(ObjectModel model, ObjectData data, ObjectLogic logic) {
        this.model = model;
        this.data = data;
        this.logic = logic;
        store = data.of(model.resource);
        views = new ObjectViews(model, logic);
        parents = Parents.of(model, data);
    }

    SimulatedReply create(Exchange exchange) {
        ObjectNode body = exchange.body(model.created().orElseThrow());
        parents.property(exchange).ifPresent(property -> body.put(property, String.valueOf(exchange.id())));
        ObjectNode unused = merged(Optional.empty(), body, exchange);
        return exchange.commit().carryOut(() -> {
            ObjectNode fields = merged(Optional.empty(), body, exchange);
            StoredObject created = store.create(fields, exchange.now());
            logic.written(Optional.empty(), created, exchange);
            return Replies.json(201, views.written(created, exchange));
        });
    }

    SimulatedReply change(Exchange exchange) {
        StoredObject old = parents.child(exchange);
        ObjectNode body = exchange.body(model.changed().orElseThrow());
        ObjectNode unused = merged(Optional.of(old), body, exchange);
        return exchange.commit().carryOut(() -> {
            StoredObject before = store.get(old.id());
            ObjectNode fields = merged(Optional.of(before), body, exchange);
            StoredObject changed = store.put(before.with(fields, exchange.now()));
            logic.written(Optional.of(before), changed, exchange);
            return Replies.ok(views.written(changed, exchange));
        });
    }

    SimulatedReply delete(Exchange exchange) {
        StoredObject object = parents.child(exchange);
        logic.checkRemoval(object);
        return exchange.commit().carryOut(() -> {
            if (!store.remove(object.id())) {
                throw Refusal.notFound(model.resource.singular(), object.id());
            }
            logic.removed(object);
            return Replies.noContent();
        });
    }

    /** The fields after the write, checked and completed. */
    private ObjectNode merged(Optional<StoredObject> old, ObjectNode body, Exchange exchange) {
        Set<String> masked = new HashSet<>();
        exchange.all("update_mask").forEach(value -> masked.addAll(QueryValue.commaList(value)));
        ObjectNode before =
                old.map(StoredObject::fields).orElseGet(Json::object).deepCopy();
        ObjectNode provided = body.deepCopy();
        if (!masked.isEmpty()) {
            provided.retain(masked);
            masked.stream().filter(name -> !body.has(name)).forEach(before::remove);
        }
        new References(data).check(provided);
        data.customFields(model).check(provided);
        if (provided.path("custom_fields").isArray()
                && provided.path("custom_fields").isEmpty()) {
            before.remove("custom_fields"); // An empty list empties them all.
        }
        ObjectNode fields = new ContactMerge(data.behaviour).into(before, provided);
        refuseMissing(fields, model.required());
        logic.complete(fields, old, exchange);
        return fields;
    }

    private static void refuseMissing(ObjectNode fields, Collection<String> required) {
        for (String name : required) {
            if (!fields.has(name)) {
                throw Refusal.badRequest("Missing property: " + name);
            }
        }
    }
}
