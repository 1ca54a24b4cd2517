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

/** What a command asks Keap when somebody authorises it. */
public final class AccountTokens {

    private static final Duration CALL = Duration.ofSeconds(30);

    private final Addresses addresses;
    private final Clock clock = Clock.systemUTC();

    public AccountTokens(Addresses addresses) {
        this.addresses = addresses;
    }

    /** See {@link TokenEndpoint#redeem}. */
    public Grant redeem(Client client, String code, String redirectUri) {
        return new TokenEndpoint(AccountRefresh.tokens(addresses), clock).redeem(client, code, redirectUri, CALL);
    }

    /** Keap's word on a grant, as a sentence; see {@link dev.keapsink.keap.WhoAmI#ask}. */
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
                .ask(Deadline.in(CALL, clock));
    }
}
