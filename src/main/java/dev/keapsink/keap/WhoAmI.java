package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks Keap for the user of the credential, and for its limits. Threadsafe. */
public final class WhoAmI {

    static final ApiCall<UserApi> ME = new ApiCall<>(UserApi.class, UserApi::me);

    private final KeapClient keap;
    private final Duration timeout;
    private final InstantSource clock;

    public WhoAmI(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The calls of the client that succeeded lately. */
    public RecentSuccesses recentSuccesses() {
        return keap.recentSuccesses();
    }

    /**
     * Makes sure that Keap accepts the credential again, if it has refused it. Makes no call otherwise.
     *
     * @throws KeapFailure if Keap refuses it, or cannot be reached
     */
    public void requireAccepted(Deadline deadline) {
        keap.requireAccepted(deadline, timeout);
    }

    /**
     * Keap's answer as a sentence: the user, the account, and the limits that its headers report.
     *
     * @throws KeapFailure if Keap does not accept the credential, or cannot be reached
     */
    public String ask(Deadline deadline) {
        KeapReply reply = reply(deadline);
        return "Keap accepts the credential: %s%s. %s"
                .formatted(
                        user(reply.json()),
                        reply.header(KeapClient.TENANT)
                                .map(tenant -> ", account " + tenant)
                                .orElse(""),
                        limits(ReportedLimits.of(reply, clock.instant())));
    }

    /** The account that Keap's answer is about; empty if it does not say. */
    Optional<String> tenant(Deadline deadline) {
        KeapReply reply = reply(deadline);
        return reply.header(KeapClient.TENANT)
                .or(() -> Optional.of(reply.json().path("tenant_id").asText("").strip())
                        .filter(tenant -> !tenant.isEmpty()));
    }

    private KeapReply reply(Deadline deadline) {
        KeapReply reply;
        try {
            reply = keap.call(Call.ofAccount(deadline, ME), timeout);
        } catch (KeapFailure.NotFound e) {
            reply = keap.call(Call.ofAccount(deadline, new ApiCall<>(UserApi.class, UserApi::meV1)), timeout);
        }
        if (!reply.json().isObject()) {
            throw new KeapFailure.Misconfigured(
                    "The address answered, but not as Keap does: the reply names no user; check"
                            + " KEAP_SINK_BASE_URL, which is normally https://api.infusionsoft.com/crm/rest");
        }
        return reply;
    }

    private static String user(JsonNode user) {
        String name = Stream.of("given_name", "family_name")
                .map(part -> user.path(part).asText("").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        String role = user.path("is_admin").asBoolean() ? "an administrator" : "no administrator";
        return "user %s (%s)".formatted(name.isEmpty() ? "without a name" : name, role);
    }

    private static String limits(ReportedLimits limits) {
        List<String> all = new ArrayList<>();
        limits.perSecond().ifPresent(calls -> all.add("%,d calls a second".formatted(calls)));
        if (limits.perMinute() != ReportedLimits.UNKNOWN) {
            all.add("%,d a minute".formatted(limits.perMinute()));
        }
        if (limits.leftOfDay() != ReportedLimits.UNKNOWN) {
            all.add("%,d left of this day".formatted(limits.leftOfDay()));
        }
        return all.isEmpty() ? "It reports no limits." : "It reports these limits: " + String.join(", ", all) + ".";
    }
}
