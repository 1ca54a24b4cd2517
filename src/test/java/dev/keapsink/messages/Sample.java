package dev.keapsink.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.Call;
import dev.keapsink.support.Messages;
import dev.keapsink.support.TestSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message, delivered alone to a sink of its own with an empty account behind it. */
final class Sample {

    static final ObjectMapper JSON = new ObjectMapper();

    final TestSink sink = new TestSink();

    final Message message;

    /** What came back to the queue. */
    final List<String> returned;

    Sample(String body, JsonNode attributes) {
        Map<String, Message.Attribute> byName = new HashMap<>();
        attributes.properties().forEach(attribute -> byName.put(attribute.getKey(), attribute(attribute.getValue())));
        message = Messages.withAttributes(byName, body);
        returned = sink.deliver(List.of(message));
    }

    /** A text, or an object with type and value. */
    private static Message.Attribute attribute(JsonNode json) {
        return json.isTextual()
                ? new Message.Attribute("String", json.asText())
                : new Message.Attribute(
                        json.path("type").asText(), json.path("value").asText());
    }

    /** The calls that write, each as method and path with its body. */
    List<Map.Entry<String, JsonNode>> writes() {
        return sink.keap.calls().stream()
                .filter(Call::isWrite)
                .map(call -> Map.entry(call.method() + " " + call.path(), json(call.body())))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
