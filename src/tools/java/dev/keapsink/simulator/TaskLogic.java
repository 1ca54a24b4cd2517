package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** A task: it is open and not accepted unless a write says so. */
final class TaskLogic implements ObjectLogic {
    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        if (!fields.has("completed")) {
            fields.put("completed", false);
        }
        if (!fields.has("accepted")) {
            fields.put("accepted", false);
        }
    }

    @Override
    public JsonNode value(StoredObject object, String name) {
        if (!name.equals("@user")) {
            return object.value(name);
        }
        String user = object.text("assigned_to_user_id");
        return TextNode.valueOf(user.isEmpty() ? "UNASSIGNED" : user);
    }
}
