package dev.keapsink.tools.queue;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue to send to. */
public record Outbox(SqsClient sqs, String url, Patience patience) {

    /** Sends the entries of one batch, and returns once SQS said of each whether it has it, or it cannot be asked. */
    public Sending send(List<Entry> entries) throws InterruptedException {
        Sending sending = new Sending(this, entries);
        sending.run();
        return sending;
    }
}
