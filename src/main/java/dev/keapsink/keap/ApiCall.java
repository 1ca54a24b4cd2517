package dev.keapsink.keap;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A request to Keap, before it is sent: a method of one of the interfaces that describe its endpoints, with the
 * arguments.
 *
 * @param api the interface
 * @param method calls the method
 */
public record ApiCall<A>(Class<A> api, Function<A, CompletionStage<Response>> method) {

    /** Supplies implementations of the interfaces. */
    @FunctionalInterface
    public interface Apis {
        <A> A of(Class<A> api);
    }

    /** Calls the method of an implementation. */
    public CompletionStage<Response> through(Apis apis) {
        return method.apply(apis.of(api));
    }

    /** Without the arguments, which may be personal. */
    @Override
    public String toString() {
        return api.getSimpleName();
    }
}
