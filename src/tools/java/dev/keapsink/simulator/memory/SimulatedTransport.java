package dev.keapsink.simulator.memory;

import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.keap.ReplyClassifier;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Carries the product's requests to a simulator without HTTP. */
public final class SimulatedTransport implements KeapTransport {

    private final KeapAuthentication authentication;
    private final Function<KeapRequest, Optional<KeapReply>> instead;
    private final Wire wire;

    /** The way to the simulator and back. */
    @FunctionalInterface
    public interface Wire {
        /**
         * What a request is answered with.
         *
         * @param timeout how long the sender waits
         * @throws KeapFailure if there is no answer in this time
         */
        SimulatedReply carry(SimulatedRequest request, Duration timeout);
    }

    /**
     * @param credentials one of them goes with every request
     */
    public SimulatedTransport(Credentials credentials, Wire wire) {
        this(credentials, request -> Optional.empty(), wire);
    }

    /**
     * @param instead answers requests that are not to be sent
     */
    SimulatedTransport(Credentials credentials, Function<KeapRequest, Optional<KeapReply>> instead, Wire wire) {
        this.instead = instead;
        this.authentication = new KeapAuthentication(KeapAuthentication.Header.KEAP_API_KEY, credentials);
        this.wire = wire;
    }

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        KeapRequest request = ApiTwin.request(call);
        return instead.apply(request).orElseGet(() -> {
            sent.run();
            return exchange(request, timeout);
        });
    }

    /** What becomes of a request. */
    KeapReply exchange(KeapRequest request, Duration timeout) {
        Map.Entry<String, String> credential = authentication.header();
        Map<String, List<String>> query = new HashMap<>();
        request.query().forEach((name, value) -> query.put(name, List.of(value)));
        return received(wire.carry(
                new SimulatedRequest(
                        request.method(),
                        request.path(),
                        query,
                        Map.of(credential.getKey().toLowerCase(Locale.ROOT), credential.getValue()),
                        request.body().isMissingNode() ? "" : request.body().toString()),
                timeout));
    }

    /**
     * What arrives of a reply.
     *
     * @throws KeapFailure if nothing does
     */
    public static KeapReply received(SimulatedReply reply) {
        return switch (reply.delivery().end()) {
            case RESET -> throw broken();
            case REFUSED -> throw ReplyClassifier.failure(new ConnectException("Connection refused"));
            case ANSWER -> {
                Map<String, String> headers = new HashMap<>();
                reply.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                yield new KeapReply(reply.status(), headers, reply.body());
            }
        };
    }

    /** A connection that breaks when the request is on its way. */
    public static KeapFailure broken() {
        return ReplyClassifier.failure(new IOException("Connection reset by peer"));
    }
}
