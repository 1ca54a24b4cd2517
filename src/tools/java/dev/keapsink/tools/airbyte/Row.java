package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record of a stream on its way to Keap. Used by one thread. */
final class Row {

    /** From this try on, the sink rejects a row whose reference is nowhere. */
    private static final int TRIES_TO_DECIDE = 5;

    private final CatalogStream stream;
    private final long number;
    private final String body;
    private final Optional<String> key;
    private final Segment segment;
    private final Instant cameAt;
    private final List<Segment> replaced = new ArrayList<>();
    private int tries;
    private @Nullable Instant failedFirst;
    private Cause cause = Cause.DEADLINE;
    private Instant due;
    private Set<String> objects = Set.of();

    /**
     * @param number of the row among all rows of the sync
     * @param key of the record, by the stream's primary key
     * @param segment that waits for the row
     */
    Row(CatalogStream stream, long number, ObjectNode message, Optional<String> key, Segment segment, Instant cameAt) {
        this.stream = stream;
        this.number = number;
        this.body = message.toString();
        this.key = key;
        this.segment = segment;
        this.cameAt = cameAt;
        this.due = cameAt;
        segment.opened();
    }

    CatalogStream stream() {
        return stream;
    }

    /** The order in which rows came. */
    long number() {
        return number;
    }

    /** The length of the message. */
    int length() {
        return body.length();
    }

    String body() {
        return body;
    }

    /** The message that the row is to the sink, delivered once more than it was tried. */
    Message message() {
        Map<String, Message.Attribute> attributes = new HashMap<>();
        attributes.put("stream", new Message.Attribute("String", stream.route().type().stream()));
        key.ifPresent(text -> attributes.put("key", new Message.Attribute("String", text)));
        return new Message(
                stream.name() + "#" + number,
                body,
                attributes,
                new Message.Delivery("", tries + 1, cameAt, null, false));
    }

    /** Takes the place of an earlier row of the same primary key, which need not be written any more. */
    void replaces(Row earlier) {
        replaced.add(earlier.segment);
        replaced.addAll(earlier.replaced);
    }

    void written() {
        segment.written();
        replaced.forEach(Segment::written);
    }

    /** The row is in the reject store. What it replaced counts as written. */
    void rejected() {
        segment.rejected();
        replaced.forEach(Segment::written);
    }

    /**
     * The row has to wait.
     *
     * @param why it waits; {@link Cause#DEADLINE} if it was not tried, and none of its tries is used up
     * @param names of the objects that it is about
     */
    void waits(Instant until, Cause why, Set<String> names) {
        due = until;
        cause = why;
        objects = names;
        tries += why == Cause.DEADLINE ? 0 : 1;
    }

    /** A try has failed. */
    void failed(Instant now) {
        failedFirst = failedFirst == null ? now : failedFirst;
    }

    /**
     * Whether the row failed so often, without a reason that Keap gave, that it is most likely at fault itself.
     *
     * @param success when a row was written last: while none is, Keap is at fault
     */
    boolean isHopeless(Instant success) {
        return tries >= TRIES_TO_DECIDE
                && (cause == Cause.UNCLEAR || cause == Cause.UNAVAILABLE)
                && failedFirst != null
                && !success.isBefore(failedFirst);
    }

    /** The next try is the last one: it decides about the row. */
    void isTriedOnceMore() {
        tries = Math.max(tries, TRIES_TO_DECIDE - 1);
        isDueNow();
    }

    /** Why the row waits. */
    Cause cause() {
        return cause;
    }

    /** The row need not wait any longer. */
    void isDueNow() {
        due = cameAt;
    }

    Instant due() {
        return due;
    }

    /** The names of the objects that a waiting row is about. */
    Set<String> objects() {
        return objects;
    }
}
