package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads a record of a DynamoDB stream in the form in which an EventBridge pipe sends it.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
final class DynamoDb {

    /** A sequence number has 21 to 40 digits. */
    private static final int LONGEST_SEQUENCE = 40;

    private DynamoDb() {}

    static Optional<Layer> of(ObjectNode body) {
        if (!(body.get("dynamodb") instanceof ObjectNode change)) {
            return Optional.empty();
        }
        JsonNode name = FieldName.field(body, "eventname");
        if (!name.isTextual()) {
            return Optional.empty();
        }
        Optional<NamedOperation> said = NamedOperation.of(Dialect.DYNAMODB, "eventName", name);
        ObjectNode data = DynamoDbValues.of(image(change, said));
        return Optional.of(new Layer.Wrapper(data, said.stream().toList(), time(change)));
    }

    private static ObjectNode image(ObjectNode change, Optional<NamedOperation> said) {
        Optional<ObjectNode> after = Layer.nonEmpty(change.path("NewImage"));
        Optional<ObjectNode> before =
                Layer.nonEmpty(change.path("OldImage")).or(() -> Layer.nonEmpty(change.path("Keys")));
        if (said.stream().anyMatch(one -> one.means(SinkRecord.Operation.DELETE))) {
            return before.orElseThrow(() -> Layer.missingRow("dynamodb.OldImage", Dialect.DYNAMODB.advice()));
        }
        boolean isUnderstood = said.stream().anyMatch(one -> one.meaning().isPresent());
        return (isUnderstood ? after : after.or(() -> before))
                .orElseThrow(() -> Layer.missingRow(
                        "dynamodb.NewImage",
                        "The message does not hold the item after the change. Set the stream's StreamViewType to"
                                + " NEW_AND_OLD_IMAGES."));
    }

    /**
     * The second of the change, plus the sequence number as a fraction of a millisecond. The sequence numbers of one
     * item only grow.
     */
    private static Optional<Version> time(ObjectNode change) {
        String sequence = change.path("SequenceNumber").asText();
        BigDecimal fraction = sequence.matches("\\d{1,%d}".formatted(LONGEST_SEQUENCE))
                ? new BigDecimal(sequence).movePointLeft(LONGEST_SEQUENCE)
                : BigDecimal.ZERO;
        return Version.ofMoment(change.path("ApproximateCreationDateTime"))
                .map(moment -> new Version(moment.value().add(fraction)));
    }
}
