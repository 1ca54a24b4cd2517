package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.outcome.RejectQueue.Reject;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.LogLines;
import dev.keapsink.support.StandardAccount;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.DateOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A message, delivered alone to a sink of its own with the {@link StandardAccount} behind it. */
final class Sample {

    static final ObjectMapper JSON = new ObjectMapper();

    final InMemorySink sink;

    final Message message;

    /** What came back to the queue. */
    final List<String> returned;

    /** What was logged meanwhile. */
    final List<String> log;

    /** The calls for it, look-ups included. */
    final List<Call> calls;

    Sample(String body, JsonNode attributes) {
        this(JSON.createObjectNode().put("body", body).set("attributes", attributes));
    }

    /** A file of the corpus, as {@link MessageFilesTest} describes them. */
    Sample(JsonNode file) {
        sink = sink(file);
        message = message(file);
        int before = sink.keap.calls().size();
        try (LogLines lines = new LogLines()) {
            returned = sink.deliver(List.of(message));
            log = lines.all();
        }
        calls = sink.keap.calls().subList(before, sink.keap.calls().size());
    }

    /** What a check says of a file of the corpus. */
    static List<Outcome> preview(JsonNode file) {
        return sink(file).preview(message(file));
    }

    private static InMemorySink sink(JsonNode file) {
        InMemorySink sink = new InMemorySink();
        StandardAccount.furnish(sink.keap, file.path("account"));
        configure(sink, file.path("settings"));
        return sink;
    }

    private static void configure(InMemorySink sink, JsonNode settings) {
        if (settings.has("mapping")) {
            sink.mapping(ContactMappingReader.read(settings.path("mapping").toString(), conventions(settings)));
        }
        sink.reading(conventions(settings));
        if (settings.has("write_policy")) {
            sink.writing(WritePolicy.valueOf(constant(settings.path("write_policy"))));
        }
        if (settings.has("on_delete")) {
            sink.onDelete(OnDelete.valueOf(constant(settings.path("on_delete"))));
        }
        if (settings.has("contact_type")) {
            sink.contactType(settings.path("contact_type").asText());
        }
        Stream.of(MatchRule.values())
                .filter(rule -> rule.duplicateOption()
                        .equals(settings.path("duplicate_option").asText()))
                .forEach(sink::matching);
        sink.tags(StreamSupport.stream(settings.path("tag_ids").spliterator(), false)
                .map(JsonNode::asLong)
                .toArray(Long[]::new));
    }

    private static Conventions conventions(JsonNode settings) {
        return new Conventions(
                Optional.ofNullable(settings.get("country")).map(JsonNode::asText),
                Optional.ofNullable(settings.get("date_order")).map(order -> DateOrder.valueOf(constant(order))));
    }

    private static String constant(JsonNode setting) {
        return setting.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Message message(JsonNode file) {
        JsonNode body = file.required("body");
        Map<String, Message.Attribute> attributes = new HashMap<>();
        file.path("attributes").properties().forEach(one -> attributes.put(one.getKey(), attribute(one.getValue())));
        return Messages.withAttributes(attributes, body.isTextual() ? body.asText() : body.toString());
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
        return calls.stream()
                .filter(Call::isWrite)
                .map(call -> Map.entry(target(call), call.body().isEmpty() ? JSON.nullNode() : json(call.body())))
                .toList();
    }

    /** The calls that only look something up. */
    List<String> reads() {
        return calls.stream()
                .filter(call -> !call.isWrite())
                .map(Sample::target)
                .toList();
    }

    /** Of a look-up only the path: what it asks for is nobody's concern here. */
    private static String target(Call call) {
        String ids = call.isWrite() && call.query().containsKey("ids")
                ? "?ids=" + call.query().get("ids").getFirst()
                : "";
        return call.method() + " " + call.path() + ids;
    }

    /** What became of it, in the words of a file. */
    ObjectNode outcome() {
        ObjectNode outcome = JSON.createObjectNode();
        rejected(outcome);
        if (!writes().isEmpty()) {
            var list = outcome.putArray("calls");
            writes().forEach(call -> list.addObject().set(call.getKey(), call.getValue()));
        }
        if (!returned.isEmpty()) {
            outcome.put("waits", cause());
        }
        if (outcome.isEmpty()) {
            outcome.put("nothing", true);
        }
        return outcome;
    }

    /** What the rejections say. */
    String details() {
        return sink.rejected.values().stream().map(Rejected::detail).collect(Collectors.joining("\n"));
    }

    /** One rejection as an object; of a message of several records, a list of those that were, with what the queue gets. */
    private void rejected(ObjectNode outcome) {
        for (Reject reject : sink.rejects.values()) {
            if (reject.position().number() == 0) {
                assertThat(reject.message()).isEqualTo(message);
                describe(reject.rejection(), outcome.putObject("rejected"));
            } else {
                assertThat(reject.detail())
                        .startsWith("Record " + reject.position().number() + ": ");
                describe(reject, outcome.withArrayProperty("rejected").addObject());
            }
        }
    }

    private static ObjectNode describe(Rejected rejection, ObjectNode described) {
        return described.put("reason", rejection.reason().code()).put("field", rejection.field());
    }

    private static void describe(Reject reject, ObjectNode described) {
        described.put("record", reject.position().number());
        describe(reject.rejection(), described).put("body", reject.message().body());
        ObjectNode attributes = JSON.createObjectNode();
        reject.message().attributes().forEach((name, attribute) -> attributes.put(name, attribute.value()));
        if (!attributes.isEmpty()) {
            described.set("attributes", attributes);
        }
    }

    /** Why it comes again, as the batch's log line says. */
    private String cause() {
        return log.stream()
                .filter(line -> line.contains("{returned "))
                .map(line -> line.replaceAll(".*\\{returned (\\w+)=1}", "$1"))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
