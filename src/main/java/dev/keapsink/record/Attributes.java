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
 * The producer's message attributes, which add to the body. A blank or binary attribute is ignored. An unreadable one
 * rejects the record, even where the body would overrule it. Names are compared as {@link FieldName} does.
 */
record Attributes(Map<String, Attribute> byName) {

    private static final String OP = "op";

    private static final String OPERATION = "operation";

    /** The fields of every SNS notification. */
    private static final Set<String> NOTIFICATION_FIELDS = Set.of(
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
        // Map.copyOf would compare a name with all others of its hash code; HashMap keeps such names in a tree.
        byName = Collections.unmodifiableMap(new HashMap<>(byName));
    }

    /**
     * Joins these attributes with those of a notification, {@code {"name": {"Type": …, "Value": …}}}. The notification
     * is nearer to the record, so that its attributes win. An attribute with a delete or an unknown operation stays,
     * unless the notification names a delete.
     */
    private Attributes joinedWith(JsonNode notified) {
        Map<String, Attribute> nearer = read(notified);
        boolean deletes = new Attributes(nearer).said().stream().anyMatch(said -> said.means(Operation.DELETE));
        Set<String> stay = deletes ? Set.of() : deletesAndUnknowns(byName);
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

    /**
     * These attributes, those of a notification, and each further field of it that names a delete or an unknown
     * operation.
     */
    Attributes notified(ObjectNode notification) {
        Attributes all = joinedWith(notification.path("MessageAttributes"));
        Map<String, Attribute> more = new HashMap<>();
        notification.properties().stream()
                .filter(field -> field.getValue().isTextual() && !NOTIFICATION_FIELDS.contains(field.getKey()))
                .filter(field ->
                        isDeleteOrUnknown(said(field.getKey(), field.getValue().asText())))
                .forEach(field -> more.put(
                        field.getKey(), new Attribute("String", field.getValue().asText())));
        if (more.isEmpty()) {
            return all;
        }
        all.byName.forEach(more::putIfAbsent);
        return new Attributes(more);
    }

    /** The normalised names of the attributes that name a delete or an unknown operation. */
    private static Set<String> deletesAndUnknowns(Map<String, Attribute> attributes) {
        return attributes.entrySet().stream()
                .filter(attribute -> isDeleteOrUnknown(said(attribute)))
                .map(attribute -> FieldName.normalised(attribute.getKey()))
                .collect(Collectors.toSet());
    }

    private static boolean isDeleteOrUnknown(Optional<NamedOperation> said) {
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

    /** The operations that the attributes name. Of two attributes whose names differ only in spelling, both count. */
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

    /**
     * The attributes {@code op} and {@code operation} name an operation, known or not. An attribute that has a
     * dialect's field name is read as that field, since it may hold any data.
     */
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

    /** The moment at which Airbyte's destination for queues emitted the record. */
    Optional<Version> emittedAt() {
        return read("airbyte_emitted_at", text -> Version.of("airbyte_emitted_at", text));
    }

    SinkRecord.Defaults defaults() {
        return new SinkRecord.Defaults(
                read("tags", TagTexts::ofText).orElse(List.of()),
                text("contact_type").orElse(null));
    }

    /** Whether an attribute of this name exists, blank or not. */
    boolean has(String normalised) {
        return !byName.isEmpty() && byName.keySet().stream().anyMatch(name -> FieldName.is(name, normalised));
    }

    /** The text of the attribute with exactly this name, or else of one whose name differs only in spelling. */
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
