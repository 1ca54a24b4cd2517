package dev.keapsink.tools.export;

import dev.keapsink.app.StandaloneSink;
import dev.keapsink.app.StandaloneSink.Memory;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.export.PostgresStore;
import dev.keapsink.grant.RefreshFailed;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.HttpTransport;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.keap.KeapAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Keap account that the environment names, called at a share of its quota. */
final class KeapSource {

    /** A page of a thousand contacts takes Keap some seconds. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration LONGEST_REFRESH = Duration.ofMinutes(2);

    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(10);

    private final StandaloneSink sink;
    private final Clock clock;
    private final int parts;
    private final CallMinutes minutes;
    private final boolean hasGrant;
    private Instant renewed;

    /**
     * @param parts into how many equal parts the quota is divided; the export takes one
     * @throws AccountException if a variable is wrong, or the credential cannot be used
     */
    KeapSource(Map<String, String> environment, int parts, Clock clock) {
        Map<String, String> access = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.equals("KEAP_SINK_BASE_URL")
                    || name.equals("KEAP_SINK_TOKEN_URL")
                    || name.equals("KEAP_SINK_API_KEY_HEADER")
                    || name.equals("KEAP_SINK_SPIKE_LIMIT")
                    || name.equals("KEAP_SINK_MINUTE_LIMIT")) {
                access.put(name, value);
            }
        });
        access.put("KEAP_SINK_MAX_CONCURRENCY", String.valueOf(parts));
        GrantStore store = LocalCredential.store(environment)
                .orElseGet(() -> new KeyInVariable(KeapAccess.from(environment).key()));
        this.clock = clock;
        this.parts = parts;
        this.minutes = new CallMinutes(clock);
        this.hasGrant = !(store instanceof KeyInVariable);
        this.renewed = clock.instant();
        try {
            this.sink = new StandaloneSink(
                    List.of(access),
                    new StandaloneSink.Ports(
                            store,
                            (base, authentication) ->
                                    minutes.counting(new HttpTransport(base.toString(), authentication)),
                            HttpTransport::tokens,
                            new Memory.Nowhere(),
                            clock));
            if (hasGrant) {
                var unused = sink.refresh().run(Deadline.in(LONGEST_REFRESH, clock));
            }
        } catch (IllegalArgumentException | RefreshFailed e) {
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }

    KeapClient keap() {
        return sink.keap();
    }

    /**
     * Renews the credential, if it is a grant that is due: an export may take longer than a token is valid. A renewal that
     * fails is tried again later, because the token that is there may be valid until then.
     */
    void renew() {
        Instant now = clock.instant();
        if (hasGrant && now.isAfter(renewed.plus(BETWEEN_RENEWALS))) {
            renewed = now;
            try {
                var unused = sink.refresh().run(Deadline.in(LONGEST_REFRESH, clock));
            } catch (RefreshFailed e) {
                // If the token has expired, the next call says so.
            }
        }
    }

    /** The calls since this was asked last, by the minute. */
    Map<Instant, PostgresStore.Calls> minutes() {
        return minutes.take();
    }

    /** How many calls a minute Keap allows. */
    int quota() {
        return sink.callsPerMinute() * parts;
    }

    /** How many calls a minute the export makes at most. */
    int callsPerMinute() {
        return sink.callsPerMinute();
    }

    /**
     * The name of the account.
     *
     * @throws AccountException if Keap does not tell it
     */
    String account() {
        try {
            return sink.account(Deadline.in(CALL_TIMEOUT, clock));
        } catch (KeapFailure e) {
            throw new AccountException(e.getMessage() + ".");
        }
    }
}
