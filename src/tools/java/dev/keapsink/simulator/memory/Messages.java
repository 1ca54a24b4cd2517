package dev.keapsink.simulator.memory;

import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.Message.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages as a queue would deliver them: ids m0, m1, … sent one millisecond after the other. */
public final class Messages {

    private Messages() {}

    public static List<Message> of(String... bodies) {
        return of(List.of(bodies));
    }

    public static List<Message> of(List<String> bodies) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            messages.add(message(i, bodies.get(i), 1, null, false));
        }
        return messages;
    }

    /** A FIFO queue's messages; each text is {@code group|body}. */
    public static List<Message> fifo(String... groupsAndBodies) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < groupsAndBodies.length; i++) {
            String[] parts = groupsAndBodies[i].split("\\|", 2);
            messages.add(message(i, parts[1], 1, parts[0], true));
        }
        return messages;
    }

    /** A message with a producer's attributes, all of them texts. */
    public static Message with(Map<String, String> attributes, String body) {
        Map<String, Attribute> texts = new HashMap<>();
        attributes.forEach((name, value) -> texts.put(name, new Attribute("String", value)));
        return withAttributes(texts, body);
    }

    public static Message withAttributes(Map<String, Attribute> attributes, String body) {
        Message plain = message(0, body, 1, null, false);
        return new Message(plain.id(), body, attributes, plain.delivery());
    }

    /** The same messages, delivered for the n-th time. */
    public static List<Message> received(int times, List<Message> messages) {
        return messages.stream()
                .map(message -> new Message(
                        message.id(),
                        message.body(),
                        message.attributes(),
                        new Delivery(
                                message.delivery().receipt(),
                                times,
                                message.delivery().sentAt(),
                                message.delivery().group(),
                                message.delivery().fifo())))
                .toList();
    }

    public static Message message(int number, String body, int receiveCount, String group, boolean fifo) {
        return new Message(
                "m" + number,
                body,
                Map.of(),
                new Delivery("receipt-" + number, receiveCount, VirtualTime.START.plusMillis(number), group, fifo));
    }
}
