package dev.keapsink.properties;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Message;
import dev.keapsink.support.Messages;
import java.util.Set;

/**
 * One record as a producer sent it.
 *
 * @param number its place in the order of sending
 * @param version or 0 without one; all records of a person have one or none has
 * @param type the contact type, or "" without one
 * @param fields those that it sets, each to a value that tells this letter from all others
 */
record Letter(
        int number,
        Person person,
        boolean delete,
        int version,
        Set<Long> tags,
        String type,
        Set<String> fields,
        Poison poison,
        String group) {

    static final Set<String> FIELDS = Set.of("job_title", "middle_name");

    String id() {
        return "m" + number;
    }

    String mark() {
        return "said by " + id();
    }

    boolean isPoison() {
        return poison != Poison.NONE;
    }

    Message message(int receiveCount, boolean fifo) {
        return Messages.message(number, body(), receiveCount, group, fifo);
    }

    private String body() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        ObjectNode data = envelope.putObject("data");
        person.identity(number % 2 == 1).forEach(data::put);
        fields.forEach(field -> data.put(field, mark()));
        if (delete) {
            envelope.put("op", "delete");
        }
        if (version != 0) {
            envelope.put("version", version);
        }
        if (!type.isEmpty()) {
            envelope.put("contact_type", type);
        }
        tags.forEach(envelope.putArray("tags")::add);
        return poison.body(envelope);
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(id(), group, body());
    }
}
