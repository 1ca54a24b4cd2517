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
 * A scripted fault. A factory chooses its effect and further methods choose the calls that it strikes, as in
 * {@code Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts")}. Without them it strikes every call.
 * Immutable.
 *
 * <p>An answer that a fault makes up has no quota headers; a delayed answer keeps its own.
 */
public final class Fault {
    private final Effect effect;
    private final Scope scope;

    private Fault(Effect effect, Scope scope) {
        this.effect = effect;
        this.scope = scope;
    }

    // The effects.

    /** The gateway answers so, and Keap does not handle the call. */
    public static Fault answering(int status, Map<String, String> headers, String body) {
        SimulatedReply answer = new SimulatedReply(status, headers, body, Delivery.NORMAL);
        return of(Reach.GATEWAY, reply -> answer);
    }

    /** The same with no header but the content type. */
    public static Fault answering(int status, String contentType, String body) {
        return answering(status, Map.of("content-type", contentType), body);
    }

    /** A JSON error of the application, such as 403 "Forbidden" or 500 "Internal error". */
    public static Fault error(int status, String message) {
        return of(Reach.GATEWAY, reply -> Replies.message(status, message));
    }

    /** An HTML page of the gateway, such as 502 "Bad Gateway". */
    public static Fault page(int status, String title) {
        return of(Reach.GATEWAY, reply -> Replies.page(status, title));
    }

    /** The gateway's page for 502. */
    public static Fault badGateway() {
        return page(502, "Bad Gateway");
    }

    /** The gateway's page for 503. */
    public static Fault unavailable() {
        return page(503, "Service Unavailable");
    }

    /** The gateway's page for 504. */
    public static Fault gatewayTimeout() {
        return page(504, "Gateway Timeout");
    }

    /** A 302 to this address. */
    public static Fault redirectTo(URI location) {
        return answering(302, Map.of("location", location.toString()), "");
    }

    /** A 429 with a Retry-After of so many seconds, even if the quota is not used up. */
    public static Fault throttledFor(Duration retryAfter) {
        Map<String, String> header = Map.of("retry-after", String.valueOf(retryAfter.toSeconds()));
        return of(Reach.GATEWAY, reply -> Replies.quotaExceeded().withHeaders(header));
    }

    /** A 401 for an expired access token. It does not strike the token endpoint, which takes no access token. */
    public static Fault credentialExpired() {
        return of(Reach.GATEWAY, reply -> Replies.accessTokenExpired()).matching(request -> !request.isForTokens());
    }

    /** A 200 whose body Keap does not send, such as HTML, {} or an empty text. */
    public static Fault garbage(String body) {
        return answering(200, "application/json;charset=UTF-8", body);
    }

    /** Keap refuses the connection. */
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

    /** The call is handled, but no answer arrives. */
    public static Fault neverAnswered() {
        return of(Reach.KEAP, reply -> reply.withDelivery(Delivery.NEVER));
    }

    /** The call is lost on the way: it is not handled, and no answer arrives. */
    public static Fault swallowed() {
        return of(Reach.NOWHERE, reply -> reply.withDelivery(Delivery.NEVER));
    }

    /**
     * A write takes effect only after this delay, and no answer arrives. Keap decides on arrival whether a contact
     * write creates or updates; if the write is repeated in the meantime, both decide the same. An exchange of tokens
     * is both decided and carried out after the delay.
     */
    public static Fault carriedOutOnlyAfter(Duration delay) {
        return new Fault(neverAnswered().effect.committingAfter(delay), Scope.EVERYTHING);
    }

    /** The call is handled at once and answered late. */
    public static Fault answeredAfter(Duration delay) {
        return of(Reach.KEAP, reply -> reply).delayedBy(delay);
    }

    /** Calls that apply tags report this result for these contacts and do not change their tags. */
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

    /** The same answer, but Keap handles the call before. */
    public Fault afterCommit() {
        return new Fault(effect.reaching(Reach.KEAP), scope);
    }

    /** The same with an additional delay of the answer. */
    public Fault delayedBy(Duration delay) {
        Effect delayed = effect.changing(reply -> {
            SimulatedReply changed = effect.change().apply(reply);
            return changed.withDelivery(changed.delivery().delayedBy(delay));
        });
        return new Fault(delayed, scope);
    }

    // The calls.

    /** Strikes only the next {@code number} matching calls. */
    public Fault onNext(int number) {
        return new Fault(effect, scope.onlyNext(number));
    }

    /** Strikes only every nth matching call, beginning with the first. */
    public Fault onEvery(int nth) {
        return new Fault(effect, scope.onlyEvery(nth));
    }

    /** Strikes only calls of this kind; several kinds have to match together. */
    public Fault matching(Predicate<SimulatedRequest> kind) {
        return new Fault(effect, scope.only(kind));
    }

    /**
     * Strikes only calls of this method and path.
     *
     * @param path starts with /v1/ or /v2/, or is /token; a star stands for one segment, as in
     *     {@code /v1/tags/*}{@code /contacts}
     */
    public Fault matching(String method, String path) {
        Pattern pattern = Pattern.compile("\\Q" + path.replace("*", "\\E[^/]+\\Q") + "\\E");
        return matching(request -> request.method().equals(method)
                && pattern.matcher(request.path()).matches());
    }

    /** Strikes only calls that arrive from the first instant on and before the second. */
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
