package dev.keapsink.account;

import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.Exchange;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.simulator.SimulatedRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The way to Keap for a command, which has no REST client. */
final class HttpTransport implements Function<SimulatedRequest, Uni<Response>>, TokenTransport {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Addresses addresses;

    HttpTransport(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Uni<Response> apply(SimulatedRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(addresses.base() + request.path()))
                .header("Accept", "application/json")
                .method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers().forEach(http::header);
        return sent(http.build());
    }

    @Override
    public KeapReply post(Optional<String> authorization, String form, Duration timeout) {
        HttpRequest.Builder http = HttpRequest.newBuilder(addresses.token())
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        authorization.ifPresent(value -> http.header("Authorization", value));
        return Exchange.of(sent(http.build()), timeout);
    }

    private Uni<Response> sent(HttpRequest request) {
        return Uni.createFrom()
                .completionStage(() -> client.sendAsync(request, BodyHandlers.ofString()))
                .map(HttpTransport::response);
    }

    private static Response response(HttpResponse<String> reply) {
        Response.ResponseBuilder response = Response.status(reply.statusCode()).entity(reply.body());
        reply.headers().map().forEach((name, values) -> response.header(name, values.getFirst()));
        return response.build();
    }
}
