package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers the operations that apply tags to contacts and remove them, by tag or by contact. */
final class Tagging {
    private final ContactStore contacts;
    private final TagStore tags;
    private boolean answersAsList;

    Tagging(ContactStore contacts, TagStore tags) {
        this.contacts = contacts;
        this.tags = tags;
    }

    void answerAsList() {
        answersAsList = true;
    }

    SimulatedReply applyToContacts(Exchange exchange) {
        Map<Long, TagResult> results = new LinkedHashMap<>();
        for (long contactId : exchange.idsInBody("ids")) {
            results.putIfAbsent(contactId, apply(exchange.id(), contactId, exchange));
        }
        return answer(results);
    }

    SimulatedReply applyToContact(Exchange exchange) {
        Map<Long, TagResult> results = new LinkedHashMap<>();
        for (long tagId : exchange.idsInBody("tagIds")) {
            results.putIfAbsent(tagId, apply(tagId, exchange.id(), exchange));
        }
        return answer(results);
    }

    SimulatedReply removeFromContacts(Exchange exchange) {
        long tagId = tags.get(exchange.id()).id();
        exchange.idsInQuery()
                .forEach(id ->
                        contacts.find(id).ifPresent(contact -> contact.tags().remove(tagId)));
        return Replies.noContent();
    }

    SimulatedReply removeFromContact(Exchange exchange) {
        contacts.get(exchange.id()).tags().keySet().removeAll(exchange.idsInQuery());
        return Replies.noContent();
    }

    private TagResult apply(long tagId, long contactId, Exchange exchange) {
        if (exchange.scriptedTagResults().containsKey(contactId)) {
            return exchange.scriptedTagResults().get(contactId);
        }
        if (!tags.has(tagId)) {
            return TagResult.TAG_ID_NOT_FOUND;
        }
        if (contacts.find(contactId).isEmpty()) {
            return TagResult.CONTACT_NOT_FOUND;
        }
        StoredContact contact = contacts.get(contactId);
        if (contact.tags().putIfAbsent(tagId, exchange.now()) != null) {
            return TagResult.DUPLICATE;
        }
        contact.timesApplied().merge(tagId, 1, Integer::sum);
        return TagResult.SUCCESS;
    }

    /** Answers 200 even if no tag was applied. Keap's documentation shows a list; in practice a map was seen. */
    private SimulatedReply answer(Map<Long, TagResult> results) {
        ObjectNode map = Json.object();
        results.forEach((id, result) -> map.put(String.valueOf(id), result.name()));
        ArrayNode list = map.arrayNode();
        map.properties()
                .forEach(entry -> list.addObject().put("key", entry.getKey()).set("value", entry.getValue()));
        return Replies.ok(answersAsList ? list : map);
    }
}
