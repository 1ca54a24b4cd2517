package dev.keapsink.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves the product's REST interfaces straight from a simulator, without HTTP, on virtual time. */
public final class InMemoryKeap implements KeapApis {

    /** How long a caller waits for an answer that does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeapSimulator simulator;
    private final VirtualTime time;
    private final String key;

    public InMemoryKeap(KeapSimulator simulator, VirtualTime time, String key) {
        this.simulator = simulator;
        this.time = time;
        this.key = key;
    }

    @Override
    public <T> T create(Class<T> api) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(), new Class<?>[] {api}, (proxy, method, args) -> call(method, args)));
    }

    private Uni<Response> call(Method method, Object[] args) throws JsonProcessingException {
        SimulatedRequest request = request(method, args == null ? new Object[0] : args);
        return Uni.createFrom().item(() -> deliver(simulator.handle(request)));
    }

    private Response deliver(SimulatedReply reply) {
        if (reply.delivery().delay().compareTo(PATIENCE) > 0) {
            time.advance(PATIENCE);
            throw new TimeoutException();
        }
        time.advance(reply.delivery().delay());
        if (reply.delivery().reset()) {
            throw new jakarta.ws.rs.ProcessingException(new IOException("Connection reset by peer"));
        }
        Response.ResponseBuilder response = Response.status(reply.status()).entity(reply.body());
        reply.headers().forEach(response::header);
        return response.build();
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
        return new SimulatedRequest(verb(method), path, query, Map.of("x-keap-api-key", key), body);
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
