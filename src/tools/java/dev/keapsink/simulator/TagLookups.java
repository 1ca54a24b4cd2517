package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Answers the operations that look tags up and create them. */
final class TagLookups {
    private final TagStore tags;
    private final ContactStore contacts;

    TagLookups(TagStore tags, ContactStore contacts) {
        this.tags = tags;
        this.contacts = contacts;
    }

    SimulatedReply list(Exchange exchange) {
        List<TagStore.Tag> found = exchange.query("name").map(tags::named).orElseGet(tags::all);
        return Page.askedForBy(exchange).of("tags", found, TagLookups::view);
    }

    /** Keap answers 200, not 201. */
    SimulatedReply create(Exchange exchange) {
        ObjectNode body = exchange.body();
        Optional<Long> category = Optional.of(body.path("category").path("id"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::longValue);
        String description = body.path("description").asText("");
        return exchange.commit()
                .carryOut(() -> Replies.ok(view(tags.create(body.path("name").asText(), description, category))));
    }

    SimulatedReply one(Exchange exchange) {
        return Replies.ok(view(tags.get(exchange.id())));
    }

    SimulatedReply ofContact(Exchange exchange) {
        StoredContact contact = contacts.get(exchange.id());
        return Page.askedForBy(exchange).of("tags", List.copyOf(contact.tagIds()), id -> applied(contact, id));
    }

    SimulatedReply members(Exchange exchange) {
        long tag = tags.get(exchange.id()).id();
        List<StoredContact> members = contacts.all().stream()
                .filter(contact -> contact.tagIds().contains(tag))
                .toList();
        return Page.askedForBy(exchange).of("contacts", members, contact -> member(contact, tag));
    }

    private static ObjectNode member(StoredContact contact, long tag) {
        ObjectNode view = Json.object();
        view.putObject("contact")
                .put("id", contact.id())
                .put("email", contact.emails().stream().findFirst().orElse(null))
                .put("first_name", contact.text("given_name"))
                .put("last_name", contact.text("family_name"));
        Instant applied = Objects.requireNonNull(contact.tags().get(tag), "The contact has the tag");
        return view.put("date_applied", Json.time(applied));
    }

    private ObjectNode applied(StoredContact contact, long tagId) {
        ObjectNode view = Json.object();
        view.putObject("tag")
                .put("id", tagId)
                .put("name", tags.get(tagId).name())
                .put("category", "");
        Instant applied = Objects.requireNonNull(contact.tags().get(tagId), "The contact has the tag");
        return view.put("date_applied", Json.time(applied));
    }

    private static ObjectNode view(TagStore.Tag tag) {
        ObjectNode view = Json.object().put("id", tag.id()).put("name", tag.name());
        view.put("description", tag.description()).putNull("category");
        tag.category()
                .ifPresent(category -> view.putObject("category")
                        .put("id", category.id())
                        .put("name", category.name())
                        .put("description", ""));
        return view;
    }
}
