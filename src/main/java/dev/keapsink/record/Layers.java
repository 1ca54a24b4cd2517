package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.OperationMarks.Role;
import dev.keapsink.record.SinkRecord.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Unwraps a record's data layer by layer, and collects the operations and moments of each layer. Used by one thread.
 */
final class Layers {

    private final Unwrapped message;
    private final Streams streams;
    private final List<NamedOperation> said = new ArrayList<>(2);

    /** The objects around the data, the innermost first. */
    private final List<ObjectNode> around = new ArrayList<>(2);

    /** The moments of the layers, the innermost first. */
    private final List<Version> times = new ArrayList<>(2);

    private Envelope envelope;

    /** Whether the next object may be an Airbyte message, or the sink's own envelope. */
    private boolean isOutermost = true;

    /** Whether the next object is all that the producer sent of the record, and not the row of a change. */
    private boolean isBody = true;

    /** Whether a layer around the next object names an operation. */
    private boolean isNamed;

    private Layers(Unwrapped message, Streams streams) {
        this.message = message;
        this.streams = streams;
        this.envelope = Envelope.none(message.attributes(), streams);
    }

    /**
     * The record in a body.
     *
     * @throws InvalidValue if the body holds an unusable value, or lacks the row of its change
     */
    static SinkRecord record(Unwrapped message, Streams streams) {
        Layers layers = new Layers(message, streams);
        layers.said.addAll(message.said());
        message.events().forEach(event -> layers.said.addAll(OperationMarks.in(event, Role.BODY)));
        return layers.record(message.body());
    }

    private SinkRecord record(ObjectNode object) {
        boolean hasData = object.get("data") instanceof ObjectNode;
        List<NamedOperation> marks = marks(object, hasData);
        if (!marks.isEmpty()) {
            said.addAll(marks);
        }
        return switch (layer(object, hasData, marks).orElse(null)) {
            case null -> {
                Debezium.timeOfRow(object).ifPresent(times::addFirst);
                yield envelope.row(object, new Context(said, around, message.events()), times);
            }
            case Layer.Control control -> new SinkRecord.NoRecord();
            case Layer.Wrapper(ObjectNode data, List<NamedOperation> more, Optional<Version> time) -> {
                said.addAll(more);
                around.addFirst(object);
                time.ifPresent(times::addFirst);
                yield record(data);
            }
        };
    }

    private List<NamedOperation> marks(ObjectNode object, boolean hasData) {
        List<NamedOperation> marks = OperationMarks.in(object, role(hasData));
        if (marks.isEmpty()) {
            return marks;
        }
        List<NamedOperation> counting = isNamed ? withoutColumns(marks) : marks;
        for (NamedOperation mark : marks) {
            isNamed |= mark.isUnknown() || mark.meaning().isPresent();
        }
        return counting;
    }

    /** Within a layer that names an operation, a row may have a column of any name. */
    private static List<NamedOperation> withoutColumns(List<NamedOperation> marks) {
        return marks.stream()
                .map(mark -> mark.dialect() == Dialect.BARE ? mark.unsure() : mark)
                .toList();
    }

    private Role role(boolean hasData) {
        if (hasData) {
            return isOutermost ? Role.ENVELOPE : Role.WITHIN_ENVELOPE;
        }
        return isBody ? Role.BODY : Role.DATA;
    }

    private Optional<Layer> layer(ObjectNode object, boolean hasData, List<NamedOperation> marks) {
        Optional<Layer> converted = converted(object);
        if (converted.isPresent()) {
            return converted;
        }
        Optional<AirbyteMessage> airbyte = isOutermost ? AirbyteMessage.of(object) : Optional.empty();
        if (airbyte.isPresent()) {
            isOutermost = false;
            envelope = envelope.ofAirbyte(airbyte.get().stream());
            return Optional.of(airbyte.get().layer());
        }
        Optional<Layer> change = change(object, hasData);
        boolean isEnvelope = hasData && (isOutermost || Event.isNamed(marks));
        if (change.isEmpty() && !isEnvelope) {
            return change;
        }
        if (hasData && isOutermost) {
            envelope = new Envelope(object, message.attributes(), streams);
        }
        isOutermost = false;
        isBody &= change.isEmpty();
        return change.or(() -> Optional.of(Event.layer(object, marks)));
    }

    private static Optional<Layer> change(ObjectNode object, boolean hasData) {
        Optional<Layer> change = hasData ? Debezium.ofCloudEvent(object) : Debezium.of(object);
        change = change.isPresent() ? change : DynamoDb.of(object);
        change = change.isPresent() ? change : Maxwell.of(object);
        return change.isPresent() ? change : Dms.of(object);
    }

    /**
     * Reads the wrapper of Kafka Connect's JSON converter, with or without its schema. A null payload beside a schema
     * is a tombstone.
     */
    private static Optional<Layer> converted(ObjectNode object) {
        JsonNode payload = object.path("payload");
        if (payload.isMissingNode() || object.size() > 2) {
            return Optional.empty();
        }
        JsonNode schema = object.path("schema");
        boolean isAlone = object.size() == 1;
        if (!isAlone && !schema.isObject() && !schema.isNull()) {
            return Optional.empty();
        }
        if (payload.isNull()) {
            return isAlone ? Optional.empty() : Optional.of(new Layer.Control());
        }
        return payload instanceof ObjectNode inner
                ? Optional.of(new Layer.Wrapper(inner, List.of(), Optional.empty()))
                : Optional.empty();
    }
}
