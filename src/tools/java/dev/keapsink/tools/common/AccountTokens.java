package dev.keapsink.tools.common;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialStore;
import dev.keapsink.credential.Credentials;
import dev.keapsink.grant.TokenEndpoint;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Clock;
import java.time.Duration;

/** Makes the two calls of an authorisation: redeems the code, and asks Keap whose tokens came back. */
public final class AccountTokens {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final Addresses addresses;
    private final Clock clock = Clock.systemUTC();

    /** Calls Keap at these addresses. */
    public AccountTokens(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Exchanges an authorization code for tokens; fails as {@link TokenEndpoint#redeem} does. */
    public Grant redeem(Client client, String code, String redirectUri) {
        return new TokenEndpoint(AccountRefresh.tokens(addresses), clock)
                .redeem(client, code, redirectUri, CALL_TIMEOUT);
    }

    /** Returns a sentence that names the user and Keap account of a grant; see {@link dev.keapsink.keap.WhoAmI#ask}. */
    public String whose(Grant grant) {
        String document = CredentialDocument.of(grant);
        CredentialStore fresh = new CredentialStore() {
            @Override
            public String read() {
                return document;
            }

            @Override
            public String name() {
                return "Keap's answer";
            }
        };
        return AccountRefresh.whoAmI(new Credentials(fresh, clock, Sleeper.SYSTEM), addresses)
                .ask(Deadline.in(CALL_TIMEOUT, clock));
    }
}
