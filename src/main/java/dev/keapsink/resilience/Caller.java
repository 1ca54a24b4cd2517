package dev.keapsink.resilience;

/**
 * The circuit breaker's view of a call: a failure says something about other calls to the same service, but little
 * about other subjects.
 *
 * @param service the called service: its calls fail together in an outage, those of another service need not
 * @param subject the thing that the call is about: one subject that always fails is no outage
 */
public record Caller(Object service, Object subject) {

    /** Without the subject, which may be personal. */
    @Override
    public String toString() {
        return "Caller[" + service + "]";
    }
}
