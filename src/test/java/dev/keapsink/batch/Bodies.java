package dev.keapsink.batch;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import java.util.stream.IntStream;

/** Bodies and batches that the tests of whole batches have in common. */
final class Bodies {

    static final String DELETE_A = "{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}";

    private Bodies() {}

    static String contact(String name) {
        return "{\"email\":\"" + name + "@example.com\",\"first_name\":\"" + name + "\"}";
    }

    static List<Message> contacts(int count) {
        return Messages.of(
                IntStream.range(0, count).mapToObj(i -> contact("c" + i)).toList());
    }
}
