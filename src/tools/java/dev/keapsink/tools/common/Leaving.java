package dev.keapsink.tools.common;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment at which a request leaves. The client asks for the body of a request only once it has a connection, so a
 * request whose body was not asked for cannot have been carried out. Without a body the moment is unknown. Threadsafe.
 */
final class Leaving {

    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long n) {
            // There is nothing to give.
        }

        @Override
        public void cancel() {
            // There is nothing to stop.
        }
    };

    private enum State {
        HERE,
        LEFT,
        GIVEN_UP
    }

    private final Runnable sent;
    private final AtomicReference<State> state = new AtomicReference<>(State.HERE);

    /**
     * @param sent is run once, when the request leaves
     */
    Leaving(Runnable sent) {
        this.sent = sent;
    }

    /** Hands out a body when the request leaves, unless it was given up. */
    BodyPublisher of(BodyPublisher body) {
        return BodyPublishers.fromPublisher(
                subscriber -> {
                    if (leaves()) {
                        body.subscribe(subscriber);
                    } else {
                        refuse(subscriber);
                    }
                },
                body.contentLength());
    }

    private static void refuse(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(NOTHING);
        subscriber.onError(new CancellationException("The request was given up before it left"));
    }

    /** Notes that the request leaves, and returns whether it may. */
    boolean leaves() {
        if (state.compareAndSet(State.HERE, State.LEFT)) {
            sent.run();
        }
        return state.get() == State.LEFT;
    }

    /** Returns whether the request has surely not left; then it never will. */
    boolean giveUp() {
        return state.compareAndSet(State.HERE, State.GIVEN_UP);
    }
}
