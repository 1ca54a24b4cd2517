package dev.keapsink.resilience;

/**
 * Who makes a call, as far as one that fails says something about others.
 *
 * @param service what is called: calls of one service fail together when it is out, those of another one need not
 * @param subject what the call is about: one subject that always fails is no outage
 */
public record Caller(Object service, Object subject) {

    /** Without the subject, which may be personal. */
    @Override
    public String toString() {
        return "Caller[" + service + "]";
    }
}
