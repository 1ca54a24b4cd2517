package dev.keapsink.simulator.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
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
import dev.keapsink.tools.common.JaxRsRequests;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends the function's calls to a simulator and returns the simulator's replies, without HTTP. */
public final class SimulatedTransport implements KeapTransport {

    private final KeapAuthentication authentication;
    private final Function<KeapRequest, Optional<KeapReply>> instead;
    private final Wire wire;

    /** Carries a request to the simulator and brings the reply back. */
    @FunctionalInterface
    public interface Wire {
        /**
         * The simulator's reply to a request.
         *
         * @param timeout how long the sender waits
         * @throws KeapFailure if no reply arrives in this time
         */
        SimulatedReply carry(SimulatedRequest request, Duration timeout);
    }

    /**
     * Sends every request.
     *
     * @param credentials supply the current credential, which goes with each request
     */
    public SimulatedTransport(Credentials credentials, Wire wire) {
        this(credentials, request -> Optional.empty(), wire);
    }

    /**
     * Sends the requests that {@code instead} does not answer.
     *
     * @param instead the reply to a request that stays here; empty for the others
     */
    SimulatedTransport(Credentials credentials, Function<KeapRequest, Optional<KeapReply>> instead, Wire wire) {
        this.instead = instead;
        this.authentication = new KeapAuthentication(KeapAuthentication.Header.KEAP_API_KEY, credentials);
        this.wire = wire;
    }

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        return instead.apply(JaxRsRequests.shown(call)).orElseGet(() -> {
            sent.run();
            return exchange(JaxRsRequests.of(call), timeout);
        });
    }

    /**
     * Sends a request, even one that {@code instead} would answer.
     *
     * @throws KeapFailure if no reply arrives
     */
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
                        body(request)),
                timeout));
    }

    /** A body as it is sent. That of a file is a form, of which each character is a byte. */
    private static String body(KeapRequest request) {
        JsonNode body = request.body();
        if (body.isMissingNode() || !request.path().startsWith("/v2/files")) {
            return body.isMissingNode() ? "" : body.toString();
        }
        StringBuilder form = new StringBuilder();
        body.properties().forEach(part -> {
            boolean isFile = part.getKey().equals("file");
            byte[] bytes = isFile
                    ? ((BinaryNode) part.getValue().path("content")).binaryValue()
                    : part.getValue().asText().getBytes(UTF_8);
            form.append("--BOUNDARY\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                            .formatted(part.getKey(), isFile ? "application/octet-stream" : "application/json"))
                    .append(new String(bytes, ISO_8859_1))
                    .append("\r\n");
        });
        return form.append("--BOUNDARY--\r\n").toString();
    }

    /**
     * The reply as it arrives at the sender.
     *
     * @throws KeapFailure if its delivery ends in a broken or refused connection
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

    /** The failure of a connection that breaks after the request was sent. */
    public static KeapFailure broken() {
        return ReplyClassifier.failure(new IOException("Connection reset by peer"));
    }
}
