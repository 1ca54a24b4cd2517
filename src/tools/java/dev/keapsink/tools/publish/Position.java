package dev.keapsink.tools.publish;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells how far a file has been sent.
 *
 * @param content the digest of the file's content
 * @param queue the URL of the queue
 * @param line the last line that is done, with all lines before it; 0 for none
 * @param sent how many messages SQS confirmed
 * @param refused the lines that SQS refused, each with SQS's error code
 * @param done whether the end of the file was reached
 */
record Position(
        @JsonProperty(required = true) String content,
        @JsonProperty(required = true) String queue,
        @JsonProperty(required = true) long line,
        @JsonProperty(required = true) long sent,
        @JsonProperty(required = true) SortedMap<Long, String> refused,
        @JsonProperty(required = true) boolean done) {

    static Position start(String content, String queue) {
        return new Position(content, queue, 0, 0, new TreeMap<>(), false);
    }

    Position after(long lastLine, long confirmed, SortedMap<Long, String> alsoRefused) {
        SortedMap<Long, String> all = new TreeMap<>(refused);
        all.putAll(alsoRefused);
        return new Position(content, queue, lastLine, sent + confirmed, all, done);
    }

    Position atEnd() {
        return new Position(content, queue, line, sent, refused, true);
    }
}
