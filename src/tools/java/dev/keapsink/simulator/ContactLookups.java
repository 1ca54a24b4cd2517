package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Answers the v1 and v2 operations that look contacts up. */
final class ContactLookups {
    private static final int DEFAULT_PAGE_SIZE = 25;
    private static final int MOST_PER_PAGE = 1000;

    private final ContactStore contacts;

    ContactLookups(ContactStore contacts) {
        this.contacts = contacts;
    }

    SimulatedReply one(Exchange exchange) {
        return Replies.ok(ContactViewV1.brief(contacts.get(exchange.id()), exchange));
    }

    SimulatedReply list(Exchange exchange) {
        Collection<StoredContact> candidates = exchange.query("email")
                .<Collection<StoredContact>>map(contacts::withEmail)
                .orElseGet(contacts::all);
        List<StoredContact> found = new ArrayList<>(candidates);
        found.removeIf(contact -> !hasName(contact, "given_name", exchange));
        found.removeIf(contact -> !hasName(contact, "family_name", exchange));
        exchange.query("since")
                .map(Instant::parse)
                .ifPresent(since -> found.removeIf(contact -> contact.updated().isBefore(since)));
        if (exchange.query("order_direction").orElse("").equals("DESCENDING")) {
            Collections.reverse(found);
        }
        return Page.askedForBy(exchange).of("contacts", found, contact -> ContactViewV1.brief(contact, exchange));
    }

    private static boolean hasName(StoredContact contact, String field, Exchange exchange) {
        return exchange.query(field)
                .map(name -> name.equalsIgnoreCase(contact.text(field)))
                .orElse(true);
    }

    SimulatedReply filtered(Exchange exchange) {
        List<StoredContact> found =
                ContactFilter.parse(exchange.query("filter").orElse("")).in(contacts);
        if (exchange.query("order_by").orElse("").endsWith(" desc")) {
            Collections.reverse(found);
        }
        int size = Math.min(exchange.number("page_size", DEFAULT_PAGE_SIZE), MOST_PER_PAGE);
        int start = exchange.number("page_token", 0);
        int end = Math.min(found.size(), start + size);
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("contacts");
        found.stream().skip(start).limit(size).forEach(contact -> items.add(ContactViewV2.of(contact, exchange)));
        body.put("next_page_token", end < found.size() ? String.valueOf(end) : "");
        return Replies.ok(body);
    }
}
