package dev.keapsink.tools.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Turns calls into requests by the JAX-RS annotations of the function's API interfaces, as the REST client does. Such a
 * request is a value that can be compared, and sent without HTTP.
 */
public final class JaxRsRequests {

    private JaxRsRequests() {}

    /** The request that the REST client would send for a call, without its credential. */
    public static KeapRequest of(ApiCall<?> call) {
        return of(call, JaxRsRequests::json);
    }

    /** The same for a person to read, as the REST client shows it to a preview: a file is only its size. */
    public static KeapRequest shown(ApiCall<?> call) {
        return of(call, Form::shown);
    }

    /**
     * The same, with another body in place of a form.
     *
     * @param json is applied to the form, if the call has one
     */
    static KeapRequest of(ApiCall<?> call, Function<Form, JsonNode> json) {
        AtomicReference<KeapRequest> request = new AtomicReference<>();
        call.through(new ApiCall.Apis() {
            @Override
            public <A> A of(Class<A> api) {
                return api.cast(Proxy.newProxyInstance(
                        api.getClassLoader(), new Class<?>[] {api}, (proxy, method, args) -> {
                            request.set(request(method, args == null ? new Object[0] : args, json));
                            return new CompletableFuture<>();
                        }));
            }
        });
        return Objects.requireNonNull(request.get(), "An API call calls one method of its interface");
    }

    private static KeapRequest request(Method method, Object[] args, Function<Form, JsonNode> json) {
        String path = "/" + method.getAnnotation(Path.class).value();
        Map<String, String> query = new LinkedHashMap<>();
        JsonNode body = MissingNode.getInstance();
        for (int i = 0; i < args.length; i++) {
            Parameter parameter = method.getParameters()[i];
            if (parameter.isAnnotationPresent(PathParam.class)) {
                String name = parameter.getAnnotation(PathParam.class).value();
                path = path.replace("{" + name + "}", String.valueOf(args[i]));
            } else if (!parameter.isAnnotationPresent(QueryParam.class)) {
                body = args[i] instanceof Form form ? json.apply(form) : (JsonNode) args[i];
            } else if (args[i] != null) {
                query.put(parameter.getAnnotation(QueryParam.class).value(), String.valueOf(args[i]));
            }
        }
        return new KeapRequest(verb(method), path, query, body);
    }

    /** A form as an object of its parts; a file is an object, too, of its name and its bytes. */
    private static JsonNode json(Form form) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        for (Form.Part part : form.parts()) {
            switch (part) {
                case Form.Text text -> parts.put(text.name(), text.value());
                case Form.File file ->
                    parts.putObject(file.name())
                            .put("file_name", file.fileName())
                            .put("content", file.content());
            }
        }
        return parts;
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
