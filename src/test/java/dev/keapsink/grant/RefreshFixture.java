package dev.keapsink.grant;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.Pacer;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Guard;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.TokenPair;
import dev.keapsink.simulator.memory.InMemoryKeap;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.SimulatedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The function refresh on virtual time, between the simulator and a store in memory, whose grant is good for a day. */
final class RefreshFixture {

    static final Client CLIENT = new Client("kst-client", "kst-secret-client");
    static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final CallLimits LIMITS = new CallLimits(25, 1500, 1);

    final VirtualTime time = new VirtualTime();
    final KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, time);
    final StoredCredential store;
    Refresh refresh;

    RefreshFixture() {
        keap.oauthClient(CLIENT.id(), CLIENT.secret());
        store = StoredCredential.of(grant(time.instant().plus(Duration.ofDays(1))));
        refresh = newProcess();
    }

    /** A grant that is alive. */
    Grant grant(Instant expiresAt) {
        TokenPair pair = keap.grant();
        return new Grant(CLIENT, pair.accessToken(), pair.refreshToken(), expiresAt);
    }

    /** What a new process of the function is made of. */
    Refresh newProcess() {
        return newProcess(new SimulatedTokens(keap));
    }

    /** The same with another way to the token endpoint. */
    Refresh newProcess(TokenTransport transport) {
        Credentials credentials = new Credentials(store, time, time);
        Backoff backoff = new Backoff(() -> 0.5);
        WhoAmI user = new WhoAmI(
                new KeapClient(
                        new InMemoryKeap(keap, time, credentials),
                        new Guard<>(backoff, time, time),
                        new Pacer(LIMITS, time, time, () -> 0.5),
                        new CredentialProvider(credentials, any -> LIMITS, LIMITS),
                        new CallMeter(),
                        time),
                Duration.ofSeconds(15),
                time);
        return new Refresh(
                store,
                new TokenEndpoint(transport, time),
                deadline -> {
                    credentials.forget();
                    user.ask(deadline);
                },
                backoff,
                time,
                time);
    }

    RefreshReport run() {
        return refresh.run(Deadline.in(TIMEOUT, time));
    }

    /** The grant in the store. */
    Grant stored() {
        return (Grant) store.credential();
    }

    /** Whether the refresh token in the store is the one that Keap knows. */
    boolean isAlive() {
        return keap.validRefreshToken().equals(Optional.of(stored().refreshToken()));
    }
}
