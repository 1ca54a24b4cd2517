package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A note: it has a title or a type, and replies show its user. */
final class NoteLogic implements ObjectLogic {
    private final ObjectData data;

    NoteLogic(ObjectData data) {
        this.data = data;
    }

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        if (fields.path("title").asText("").isBlank() && !fields.has("type")) {
            throw Refusal.badRequest("A value for either title or type is required");
        }
        if (!fields.path("is_pinned").asBoolean()) {
            fields.remove("pinned_at");
        } else if (!fields.has("pinned_at")) {
            fields.put("pinned_at", Json.time(exchange.now()));
        }
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.remove("is_pinned");
        view.remove("user_id");
        data.of(Resource.USERS)
                .find(Long.parseLong(object.text("user_id")))
                .ifPresent(user -> view.putObject("assigned_to_user")
                        .put("id", object.text("user_id"))
                        .put("given_name", user.text("given_name"))
                        .put("family_name", user.text("family_name"))
                        .put("email_address", UserLogic.email(user)));
    }
}
