package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.UnusableReply;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes two items of a list, then the first alone, and checks whether the second is still there. */
enum ListWrite implements Experiment {
    EMAILS(
            "E-mail addresses",
            "email_addresses",
            "email",
            contact -> TestContact.emails(contact.address(), contact.secondAddress())),
    PHONES(
            "Phone numbers",
            "phone_numbers",
            "number",
            contact -> items("PHONE1", "number", "(602) 555-0100", "PHONE2", "(602) 555-0101")),
    ADDRESSES(
            "Addresses",
            "addresses",
            "line1",
            contact -> items("BILLING", "line1", "1 Test Street", "SHIPPING", "2 Test Street"));

    private final String topic;
    private final String list;
    private final String property;

    // The functions have no state, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<TestContact, ArrayNode> both;

    ListWrite(String topic, String list, String property, Function<TestContact, ArrayNode> both) {
        this.topic = topic;
        this.list = list;
        this.property = property;
        this.both = both;
    }

    private static ArrayNode items(String slot1, String property, String value1, String slot2, String value2) {
        ArrayNode items = Json.array();
        items.addObject().put("field", slot1).put(property, value1);
        items.addObject().put("field", slot2).put(property, value2);
        return items;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public void run(ExperimentContext context) {
        ArrayNode items = both.apply(context.contact());
        String slot = items.get(1).path("field").asText();
        judge(this, context, list, items, contact -> holds(contact, slot));
    }

    /**
     * Does the experiment for any list.
     *
     * @param both the two items
     * @param isThere whether a contact holds the second item
     */
    static void judge(
            Experiment experiment,
            ExperimentContext context,
            String list,
            ArrayNode both,
            Predicate<JsonNode> isThere) {
        context.contact().upsert(with(list, both));
        if (!isThere.test(context.contact().read())) {
            throw new UnusableReply("the second item of two was not stored");
        }
        ArrayNode first = Json.array().add(both.get(0));
        context.contact().upsert(with(list, first));
        if (isThere.test(context.contact().read())) {
            context.report().add(experiment.topic(), "merge", "what a write does not send stays");
        } else {
            context.report().add(experiment.topic(), "replace", "what a write does not send is removed");
            context.report().listsAreReplaced();
        }
    }

    private static ObjectNode with(String list, ArrayNode items) {
        ObjectNode properties = Json.object();
        properties.set(list, items);
        return properties;
    }

    /** Returns whether the slot holds a value; Keap may show empty slots, too. */
    private boolean holds(JsonNode contact, String slot) {
        for (JsonNode item : contact.path(list)) {
            if (item.path("field").asText().equals(slot)) {
                return !item.path(property).asText("").isBlank();
            }
        }
        return false;
    }
}
