package dev.keapsink.tools.rejects;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.queue.HeldMessages;
import dev.keapsink.tools.queue.QueueReceiver;
import dev.keapsink.tools.queue.Reject;
import dev.keapsink.tools.queue.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.OverLimitException;

/**
 * Receives the messages of a queue, each once, and makes all of them visible again at the end. Nothing is deleted or
 * sent.
 */
final class Reading {
    private final QueueReceiver queue;
    private final StopSignal stop;
    private final HeldMessages held;
    private boolean atLimit;
    private boolean complete;

    Reading(QueueReceiver queue, StopSignal stop) {
        this.queue = queue;
        this.stop = stop;
        this.held = new HeldMessages(queue);
    }

    /**
     * Reads until the queue hands out no new message, the view needs no other one, or the operator stops the run.
     *
     * @param progress gets the number of messages seen so far
     * @throws CommandFailure if SQS refuses a call or does not answer
     */
    void run(View view, IntConsumer progress) throws InterruptedException {
        boolean goOn = true;
        while (goOn && !complete && !stop.isAsked()) {
            List<Reject> fresh = next();
            for (Reject reject : fresh) {
                goOn = goOn && view.take(reject);
            }
            progress.accept(held.size());
        }
    }

    /** Returns the new messages of one receive. All are held before one is looked at. */
    private List<Reject> next() throws InterruptedException {
        List<Message> received = received();
        List<Reject> fresh = new ArrayList<>();
        for (Message message : received) {
            if (held.add(message)) {
                fresh.add(new Reject(message));
            }
        }
        complete = received.isEmpty() || held.allSeen();
        return fresh;
    }

    private List<Message> received() throws InterruptedException {
        try {
            return queue.receive();
        } catch (CommandFailure e) {
            if (e.getCause() instanceof OverLimitException) {
                atLimit = true;
                return List.of();
            }
            throw e;
        }
    }

    /** Returns whether the queue handed out all that it would. */
    boolean isComplete() {
        return complete;
    }

    /** Returns whether SQS handed out as many messages as it does at once. */
    boolean isAtLimit() {
        return atLimit;
    }

    /** Returns how many messages were seen. */
    int seen() {
        return held.size();
    }

    /** Makes all messages visible again. Returns a sentence if SQS did not do so. */
    Optional<String> release() {
        return held.release();
    }
}
