package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Behaviour.DuplicateSlots;
import dev.keapsink.simulator.Behaviour.UpsertStatus;
import java.util.Optional;

/** Answers the v1 operations that create, change and delete contacts. */
final class ContactWrites {
    private final AccountData data;
    private final ContactStore contacts;

    ContactWrites(AccountData data) {
        this.data = data;
        this.contacts = data.contacts;
    }

    SimulatedReply upsert(Exchange exchange) {
        ObjectNode body = checked(exchange);
        Optional<StoredContact> duplicate = duplicateOf(body);
        if (duplicate.isPresent()) {
            return change(duplicate.get(), body, exchange);
        }
        return create(data.behaviour().is(UpsertStatus.TELLS_NEW) ? 201 : 200, body, exchange);
    }

    SimulatedReply create(Exchange exchange) {
        return create(201, checked(exchange), exchange);
    }

    SimulatedReply patch(Exchange exchange) {
        ObjectNode body = checked(exchange);
        exchange.query("update_mask").map(QueryValue::commaList).ifPresent(names -> body.retain(names));
        return change(contacts.get(exchange.id()), body, exchange);
    }

    SimulatedReply delete(Exchange exchange) {
        if (!contacts.remove(exchange.id())) {
            throw Refusal.notFound("Contact", exchange.id());
        }
        data.objects.contactRemoved(exchange.id());
        return Replies.noContent();
    }

    private ObjectNode checked(Exchange exchange) {
        ObjectNode body = exchange.body();
        data.contactTypes.check(body);
        data.customFields.check(body);
        ColumnLengths.apply(body, data.behaviour());
        return body;
    }

    private SimulatedReply create(int status, ObjectNode body, Exchange exchange) {
        return exchange.commit()
                .carryOut(() -> Replies.json(status, ContactViewV1.full(contacts.create(body, exchange.now()))));
    }

    private SimulatedReply change(StoredContact contact, ObjectNode body, Exchange exchange) {
        return exchange.commit()
                .carryOut(() -> Replies.ok(
                        ContactViewV1.full(contacts.update(contacts.get(contact.id()), body, exchange.now()))));
    }

    /** The oldest contact with the e-mail and, for the option EmailAndName, with both names. */
    private Optional<StoredContact> duplicateOf(ObjectNode body) {
        boolean byName = body.path("duplicate_option").asText().equals("EmailAndName");
        return mainEmail(body).stream()
                .flatMap(email -> contacts.withEmail(email).stream().filter(contact -> isCompared(contact, email)))
                .filter(contact -> !byName || sameName(contact, body))
                .findFirst();
    }

    private boolean isCompared(StoredContact contact, String email) {
        return data.behaviour().is(DuplicateSlots.ALL)
                || mainEmail(contact.fields()).filter(email::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> mainEmail(ObjectNode body) {
        JsonNode items = body.path("email_addresses");
        for (JsonNode item : items) {
            if (item.path("field").asText().equals("EMAIL1")) {
                return Optional.of(item.path("email").asText());
            }
        }
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(items.get(0).path("email").asText());
    }

    private static boolean sameName(StoredContact contact, ObjectNode body) {
        return contact.text("given_name")
                        .equalsIgnoreCase(body.path("given_name").asText(""))
                && contact.text("family_name")
                        .equalsIgnoreCase(body.path("family_name").asText(""));
    }
}
