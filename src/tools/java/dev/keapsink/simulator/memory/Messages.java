package dev.keapsink.simulator.memory;

import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.Message.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds messages as a queue delivers them. Their ids are m0, m1, …, and each is sent a millisecond after the one
 * before.
 */
public final class Messages {

    private Messages() {}

    /** Messages of a standard queue, delivered for the first time. */
    public static List<Message> of(String... bodies) {
        return of(List.of(bodies));
    }

    /** The same from a list. */
    public static List<Message> of(List<String> bodies) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            messages.add(message(i, bodies.get(i), 1, null, false));
        }
        return messages;
    }

    /** Messages of a FIFO queue, each from a text {@code group|body}. */
    public static List<Message> fifo(String... groupsAndBodies) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < groupsAndBodies.length; i++) {
            String[] parts = groupsAndBodies[i].split("\\|", 2);
            messages.add(message(i, parts[1], 1, parts[0], true));
        }
        return messages;
    }

    /** A message with a producer's attributes, all of the type {@code String}. */
    public static Message with(Map<String, String> attributes, String body) {
        Map<String, Attribute> texts = new HashMap<>();
        attributes.forEach((name, value) -> texts.put(name, new Attribute("String", value)));
        return withAttributes(texts, body);
    }

    /** A message with a producer's attributes of any type. */
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

    /**
     * The message {@code m<number>}, sent so many milliseconds after {@link VirtualTime#START}.
     *
     * @param receiveCount the number of deliveries, this one included
     * @param group the message group; null without one
     * @param fifo whether the queue is a FIFO queue
     */
    public static Message message(int number, String body, int receiveCount, @Nullable String group, boolean fifo) {
        return new Message(
                "m" + number,
                body,
                Map.of(),
                new Delivery("receipt-" + number, receiveCount, VirtualTime.START.plusMillis(number), group, fifo));
    }
}
