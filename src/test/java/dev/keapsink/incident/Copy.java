package dev.keapsink.incident;

import dev.keapsink.record.Message;
import java.time.Instant;
import java.util.Map;

/** One of the messages in which a record comes, each of which the queue delivers until it is done. */
final class Copy {

    final VersionedRecord record;
    final int number;
    private final Instant sentAt;
    int receives;
    Instant visibleAt;
    boolean done;

    Copy(VersionedRecord record, int number, Instant sentAt) {
        this.record = record;
        this.number = number;
        this.sentAt = sentAt;
        this.visibleAt = sentAt;
    }

    Message message() {
        return new Message(
                "m" + number,
                record.body(),
                Map.of(),
                new Message.Delivery("receipt", Math.max(1, receives), sentAt, null, false));
    }
}
