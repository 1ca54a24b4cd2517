package dev.keapsink.simulator;

import dev.keapsink.simulator.Effect.Reach;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Something that goes wrong, by script: an effect (the factories) on certain calls (the narrowing methods, which may be
 * chained), as in {@code Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts")}. Immutable.
 *
 * <p>Answers made up by a fault carry no quota headers; delayed ones keep theirs.
 */
public final class Fault {
    private final Effect effect;
    private final Scope scope;

    private Fault(Effect effect, Scope scope) {
        this.effect = effect;
        this.scope = scope;
    }

    // What happens.

    /** Answers so instead of handling the call. */
    public static Fault answering(int status, Map<String, String> headers, String body) {
        SimulatedReply answer = new SimulatedReply(status, headers, body, Delivery.NORMAL);
        return of(Reach.GATEWAY, reply -> answer);
    }

    public static Fault answering(int status, String contentType, String body) {
        return answering(status, Map.of("content-type", contentType), body);
    }

    /** An error of the application, such as 403 "Forbidden" or 500 "Internal error". */
    public static Fault error(int status, String message) {
        return of(Reach.GATEWAY, reply -> Replies.message(status, message));
    }

    /** An HTML page of the gateway, such as 502 "Bad Gateway". */
    public static Fault page(int status, String title) {
        return of(Reach.GATEWAY, reply -> Replies.page(status, title));
    }

    public static Fault badGateway() {
        return page(502, "Bad Gateway");
    }

    public static Fault unavailable() {
        return page(503, "Service Unavailable");
    }

    public static Fault gatewayTimeout() {
        return page(504, "Gateway Timeout");
    }

    public static Fault redirectTo(URI location) {
        return answering(302, Map.of("location", location.toString()), "");
    }

    /** A 429 that says how long to wait, whatever the quota. */
    public static Fault throttledFor(Duration retryAfter) {
        Map<String, String> header = Map.of("retry-after", String.valueOf(retryAfter.toSeconds()));
        return of(Reach.GATEWAY, reply -> Replies.quotaExceeded().withHeaders(header));
    }

    /** The API no longer takes the credential; the token endpoint, which asks for none of this kind, is not struck. */
    public static Fault credentialExpired() {
        return of(Reach.GATEWAY, reply -> Replies.accessTokenExpired()).matching(request -> !request.isForTokens());
    }

    /** A 200 with this body, which is not what Keap answers: HTML, {} or nothing at all. */
    public static Fault garbage(String body) {
        return answering(200, "application/json;charset=UTF-8", body);
    }

    /** There is no connection to be had. */
    public static Fault connectionRefused() {
        return of(Reach.NOWHERE, reply -> reply.withDelivery(Delivery.REFUSED));
    }

    /** The connection breaks before Keap sees the call. */
    public static Fault resetBeforeHandling() {
        return of(Reach.NOWHERE, reply -> reply.withDelivery(Delivery.RESET));
    }

    /** The call is handled, then the connection breaks. */
    public static Fault replyLostAfterCommit() {
        return of(Reach.KEAP, reply -> reply.withDelivery(Delivery.RESET));
    }

    /** The call is handled, but the caller waits for the answer in vain. */
    public static Fault neverAnswered() {
        return of(Reach.KEAP, reply -> reply.withDelivery(Delivery.NEVER));
    }

    /** The call disappears: it is not handled, and the caller waits in vain. */
    public static Fault swallowed() {
        return of(Reach.NOWHERE, reply -> reply.withDelivery(Delivery.NEVER));
    }

    /**
     * Keap decides on arrival what a contact write has to do, create or update, carries it out only so much later, and
     * the caller waits in vain. If the write is repeated meanwhile, both decide the same. Tokens are exchanged only so
     * much later altogether.
     */
    public static Fault carriedOutOnlyAfter(Duration delay) {
        return new Fault(neverAnswered().effect.committingAfter(delay), Scope.EVERYTHING);
    }

    /** The call is handled at once and answered late. */
    public static Fault answeredAfter(Duration delay) {
        return of(Reach.KEAP, reply -> reply).delayedBy(delay);
    }

    /** Tag calls report this for these contacts and leave their tags as they are. */
    public static Fault tagResult(TagResult result, long... contactIds) {
        Map<Long, TagResult> results = new HashMap<>();
        for (long id : contactIds) {
            results.put(id, result);
        }
        return new Fault(Effect.NONE.makingUp(Map.copyOf(results)), Scope.EVERYTHING)
                .matching(request -> request.method().equals("POST"))
                .matching(request -> request.path().matches("/v1/(tags/\\d+/contacts|contacts/\\d+/tags)"));
    }

    private static Fault of(Reach reach, UnaryOperator<SimulatedReply> change) {
        return new Fault(Effect.at(reach, change), Scope.EVERYTHING);
    }

    // Variations.

    /** The same answer, but after the call was handled. */
    public Fault afterCommit() {
        return new Fault(effect.reaching(Reach.KEAP), scope);
    }

    public Fault delayedBy(Duration delay) {
        Effect delayed = effect.changing(reply -> {
            SimulatedReply changed = effect.change().apply(reply);
            return changed.withDelivery(changed.delivery().delayedBy(delay));
        });
        return new Fault(delayed, scope);
    }

    // Which calls.

    /** Only the next calls of the kind, so many of them; otherwise the fault lasts. */
    public Fault onNext(int number) {
        return new Fault(effect, scope.onlyNext(number));
    }

    /** Only every so many calls of the kind, beginning with the first. */
    public Fault onEvery(int nth) {
        return new Fault(effect, scope.onlyEvery(nth));
    }

    public Fault matching(Predicate<SimulatedRequest> kind) {
        return new Fault(effect, scope.only(kind));
    }

    /**
     * The path starts at /v1/ or /v2/, or is /token; a star in it stands for one segment, as in
     * {@code /v1/tags/*}{@code /contacts}.
     */
    public Fault matching(String method, String path) {
        Pattern pattern = Pattern.compile("\\Q" + path.replace("*", "\\E[^/]+\\Q") + "\\E");
        return matching(request -> request.method().equals(method)
                && pattern.matcher(request.path()).matches());
    }

    /** From the first instant on, up to but not including the second. */
    public Fault between(Instant from, Instant until) {
        return new Fault(effect, scope.between(from, until));
    }

    Effect effect() {
        return effect;
    }

    Scope scope() {
        return scope;
    }
}
