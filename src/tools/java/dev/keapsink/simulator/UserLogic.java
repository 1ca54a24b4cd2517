package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;

/** A user: lists leave inactive ones out unless the filter asks for them. */
final class UserLogic implements ObjectLogic {
    static StoredObject user(
            long id, String email, String given, String family, SimulatedUserStatus status, Instant created) {
        ObjectNode fields = Json.object().put("given_name", given).put("family_name", family);
        fields.put("status", status.name()).put("admin", false).put("partner", false);
        fields.putArray("email_addresses").addObject().put("email", email).put("field", "EMAIL1");
        return new StoredObject(Resource.USERS, id, fields, created, created);
    }

    static String email(StoredObject user) {
        return user.fields().path("email_addresses").path(0).path("email").asText("");
    }

    @Override
    public boolean isListed(StoredObject object, String filter) {
        return !object.text("status").equals(SimulatedUserStatus.INACTIVE.name())
                || filter.contains("include_inactive==true");
    }

    @Override
    public JsonNode value(StoredObject object, String name) {
        return name.equals("@email") ? TextNode.valueOf(email(object)) : object.value(name);
    }
}
