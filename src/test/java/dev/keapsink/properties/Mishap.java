package dev.keapsink.properties;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.TagResult;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** What can go wrong with a call. Nothing here lies, such as a confirmation of what was not done. */
enum Mishap {
    REFUSED(true, () -> Fault.error(400, "No")),
    FORBIDDEN(true, () -> Fault.error(403, "No access")),
    // A removal takes it for an answer: what is not there needs no removal.
    NOT_FOUND(
            true,
            () -> Fault.error(404, "Not found").matching(call -> !call.method().equals("DELETE"))),
    SERVER_ERROR(true, () -> Fault.error(500, "Oops")),
    SERVER_ERROR_AFTER_COMMIT(true, () -> Fault.error(500, "Oops").afterCommit()),
    CONFLICT(false, () -> Fault.error(409, "Conflict")),
    REDIRECT(false, () -> Fault.redirectTo(URI.create("https://elsewhere.example"))),
    KEY_EXPIRED(false, Fault::credentialExpired),
    BAD_GATEWAY(false, Fault::badGateway),
    BAD_GATEWAY_AFTER_COMMIT(false, () -> Fault.badGateway().afterCommit()),
    UNAVAILABLE(false, Fault::unavailable),
    UNAVAILABLE_AFTER_COMMIT(false, () -> Fault.unavailable().afterCommit()),
    GATEWAY_TIMEOUT(false, Fault::gatewayTimeout),
    GATEWAY_TIMEOUT_AFTER_COMMIT(false, () -> Fault.gatewayTimeout().afterCommit()),
    THROTTLED(false, () -> Fault.throttledFor(Duration.ofSeconds(40))),
    THROTTLED_BRIEFLY(false, () -> Fault.throttledFor(Duration.ofSeconds(1))),
    DAY_USED_UP(false, () -> Fault.answering(429, Map.of("x-keap-product-quota-available", "0"), "")),
    SPIKE_ARREST(false, () -> Fault.page(429, "Spike arrest violation")),
    PAGE_INSTEAD_OF_JSON(false, () -> Fault.garbage("<html>hello</html>")),
    EMPTY_OBJECT(false, () -> Fault.garbage("{}")),
    EMPTY_OBJECT_AFTER_COMMIT(false, () -> Fault.garbage("{}").afterCommit()),
    RESET(false, Fault::resetBeforeHandling),
    REPLY_LOST(false, Fault::replyLostAfterCommit),
    NEVER_ANSWERED(false, Fault::neverAnswered),
    SWALLOWED(false, Fault::swallowed),
    SLOW(false, () -> Fault.answeredAfter(Duration.ofSeconds(4))),
    TOO_SLOW(false, () -> Fault.answeredAfter(Duration.ofSeconds(20))),
    TAG_RESULT_CONTACT_NOT_FOUND(false, () -> tags(TagResult.CONTACT_NOT_FOUND)),
    TAG_RESULT_FAILURE(false, () -> tags(TagResult.FAILURE)),
    TAG_RESULT_NO_PERMISSION(true, () -> tags(TagResult.NO_PERMISSION)),
    TAG_RESULT_TAG_NOT_FOUND(true, () -> tags(TagResult.TAG_ID_NOT_FOUND));

    private final boolean refusing;
    // A lambda without a state, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Fault> fault;

    Mishap(boolean refusing, Supplier<Fault> fault) {
        this.refusing = refusing;
        this.fault = fault;
    }

    /** Whether a record that it strikes may rightly be rejected. */
    boolean isRefusing() {
        return refusing;
    }

    Fault fault() {
        return fault.get();
    }

    /** The simulator numbers its contacts from 1001 on. */
    private static Fault tags(TagResult result) {
        return Fault.tagResult(result, 1001, 1003);
    }
}
