package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a text that should be a record: the body of a message, or the content of a notification. */
final class Payload {

    /** An attribute that the SQS extended client sets beside a pointer. */
    private static final String SIZE = "extendedpayloadsize";

    /** The same attribute in the client's first versions. */
    private static final String FORMER_SIZE = "sqslargepayloadsize";

    /** The end of the class names that the extended clients put before a pointer. */
    private static final String POINTER = "S3Pointer";

    private static final String BUCKET = "s3BucketName";

    private static final String KEY = "s3Key";

    private Payload() {}

    /**
     * The object in a text. The JSON value null becomes a Kafka tombstone, as Kafka's JSON converter would send it.
     *
     * @param what the name of the text in a complaint
     * @throws InvalidValue if the text is anything else, or a pointer to another text
     */
    static ObjectNode object(String text, String what, Attributes attributes) {
        if (attributes.has(SIZE) || attributes.has(FORMER_SIZE)) {
            throw elsewhere(what);
        }
        JsonNode json = Json.value(text, what);
        if (json.size() == 2 && isPointer(json)) {
            throw elsewhere(what);
        }
        return json.isNull()
                ? JsonNodeFactory.instance.objectNode().putNull("schema").putNull("payload")
                : Json.object(json, what);
    }

    private static boolean isPointer(JsonNode json) {
        return json.isArray()
                ? json.size() == 2 && json.path(0).asText().endsWith(POINTER)
                : json.size() == 2
                        && json.path(BUCKET).isTextual()
                        && json.path(KEY).isTextual();
    }

    private static InvalidValue elsewhere(String what) {
        return new InvalidValue(new Outcome.Rejected(
                Reason.PAYLOAD_ELSEWHERE,
                null,
                ("The %s is a pointer of the SQS extended client to an object in S3, which this sink does not read. Send the"
                                + " body itself, of at most 240 KiB.")
                        .formatted(what)));
    }
}
