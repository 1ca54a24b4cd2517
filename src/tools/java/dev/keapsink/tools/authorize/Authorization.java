package dev.keapsink.tools.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.TokenRefused;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.AccountTokens;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;

/** One authorisation: asks for the client, exchanges the code for tokens, verifies them and stores them. */
final class Authorization {

    /** The page where Keap asks for consent ("Getting started with OAuth2 keys", developer.infusionsoft.com). */
    private static final String AUTHORIZE = "https://accounts.infusionsoft.com/app/oauth/authorize";

    private static final int STORE_ATTEMPTS = 10;

    private final GrantStore store;
    private final AccountTokens tokens;
    private final Prompts prompts;
    private final Sleeper sleeper;
    private final PrintWriter out;

    /**
     * The choices that the operator made by options and variables; a missing one is asked for.
     *
     * @param code the authorization code, or the address that holds it, of an earlier consent
     * @param mayReplace whether an API key, other tokens or an unreadable document may be overwritten without asking
     */
    record Choices(
            Optional<String> clientId,
            Optional<String> clientSecret,
            Optional<String> redirectUri,
            Optional<String> code,
            boolean mayReplace) {
        @Override
        public String toString() {
            return "Choices";
        }
    }

    Authorization(GrantStore store, AccountTokens tokens, Prompts prompts, Sleeper sleeper) {
        this.store = store;
        this.tokens = tokens;
        this.prompts = prompts;
        this.sleeper = sleeper;
        this.out = prompts.out();
    }

    /**
     * Runs the authorisation.
     *
     * @param state an unguessable text that ties the redirect to this run
     * @throws AccountException if no tokens are stored at the end
     */
    void run(Choices given, String state) {
        Optional<CredentialDocument> before = stored(given);
        Client client = client(given, before);
        String redirectUri = given.redirectUri()
                .orElseGet(() -> prompts.ask("Redirect URI (https, as registered with the client at Keap): "));
        if (!redirectUri.matches("https://[^\\s?#]+(\\?\\S*)?")) {
            throw new AccountException(
                    "The redirect URI has to be an https address: the one that is registered with the"
                            + " client at Keap. Nothing has to answer there.");
        }
        String code = given.code()
                .map(known -> new RedirectAddress(known).code())
                .orElseGet(() -> new RedirectAddress(pasted(client, redirectUri, state)).code(state));
        Grant grant = redeemed(client, code, redirectUri);
        confirm(grant);
        if (before.isPresent() && !given.mayReplace()) {
            agree();
        }
        write(before.map(document -> document.with(grant)).orElseGet(() -> CredentialDocument.of(grant)));
        out.printf("The tokens are in %s.%n", store.name());
    }

    /**
     * Returns the document in the store, whose client and other entries are kept. An API key or an unreadable document
     * is overwritten with {@code --replace} alone.
     */
    private Optional<CredentialDocument> stored(Choices given) {
        try {
            store.prepare();
            String text = store.read().strip();
            Optional<CredentialDocument> document = text.isEmpty() || text.equals("{}")
                    ? Optional.empty()
                    : Optional.of(CredentialDocument.parse(text, store.name()));
            boolean isKey = document.isPresent() && document.get().credential() instanceof ApiKey;
            if (isKey && !given.mayReplace()) {
                throw new AccountException(
                        "There is an API key in %s. Give --replace to put OAuth2 tokens in its place."
                                .formatted(store.name()));
            }
            return document;
        } catch (CredentialUnwritable e) {
            throw new AccountException(e.getMessage()
                    + (e.isPassing()
                            ? ". Check the network, the AWS login, AWS_REGION and AWS_ENDPOINT_URL_SSM, and try again."
                            : "."));
        } catch (CredentialUnreadable e) {
            if (!e.isAbsent() && !given.mayReplace()) {
                throw new AccountException(
                        e.getMessage()
                                + (e.isPassing()
                                        ? ". Try again."
                                        : ". Nothing is overwritten unasked: give --replace if the tokens shall take its place."));
            }
            return Optional.empty();
        }
    }

    private Client client(Choices given, Optional<CredentialDocument> before) {
        Optional<Client> known = before.map(CredentialDocument::credential)
                .filter(Grant.class::isInstance)
                .map(credential -> ((Grant) credential).client());
        String id = given.clientId()
                .or(() -> known.map(Client::id))
                .orElseGet(() -> prompts.ask("Client id (keys.developer.keap.com): "));
        String secret = given.clientSecret()
                .or(() -> known.filter(client -> client.id().equals(id)).map(Client::secret))
                .orElseGet(() -> prompts.askForSecret("Client secret: "));
        if (id.isBlank() || secret.isBlank()) {
            throw new AccountException(
                    "A client id and its secret are needed: make a key at keys.developer.keap.com, and"
                            + " set KEAP_SINK_CLIENT_ID and KEAP_SINK_CLIENT_SECRET, or type them in.");
        }
        return new Client(id.strip(), secret.strip());
    }

    private String pasted(Client client, String redirectUri, String state) {
        out.println();
        out.println("Open this address in a browser, log in to Keap and allow the access:");
        out.println();
        out.printf(
                "  %s?client_id=%s&redirect_uri=%s&response_type=code&scope=full&state=%s%n",
                AUTHORIZE, encoded(client.id()), encoded(redirectUri), encoded(state));
        out.println();
        out.println("The browser then ends at the redirect URI, with or without a page there.");
        return prompts.ask("Paste the whole address that it ended at, or the code in it: ");
    }

    private Grant redeemed(Client client, String code, String redirectUri) {
        try {
            return tokens.redeem(client, code, redirectUri);
        } catch (TokenRefused e) {
            throw new AccountException(
                    switch (e.kind()) {
                        case CLIENT -> e.getMessage() + ".";
                        case GRANT ->
                            "Keap does not take the code: it is good once, for a short time, and with the redirect URI that"
                                    + " it was asked for. Run ./run authorize again.";
                    });
        } catch (KeapFailure e) {
            throw new AccountException(
                    "%s. Nothing is stored: check KEAP_SINK_TOKEN_URL and the network, and run ./run authorize again."
                            .formatted(e.getMessage()));
        }
    }

    private void confirm(Grant grant) {
        try {
            out.println(tokens.whose(grant));
        } catch (KeapFailure.Unauthorized e) {
            throw new AccountException(
                    "Keap answered with tokens that it does not accept itself, so they are not stored."
                            + " Check KEAP_SINK_BASE_URL and KEAP_SINK_TOKEN_URL, and run ./run authorize again.");
        } catch (KeapFailure e) {
            out.printf(
                    "The tokens could not be verified: %s. Check KEAP_SINK_BASE_URL and the network. They are stored all the"
                            + " same.%n",
                    e.getMessage());
        }
    }

    /**
     * Asks before tokens are replaced: a browser that is logged in to another Keap account would redirect all later
     * records.
     */
    private void agree() {
        String answer = prompts.ask("There are tokens in %s already. Is this the account to use from now on? [y/N] "
                .formatted(store.name()));
        if (!answer.equalsIgnoreCase("y")) {
            throw new AccountException("Nothing was changed.");
        }
    }

    private void write(String document) {
        for (int attempt = 1; ; attempt++) {
            try {
                store.write(document);
                return;
            } catch (CredentialUnwritable e) {
                if (!e.isPassing() || attempt == STORE_ATTEMPTS) {
                    throw new AccountException(
                            "%s, so the new tokens are lost. Mend that and run ./run authorize again."
                                    .formatted(e.getMessage()));
                }
                pause(Duration.ofSeconds(Math.min(attempt, 5)));
            }
        }
    }

    private void pause(Duration wait) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccountException("Interrupted before the tokens were stored. Run ./run authorize again.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
