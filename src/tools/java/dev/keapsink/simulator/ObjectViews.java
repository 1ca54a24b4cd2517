package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows the objects of one kind as replies have them. */
final class ObjectViews {
    private final ObjectModel model;
    private final ObjectLogic logic;

    ObjectViews(ObjectModel model, ObjectLogic logic) {
        this.model = model;
        this.logic = logic;
    }

    /** The object without the properties that "fields" does not ask for. */
    ObjectNode sparse(StoredObject object, Exchange exchange) {
        return without(full(object), exchange);
    }

    /** The reply to a write: sparse only where a write takes "fields". */
    ObjectNode written(StoredObject object, Exchange exchange) {
        ObjectNode view = fields(object);
        logic.showWritten(object, view);
        return model.takesFieldsInWrites() ? without(view, exchange) : view;
    }

    private ObjectNode without(ObjectNode view, Exchange exchange) {
        Set<String> hidden = new HashSet<>(model.hidden);
        exchange.all("fields").forEach(hidden::remove);
        return view.remove(hidden);
    }

    /** The object with all its properties. */
    ObjectNode full(StoredObject object) {
        ObjectNode view = fields(object);
        logic.show(object, view);
        return view;
    }

    private ObjectNode fields(StoredObject object) {
        ObjectNode view = Json.object().put("id", String.valueOf(object.id()));
        view.setAll(object.fields().deepCopy());
        if (!model.createdName().isEmpty()) {
            view.put(model.createdName(), Json.time(object.created()));
        }
        if (!model.updatedName().isEmpty()) {
            view.put(model.updatedName(), Json.time(object.updated()));
        }
        if (model.recordType().isPresent() && !view.has("custom_fields")) {
            view.putArray("custom_fields");
        }
        return view;
    }

    /** The reply of a list. */
    SimulatedReply page(List<StoredObject> page, String nextPageToken, Exchange exchange) {
        ObjectNode body = Json.object();
        page.forEach(object -> body.withArray(model.list).add(sparse(object, exchange)));
        body.withArray(model.list);
        return Replies.ok(body.put("next_page_token", nextPageToken));
    }
}
