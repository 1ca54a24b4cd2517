package dev.keapsink.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.credential.Credential;
import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Serves the product's REST interfaces without HTTP: calls become simulated requests, replies become responses. */
public final class RestTwin implements KeapApis {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Credentials credentials;
    private final Function<SimulatedRequest, Uni<Response>> transport;

    /**
     * @param credentials one of them goes with every request
     * @param transport what a request becomes, once somebody waits for its response
     */
    public RestTwin(Credentials credentials, Function<SimulatedRequest, Uni<Response>> transport) {
        this.credentials = credentials;
        this.transport = transport;
    }

    @Override
    public <T> T create(Class<T> api) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(),
                new Class<?>[] {api},
                (proxy, method, args) -> transport.apply(request(method, args == null ? new Object[0] : args))));
    }

    /**
     * What the REST client makes of a reply that has arrived.
     *
     * @throws ProcessingException if there is no answer
     */
    public static Response response(SimulatedReply reply) {
        return switch (reply.delivery().end()) {
            case RESET -> throw new ProcessingException(new IOException("Connection reset by peer"));
            case REFUSED -> throw new ProcessingException(new ConnectException("Connection refused"));
            case ANSWER -> {
                Response.ResponseBuilder response =
                        Response.status(reply.status()).entity(reply.body());
                reply.headers().forEach(response::header);
                yield response.build();
            }
        };
    }

    private SimulatedRequest request(Method method, Object[] args) throws JsonProcessingException {
        String path = "/" + method.getAnnotation(Path.class).value();
        Map<String, List<String>> query = new HashMap<>();
        String body = "";
        for (int i = 0; i < args.length; i++) {
            Parameter parameter = method.getParameters()[i];
            if (parameter.isAnnotationPresent(PathParam.class)) {
                String name = parameter.getAnnotation(PathParam.class).value();
                path = path.replace("{" + name + "}", String.valueOf(args[i]));
            } else if (parameter.isAnnotationPresent(QueryParam.class)) {
                query.put(parameter.getAnnotation(QueryParam.class).value(), List.of(String.valueOf(args[i])));
            } else {
                body = JSON.writeValueAsString(args[i]);
            }
        }
        return new SimulatedRequest(verb(method), path, query, headers(), body);
    }

    private Map<String, String> headers() {
        return switch (credentials.current()) {
            case Credential.ApiKey key -> Map.of("x-keap-api-key", key.secret());
            case Credential.Grant grant -> Map.of("authorization", "Bearer " + grant.secret());
        };
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst()
                .orElseThrow();
    }
}
