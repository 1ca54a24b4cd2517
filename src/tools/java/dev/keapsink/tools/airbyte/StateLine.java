package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A state as it came. It goes back byte for byte, because only the source knows what its parts mean. The platform adds
 * an id of its own, which has to come back, too.
 */
final class StateLine {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String STATS = "destinationStats";

    private final byte[] bytes;
    private final Optional<StreamName> stream;
    private final boolean takesCounts;

    private StateLine(byte[] bytes, Optional<StreamName> stream, boolean takesCounts) {
        this.bytes = bytes;
        this.stream = stream;
        this.takesCounts = takesCounts;
    }

    /** A state of all streams that goes back without counts, as a Singer tap wants it. */
    static StateLine plain(byte[] bytes) {
        return new StateLine(bytes, Optional.empty(), false);
    }

    /** The stream that the state is of; empty for a state of all streams ({@code GLOBAL}, {@code LEGACY}, or no type). */
    Optional<StreamName> stream() {
        return stream;
    }

    int length() {
        return bytes.length;
    }

    /** The state in a message of the type STATE. Counts that it has already are dropped. */
    static StateLine of(byte[] line, ObjectNode message) {
        boolean hasStats = message.path("state") instanceof ObjectNode state && state.remove(STATS) != null;
        byte[] bytes = hasStats ? message.toString().getBytes(UTF_8) : line;
        JsonNode descriptor = message.path("state").path("stream").path("stream_descriptor");
        boolean isOfStream = message.path("state").path("type").asText().equals("STREAM") && descriptor.isObject();
        return new StateLine(
                bytes, isOfStream ? Optional.of(StreamName.of(descriptor, "name")) : Optional.empty(), true);
    }

    /**
     * The line with the counts of the records since the state before.
     *
     * <p>The protocol wants counts as doubles: platforms read {@code 3.0}.
     */
    byte[] with(long written, long rejected) {
        if (!takesCounts) {
            return bytes;
        }
        String stats = "\"%s\":{\"recordCount\":%d.0,\"rejectedRecordCount\":%d.0}".formatted(STATS, written, rejected);
        try (JsonParser parser = JSON.createParser(bytes)) {
            int inside = startOfState(parser) + 1;
            boolean isEmpty = parser.nextToken() == JsonToken.END_OBJECT;
            ByteArrayOutputStream line = new ByteArrayOutputStream(bytes.length + stats.length() + 1);
            line.write(bytes, 0, inside);
            line.writeBytes((isEmpty ? stats : stats + ",").getBytes(UTF_8));
            line.write(bytes, inside, bytes.length - inside);
            return line.toByteArray();
        } catch (IOException e) {
            // The line was parsed before.
            throw new UncheckedIOException(e);
        }
    }

    /** The place of the brace that opens the field {@code state}. */
    private static int startOfState(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isState = parser.currentName().equals("state");
            parser.nextToken();
            if (isState) {
                return (int) parser.currentTokenLocation().getByteOffset();
            }
            parser.skipChildren();
        }
        throw new IllegalStateException("A state message has a state");
    }
}
