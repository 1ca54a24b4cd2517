package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An opportunity: replies show its contact, stage and user, and every move to another stage is recorded. */
final class OpportunityLogic implements ObjectLogic {
    private final ObjectData data;

    OpportunityLogic(ObjectData data) {
        this.data = data;
    }

    @Override
    public void complete(ObjectNode fields, Optional<StoredObject> old, Exchange exchange) {
        String stage = fields.path("stage_id").asText();
        if (old.filter(before -> before.text("stage_id").equals(stage)).isEmpty()) {
            fields.put("stage_entrance_time", Json.time(exchange.now()));
        }
    }

    @Override
    public void written(Optional<StoredObject> old, StoredObject now, Exchange exchange) {
        String from = old.map(before -> before.text("stage_id")).orElse("0");
        if (from.equals(now.text("stage_id"))) {
            return;
        }
        ObjectStore moves = data.of(Resource.STAGE_MOVES);
        String id = String.valueOf(now.id());
        List<StoredObject> before = moves.with("opportunity_id", id);
        ObjectNode move = Json.object().put("opportunity_id", id);
        move.put("move_time", Json.time(exchange.now())).put("move_from_stage_id", from);
        move.put("move_to_stage_id", now.text("stage_id")).put("created_by", "1");
        move.put("user_id", now.text("user_id").isEmpty() ? "1" : now.text("user_id"));
        if (!before.isEmpty()) {
            move.put("prev_stage_move_time", before.getLast().text("move_time"));
        }
        moves.create(move, exchange.now());
    }

    @Override
    public void show(StoredObject object, ObjectNode view) {
        view.remove(List.of("contact_id", "stage_id", "user_id"));
        view.put("created_by", "1").put("last_updated_by", "1");
        ObjectNode contact = view.putObject("contact").put("id", object.text("contact_id"));
        contact(object).ifPresent(found -> {
            contact.put("first_name", found.text("given_name")).put("last_name", found.text("family_name"));
            found.emails().stream().findFirst().ifPresent(email -> contact.put("email", email));
        });
        ObjectNode stage = view.putObject("stage").put("id", object.text("stage_id"));
        data.of(Resource.STAGES)
                .find(Long.parseLong(object.text("stage_id")))
                .ifPresent(found -> stage.put("name", found.text("name")));
        showUser(object, view);
    }

    private void showUser(StoredObject object, ObjectNode view) {
        if (!object.text("user_id").isEmpty()) {
            ObjectNode user = view.putObject("user").put("id", object.text("user_id"));
            data.of(Resource.USERS)
                    .find(Long.parseLong(object.text("user_id")))
                    .ifPresent(found -> user.put("first_name", found.text("given_name"))
                            .put("last_name", found.text("family_name")));
        }
    }

    @Override
    public JsonNode value(StoredObject object, String name) {
        return switch (name) {
            case "@contact" -> ofContact(object, contact -> TextNode.valueOf(contact.text("family_name")));
            case "@phone" -> ofContact(object, contact -> contact.fields().at("/phone_numbers/0/number"));
            case "@city" -> ofContact(object, contact -> contact.fields().at("/addresses/0/locality"));
            case "@state" -> ofContact(object, contact -> contact.fields().at("/addresses/0/region"));
            default -> object.value(name);
        };
    }

    private JsonNode ofContact(StoredObject object, Function<StoredContact, JsonNode> value) {
        return contact(object).map(value).orElse(MissingNode.getInstance());
    }

    private Optional<StoredContact> contact(StoredObject object) {
        return data.contacts.find(Long.parseLong(object.text("contact_id")));
    }
}
