package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.text.Blanks;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a producer says beside the body, in message attributes. A blank or binary one says nothing; one that cannot be read
 * is the record's rejection, even where the body would overrule it.
 */
record Attributes(Map<String, Attribute> byName) {

    Attributes {
        // Map.copyOf would compare each name with all that have its hash code.
        byName = Collections.unmodifiableMap(new HashMap<>(byName));
    }

    /** These, and those of a notification, {@code {"name": {"Type": …, "Value": …}}}, which are nearer to the record and win. */
    Attributes with(JsonNode notified) {
        Map<String, Attribute> all = new HashMap<>(byName);
        notified.properties().forEach(attribute -> {
            JsonNode value = attribute.getValue().path("Value");
            if (value.isValueNode() && !value.isNull()) {
                String type = attribute.getValue().path("Type").asText("String");
                all.put(attribute.getKey(), new Attribute(type, value.asText()));
            }
        });
        return new Attributes(all);
    }

    Optional<String> stream() {
        return text("stream");
    }

    Optional<String> key() {
        return text("key");
    }

    Optional<SinkRecord.Operation> operation() {
        return read("op", SinkRecord.Operation::of);
    }

    Optional<Version> version() {
        return read("version", text -> Version.of("version", text));
    }

    /** When Airbyte's destination for queues emitted the record. */
    Optional<Version> emittedAt() {
        return read("airbyte_emitted_at", text -> Version.of("airbyte_emitted_at", text));
    }

    SinkRecord.Defaults defaults() {
        return new SinkRecord.Defaults(
                read("tags", TagTexts::ofText).orElse(List.of()),
                text("contact_type").orElse(null));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(attribute -> !attribute.type().startsWith("Binary"))
                .map(attribute -> Blanks.strip(attribute.value()))
                .filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> read(String name, Function<String, T> reader) {
        try {
            return text(name).map(reader);
        } catch (InvalidValue e) {
            Outcome.Rejected rejection = e.rejection();
            throw new InvalidValue(
                    new Outcome.Rejected(rejection.reason(), name, "the message attribute " + rejection.detail()));
        }
    }
}
