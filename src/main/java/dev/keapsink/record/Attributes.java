package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a producer says beside the body, in message attributes. A blank or binary one says nothing; one that cannot be read
 * is the record's rejection, even where the body would overrule it. Names are compared as field names are.
 */
record Attributes(Map<String, Attribute> byName) {

    private static final String OP = "op";

    private static final String OPERATION = "operation";

    /** What every notification has. */
    private static final Set<String> OF_NOTIFICATION = Set.of(
            "Type",
            "MessageId",
            "TopicArn",
            "Message",
            "Timestamp",
            "SequenceNumber",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL");

    Attributes {
        // Map.copyOf would compare each name with all that have its hash code.
        byName = Collections.unmodifiableMap(new HashMap<>(byName));
    }

    /**
     * These, and those of a notification, {@code {"name": {"Type": …, "Value": …}}}, which are nearer to the record and win;
     * but never over a delete, or over an operation that is not understood.
     */
    private Attributes with(JsonNode notified) {
        Map<String, Attribute> nearer = read(notified);
        boolean deletes = new Attributes(nearer).said().stream().anyMatch(said -> said.means(Operation.DELETE));
        Set<String> stay = deletes ? Set.of() : others(byName);
        nearer.keySet().removeIf(name -> stay.contains(FieldName.normalised(name)));
        Set<String> overruled =
                nearer.keySet().stream().map(FieldName::normalised).collect(Collectors.toSet());
        byName.forEach((name, attribute) -> {
            if (!overruled.contains(FieldName.normalised(name))) {
                nearer.put(name, attribute);
            }
        });
        return new Attributes(nearer);
    }

    /** These, those of a notification, and such of its own fields as say a deletion, or something that is not understood. */
    Attributes notified(ObjectNode notification) {
        Attributes all = with(notification.path("MessageAttributes"));
        Map<String, Attribute> more = new HashMap<>();
        notification.properties().stream()
                .filter(field -> field.getValue().isTextual() && !OF_NOTIFICATION.contains(field.getKey()))
                .filter(field -> isOther(said(field.getKey(), field.getValue().asText())))
                .forEach(field -> more.put(
                        field.getKey(), new Attribute("String", field.getValue().asText())));
        if (more.isEmpty()) {
            return all;
        }
        all.byName.forEach(more::putIfAbsent);
        return new Attributes(more);
    }

    /** The normalised names of those that say anything but that the record is to be written. */
    private static Set<String> others(Map<String, Attribute> attributes) {
        return attributes.entrySet().stream()
                .filter(attribute -> isOther(said(attribute)))
                .map(attribute -> FieldName.normalised(attribute.getKey()))
                .collect(Collectors.toSet());
    }

    private static boolean isOther(Optional<NamedOperation> said) {
        return said.stream().anyMatch(one -> one.isUnknown() || one.means(Operation.DELETE));
    }

    private static Map<String, Attribute> read(JsonNode attributes) {
        Map<String, Attribute> all = new HashMap<>();
        attributes.properties().forEach(attribute -> {
            JsonNode value = attribute.getValue().path("Value");
            if (value.isValueNode() && !value.isNull()) {
                String type = attribute.getValue().path("Type").asText("String");
                all.put(attribute.getKey(), new Attribute(type, value.asText()));
            }
        });
        return all;
    }

    Optional<String> stream() {
        return text("stream");
    }

    Optional<String> key() {
        return text("key");
    }

    /** The operations that are named; any of two counts that are spelt differently. */
    List<NamedOperation> said() {
        return byName.isEmpty()
                ? List.of()
                : byName.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(attribute -> said(attribute).stream())
                        .toList();
    }

    private static Optional<NamedOperation> said(Map.Entry<String, Attribute> attribute) {
        return isText(attribute.getValue())
                ? said(attribute.getKey(), attribute.getValue().value())
                : Optional.empty();
    }

    /** {@code op} and {@code operation} name an operation, known or not. Others have names of the dialects, and may be anything. */
    private static Optional<NamedOperation> said(String name, String text) {
        if (FieldName.is(name, OP)) {
            return NamedOperation.of(Dialect.ATTRIBUTE, OP, text);
        }
        if (FieldName.is(name, OPERATION)) {
            return NamedOperation.ofEvent(name, text)
                    .filter(said -> said.meaning().isPresent())
                    .or(() -> NamedOperation.of(Dialect.ATTRIBUTE, name, text));
        }
        return Event.deletionByAttribute(name, text).or(() -> OperationMarks.inAttribute(name, text));
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

    /** Whether there is an attribute, whatever it holds. */
    boolean has(String normalised) {
        return !byName.isEmpty() && byName.keySet().stream().anyMatch(name -> FieldName.is(name, normalised));
    }

    /** The attribute of this very name, or else one whose name is the same but for its spelling. */
    private Optional<String> text(String name) {
        return byName.isEmpty() ? Optional.empty() : textOf(name);
    }

    private Optional<String> textOf(String name) {
        return Stream.concat(Optional.ofNullable(byName.get(name)).stream(), all(FieldName.normalised(name)))
                .filter(Attributes::isText)
                .map(attribute -> Blanks.strip(attribute.value()))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private Stream<Attribute> all(String normalised) {
        return byName.entrySet().stream()
                .filter(attribute -> FieldName.is(attribute.getKey(), normalised))
                .filter(attribute -> isText(attribute.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    private static boolean isText(Attribute attribute) {
        return !attribute.type().startsWith("Binary");
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
