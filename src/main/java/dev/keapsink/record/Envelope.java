package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields around a record's data, and the message attributes beside it. A field wins over an attribute.
 *
 * @param airbyte the stream that an Airbyte message names; empty if there is no such message
 */
record Envelope(ObjectNode fields, Attributes attributes, Streams streams, Optional<String> airbyte) {

    Envelope(ObjectNode fields, Attributes attributes, Streams streams) {
        this(fields, attributes, streams, Optional.empty());
    }

    /** An envelope without fields: only the attributes count. */
    static Envelope none(Attributes attributes, Streams streams) {
        return new Envelope(JsonNodeFactory.instance.objectNode(), attributes, streams);
    }

    /** The same envelope around an Airbyte message of this stream. */
    Envelope ofAirbyte(Optional<String> stream) {
        return new Envelope(fields, attributes, streams, stream);
    }

    /**
     * The row of these data, by default of contacts.
     *
     * @param times the moments that order a row without a version, the best first
     * @throws InvalidValue if the row's stream is not one that is written
     */
    SinkRecord.Row row(ObjectNode data, SinkRecord.Context context, List<Version> times) {
        if (fields.isEmpty() && attributes.byName().isEmpty()) {
            // Most records have neither fields nor attributes, which saves the look-ups.
            return new SinkRecord.Row(ofAirbyte(), header(context, times), SinkRecord.Defaults.NONE, data, context);
        }
        ObjectType type = type();
        Faults faults = new Faults();
        SinkRecord.Header header = new SinkRecord.Header(
                context.operation(),
                faults.reading(() -> version(times, context))
                        .flatMap(found -> found)
                        .orElse(null),
                faults.reading(() -> TagTexts.of(fields.get("tags"))).orElse(List.of()),
                faults.reading(() -> Optional.ofNullable(text("contact_type")))
                        .flatMap(found -> found)
                        .orElse(null),
                key().orElse(null));
        SinkRecord.Defaults defaults = faults.reading(attributes::defaults).orElse(SinkRecord.Defaults.NONE);
        return new SinkRecord.Row(type, header, defaults, data, context.with(faults.all()));
    }

    private static SinkRecord.Header header(SinkRecord.Context context, List<Version> times) {
        Version version = times.isEmpty() ? context.publishedAt().orElse(null) : times.getFirst();
        return new SinkRecord.Header(context.operation(), version, List.of(), null);
    }

    private ObjectType type() {
        Optional<String> own = Optional.ofNullable(text("stream"));
        return own.or(attributes::stream)
                .map(stream -> streams.find(stream)
                        .orElseThrow(() -> unknownStream("The %s names a stream other than %s"
                                .formatted(own.isPresent() ? "envelope" : "message attribute", streams.inWords()))))
                .orElseGet(this::ofAirbyte);
    }

    /** Airbyte names the source's tables. If contacts alone are written, a table of any name holds contacts. */
    private ObjectType ofAirbyte() {
        return airbyte.filter(stream -> !streams.isDefault())
                .map(stream -> streams.find(stream)
                        .orElseThrow(() -> unknownStream(
                                "The Airbyte message names a stream other than %s".formatted(streams.inWords()))))
                .orElseGet(this::unnamed);
    }

    private ObjectType unnamed() {
        return streams.unnamed()
                .orElseThrow(
                        () -> unknownStream("The record names no stream, such as %s".formatted(streams.inWords())));
    }

    private static InvalidValue unknownStream(String fault) {
        return new InvalidValue(new Outcome.Rejected(
                Reason.UNKNOWN_STREAM, "stream", "%s; this sink writes no other.".formatted(fault)));
    }

    /** The record's key. An unusable key is ignored. */
    private Optional<String> key() {
        JsonNode own = fields.path("key");
        String text = own.isValueNode() && !own.isNull() ? Blanks.strip(own.asText()) : "";
        return text.isEmpty() ? attributes.key() : Optional.of(text);
    }

    private Optional<Version> version(List<Version> times, SinkRecord.Context context) {
        Optional<Version> own =
                Optional.ofNullable(text("version")).map(text -> Version.of("version", fields.path("version")));
        Optional<Version> beside = attributes.version();
        Optional<Version> emittedBeside = attributes.emittedAt();
        return own.or(() -> beside)
                .or(() -> times.isEmpty() ? Optional.empty() : Optional.of(times.getFirst()))
                .or(() -> emittedBeside)
                .or(context::publishedAt);
    }

    private @Nullable String text(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new InvalidValue(name, "must be a text or a number");
        }
        String text = Blanks.strip(value.asText());
        return text.isEmpty() ? null : text;
    }
}
