package dev.keapsink.tools.common;

import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.TokenEndpoint;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.keap.Pacer;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Guard;
import dev.keapsink.resilience.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Runs the work of the function {@code refresh} inside a command: renews a grant and asks Keap for its user. */
public final class AccountRefresh {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

    /** So few calls a minute that they leave the quota to a sink that works at the same time. */
    private static final CallLimits LIMITS = new CallLimits(2, 60, 1);

    private AccountRefresh() {}

    /** Returns the renewal of the grant in this store. Nothing is read or sent before it runs. */
    public static Refresh of(GrantStore store, Addresses addresses) {
        Clock clock = Clock.systemUTC();
        Credentials credentials = new Credentials(store, clock, Sleeper.SYSTEM);
        WhoAmI user = whoAmI(credentials, addresses);
        return new Refresh(
                store,
                new TokenEndpoint(tokens(addresses), clock),
                deadline -> {
                    credentials.forget();
                    user.ask(deadline);
                },
                new Backoff(AccountRefresh::chance),
                Sleeper.SYSTEM,
                clock);
    }

    /** Returns the transport to the token endpoint. */
    static TokenTransport tokens(Addresses addresses) {
        return HttpTransport.tokens(addresses.token());
    }

    static WhoAmI whoAmI(Credentials credentials, Addresses addresses) {
        Clock clock = Clock.systemUTC();
        Pacer pacer = new Pacer(LIMITS, clock, Sleeper.SYSTEM, AccountRefresh::chance);
        CredentialProvider provider = new CredentialProvider(credentials, any -> LIMITS, LIMITS);
        Guard<KeapReply> guard = new Guard<>(new Backoff(AccountRefresh::chance), Sleeper.SYSTEM, clock);
        KeapTransport keap = new HttpTransport(
                addresses.base(), new KeapAuthentication(KeapAuthentication.Header.KEAP_API_KEY, credentials));
        return new WhoAmI(new KeapClient(keap, guard, pacer, provider, new CallMeter(), clock), CALL_TIMEOUT, clock);
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
