package dev.keapsink.tools.common;

import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.ReplyClassifier;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects the body of a reply, and breaks it off when it is too long. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private @Nullable Subscription subscription;
    private long received;

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        whole.onSubscribe(begun);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean wasTooLong = isTooLong();
        received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (!isTooLong()) {
            whole.onNext(buffers);
        } else if (!wasTooLong && subscription != null) {
            subscription.cancel();
            whole.onError(ReplyClassifier.tooLong());
        }
    }

    private boolean isTooLong() {
        return received > KeapReply.LONGEST_BODY;
    }

    @Override
    public void onError(Throwable thrown) {
        whole.onError(thrown);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }
}
