package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;

/** Another instance beside one, with the same ledger and the same Keap account. */
final class OtherInstance {

    private final InMemorySink sink;

    OtherInstance(InMemorySink sink) {
        this.sink = sink.otherInstance();
    }

    void writes(String body) {
        assertThat(sink.deliver(body)).isEmpty();
    }

    /** Nobody knows whether its write got through. */
    void claims(String body) {
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));
        assertThat(sink.deliver(body)).containsExactly("m0");
    }
}
