package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jspecify.annotations.Nullable;

/** The transport to one address: a client for each interface, built at its first call. Threadsafe. */
final class RestTransport implements KeapTransport, ClientRequestFilter {

    /** The exchange that this thread is about to make; the client's methods have no argument to pass it in. */
    private static final ThreadLocal<Exchange> OUTGOING = new ThreadLocal<>();

    private final RestConnections connections;
    private final URI base;
    private final Supplier<Optional<Map.Entry<String, String>>> credential;
    private final Function<KeapRequest, Optional<KeapReply>> instead;
    private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

    /**
     * @param credential the header that every request has, if any
     * @param instead answers requests that are not to be sent
     */
    RestTransport(
            RestConnections connections,
            URI base,
            Supplier<Optional<Map.Entry<String, String>>> credential,
            Function<KeapRequest, Optional<KeapReply>> instead) {
        this.connections = connections;
        this.base = withSchemeInLowerCase(base);
        this.credential = credential;
        this.instead = instead;
    }

    /** With a scheme in upper case the client would not recognise {@code https}, and send everything unencrypted. */
    private static URI withSchemeInLowerCase(URI address) {
        String scheme = address.getScheme();
        return URI.create(scheme.toLowerCase(Locale.ROOT) + address.toString().substring(scheme.length()));
    }

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            Exchange exchange = new Exchange(connections, credential.get(), sent);
            OUTGOING.set(exchange);
            try (Response response =
                    exchange.await(call.through(this::client), Duration.ofNanos(end - System.nanoTime()))) {
                return reply(response);
            } catch (KeapFailure e) {
                if (!exchange.needsAnotherConnection()) {
                    throw e;
                }
            } catch (Error e) {
                // The process may recover, but the client may keep the error for good.
                connections.renew();
                clients.clear();
                throw e;
            } finally {
                OUTGOING.remove();
            }
        }
    }

    private <A> A client(Class<A> api) {
        return api.cast(clients.computeIfAbsent(
                api, type -> connections.clients().baseUri(base).register(this).build(type)));
    }

    /** Runs in the thread of the caller, before there is a connection. */
    @Override
    public void filter(ClientRequestContext request) {
        Exchange exchange = OUTGOING.get();
        exchange.in(((ResteasyReactiveClientRequestContext) request).getContext());
        exchange.credential().ifPresent(header -> request.getHeaders().putSingle(header.getKey(), header.getValue()));
        String uri = request.getUri().toString();
        // The configured address itself stays as it is.
        int from = uri.startsWith(base.toString()) ? base.toString().length() : 0;
        if (uri.indexOf('+', from) >= 0) {
            // The client encodes a space as a plus, which some servers take for a plus.
            request.setUri(
                    URI.create(uri.substring(0, from) + uri.substring(from).replace("+", "%20")));
        }
        instead.apply(described(request))
                .ifPresentOrElse(
                        reply -> request.abortWith(Response.status(reply.status())
                                .entity(reply.body())
                                .build()),
                        () -> encodeForm(request));
    }

    private static void encodeForm(ClientRequestContext request) {
        if (request.getEntity() instanceof Form form) {
            request.setEntity(Forms.encoded(form), new Annotation[0], MediaType.MULTIPART_FORM_DATA_TYPE);
        }
    }

    private KeapRequest described(ClientRequestContext request) {
        URI uri = request.getUri();
        Map<String, String> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return new KeapRequest(
                request.getMethod(),
                uri.getPath().substring(base.getPath().length()),
                query,
                body(request.getEntity()));
    }

    private static JsonNode body(@Nullable Object entity) {
        return switch (entity) {
            case JsonNode json -> json;
            case Form form -> form.shown();
            case null, default -> MissingNode.getInstance();
        };
    }

    private static KeapReply reply(Response response) {
        return KeapReply.received(response.getStatus(), response.getStringHeaders(), body(response));
    }

    private static byte[] body(Response response) {
        if (!(response.getEntity() instanceof InputStream bytes)) {
            return new byte[0];
        }
        try {
            return bytes.readAllBytes();
        } catch (IOException e) {
            // The client has read the body already, so this does not happen.
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "RestTransport[" + base + "]";
    }
}
