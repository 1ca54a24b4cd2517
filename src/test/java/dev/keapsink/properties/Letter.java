package dev.keapsink.properties;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import java.util.Set;

/**
 * One record as a producer sent it.
 *
 * @param number its place in the order of sending
 * @param message the number of the message that it is in
 * @param record its number in that message, from 1, or 0 if the message is one record
 * @param version or 0 without one; all records of a person have one or none has
 * @param type the contact type, or "" without one
 * @param fields those that it sets, each to a value that tells this letter from all others
 */
record Letter(
        int number,
        int message,
        int record,
        Person person,
        boolean delete,
        int version,
        Set<Long> tags,
        String type,
        Set<String> fields,
        Poison poison,
        String group) {

    static final List<String> FIELDS = List.of("job_title", "middle_name");

    Letter in(int otherMessage, int asRecord, String itsGroup) {
        Poison own = poison == Poison.BESIDE_UNREADABLE ? Poison.NONE : poison;
        return new Letter(number, otherMessage, asRecord, person, delete, version, tags, type, fields, own, itsGroup);
    }

    String messageId() {
        return "m" + message;
    }

    String id() {
        return record == 0 ? messageId() : messageId() + "#" + record;
    }

    String mark() {
        return "said by " + id();
    }

    boolean isPoison() {
        return poison != Poison.NONE;
    }

    /** The message that these letters are sent in: as they are, an array or one a line. */
    static Message message(List<Letter> letters, int receiveCount, boolean fifo) {
        Letter first = letters.getFirst();
        List<String> bodies = letters.stream().map(Letter::body).toList();
        String body = isArray(letters) ? "[" + String.join(",", bodies) + "]" : String.join("\n", bodies);
        return Messages.message(first.message, body, receiveCount, first.group, fifo);
    }

    private static boolean isArray(List<Letter> message) {
        return message.size() > 1 && message.getFirst().number % 2 == 0;
    }

    /** As they are read: where the message is a single unreadable record, all of them are that one. */
    static List<Letter> read(List<Letter> message) {
        boolean unreadable = isArray(message)
                ? message.stream().anyMatch(letter -> letter.poison == Poison.NOT_JSON)
                : message.stream().allMatch(letter -> letter.poison.isNoObject());
        return unreadable ? message.stream().map(Letter::unreadable).toList() : message;
    }

    private Letter unreadable() {
        Poison its = isPoison() ? poison : Poison.BESIDE_UNREADABLE;
        return new Letter(number, message, 0, person, delete, version, tags, type, fields, its, group);
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
