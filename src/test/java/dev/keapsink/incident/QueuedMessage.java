package dev.keapsink.incident;

import java.time.Instant;

/** A message in the simulated queue. Delivering it, hiding it and deleting it are the queue's business. */
final class QueuedMessage {

    final String id;
    final SentRecord record;
    final long sequence;
    final Instant sentAt;
    int receiveCount;
    String receipt = "";
    Instant receivedAt = Instant.MIN;
    Instant visibleFrom;

    QueuedMessage(String id, SentRecord record, long sequence, Instant sentAt, Instant visibleFrom) {
        this.id = id;
        this.record = record;
        this.sequence = sequence;
        this.sentAt = sentAt;
        this.visibleFrom = visibleFrom;
    }

    boolean wasReceived() {
        return receiveCount > 0;
    }
}
