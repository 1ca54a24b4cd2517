package dev.keapsink.tools.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.TokenPair;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.AccountTokens;
import dev.keapsink.tools.common.Addresses;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorisations by a person who types, against the simulated token endpoint behind real HTTP. */
class AuthorizationTest {

    private static final Client CLIENT = new Client("kst-client", "kst-secret-client");
    private static final String REDIRECT = "https://example.com/keap";
    private static final String STATE = "state-1";

    private final VirtualTime time = new VirtualTime();
    private final StringWriter out = new StringWriter();
    private KeapSimulator keap;
    private SimulatorServer server;
    private StoredCredential store;

    @BeforeEach
    void start() {
        keap = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
        keap.oauthClient(CLIENT.id(), CLIENT.secret());
        server = SimulatorServer.start(keap);
        store = new StoredCredential("{}");
        out.getBuffer().setLength(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void authorize(Authorization.Choices given, String... typed) {
        Prompts prompts = new Prompts(
                new BufferedReader(new StringReader(String.join("\n", typed))),
                new PrintWriter(out, true),
                Optional.empty());
        AccountTokens tokens = new AccountTokens(new Addresses(server.baseUri().toString(), server.tokenUri()));
        new Authorization(store, tokens, prompts, time).run(given, STATE);
    }

    private static Authorization.Choices nothing() {
        return new Authorization.Choices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static Authorization.Choices everything(String code) {
        return new Authorization.Choices(
                Optional.of(CLIENT.id()),
                Optional.of(CLIENT.secret()),
                Optional.of(REDIRECT),
                Optional.of(code),
                false);
    }

    private String redirected() {
        return REDIRECT + "?scope=full&code=" + keap.authorizationCode(REDIRECT) + "&state=" + STATE;
    }

    private void assertStored() {
        assertThat(store.credential()).isInstanceOfSatisfying(Grant.class, grant -> {
            assertThat(grant.client()).isEqualTo(CLIENT);
            assertThat(keap.validRefreshToken()).contains(grant.refreshToken());
            assertThat(grant.expiresAt()).isAfter(Instant.now().plusSeconds(80_000));
        });
    }

    @Test
    void asksVerifiesAndStores() {
        authorize(nothing(), CLIENT.id(), CLIENT.secret(), REDIRECT, redirected());

        assertStored();
        assertThat(out.toString())
                .contains("https://accounts.infusionsoft.com/app/oauth/authorize?client_id=kst-client"
                        + "&redirect_uri=https%3A%2F%2Fexample.com%2Fkeap&response_type=code&scope=full&state=state-1")
                .contains("Keap accepts the credential: user")
                .contains("The tokens are in the parameter /keap-sink/credentials.")
                .doesNotContain("kst-secret");
    }

    @Test
    void takesTheCodeAloneToo() {
        authorize(everything(keap.authorizationCode(REDIRECT)));

        assertStored();
    }

    @Test
    void authorizingAgainTakesTheClientFromWhatIsStored() {
        TokenPair dead = keap.grant();
        store.put(CredentialDocument.of(new Grant(CLIENT, dead.accessToken(), dead.refreshToken(), Instant.EPOCH))
                .replaceFirst("\\{", "{\"note\":\"mine\","));
        keap.revokeGrant();

        authorize(nothing(), REDIRECT, redirected(), "y");

        assertStored();
        assertThat(store.read()).contains("\"note\":\"mine\"");
    }

    @Test
    void anApiKeyIsNotGivenUpUnasked() {
        store = StoredCredential.ofKey("KeapAK-1");
        String code = keap.authorizationCode(REDIRECT);

        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(everything(code)))
                .withMessageContaining("--replace");
        assertThat(store.credential()).isEqualTo(new Credential.ApiKey("KeapAK-1"));
        assertThat(keap.tokenCalls()).isEmpty();
    }

    @Test
    void aPlaceThatMayNotBeWrittenIsNoticedBeforeThePersonIsSentOnTheWay() {
        store.refuseWrites(new CredentialUnwritable("it may not be written", false));

        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(nothing()))
                .withMessage("it may not be written.");
    }

    @Test
    void aParameterThatIsNotThereIsMade() {
        store.failReads(1, CredentialUnreadable.absent("Parameter Store has no parameter /k"));

        authorize(everything(redirected()));

        assertStored();
    }

    @Test
    void whatIsNoGrantIsNotOverwrittenUnasked() {
        String code = keap.authorizationCode(REDIRECT);
        store.put("Call me Ishmael.");
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(everything(code)))
                .withMessageContaining("is not a JSON object")
                .withMessageContaining("--replace");
        store.failReads(1, CredentialUnreadable.untilMended("It may not be read"));
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(everything(code)))
                .withMessageContaining("--replace");
        assertThat(store.read()).isEqualTo("Call me Ishmael.");
    }

    @Test
    void tokensOfAnotherAccountAreNotTakenUnasked() {
        TokenPair living = keap.grant();
        String before =
                CredentialDocument.of(new Grant(CLIENT, living.accessToken(), living.refreshToken(), Instant.EPOCH));
        store.put(before);

        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(nothing(), REDIRECT, redirected(), "n"))
                .withMessage("Nothing was changed.");
        assertThat(store.read()).isEqualTo(before);
    }

    @Test
    void anAddressOfAnEarlierRunIsGoodWhereItIsGivenAsTheCode() {
        authorize(everything(REDIRECT + "?state=earlier&code=" + keap.authorizationCode(REDIRECT)));
        assertStored();
    }

    @Test
    void theStoreFailsAFewTimes() {
        store.failWrites(9, new CredentialUnwritable("Parameter Store did not store it", true));

        authorize(everything(redirected()));

        assertStored();
    }

    @Test
    void tokensThatCannotBeVerifiedNowAreStored() {
        keap.inject(Fault.unavailable().matching("GET", "/v2/oauth/connect/userinfo"));

        authorize(everything(redirected()));

        assertStored();
        assertThat(out.toString()).contains("could not be verified: Keap is not available (503)");
    }

    @Test
    void tokensThatKeapRefusesAreNot() {
        keap.inject(Fault.credentialExpired());

        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(everything(redirected())))
                .withMessageContaining("not stored");
        assertThat(store.written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/keap?error=access_denied&state=state-1, Keap did not authorise the sink (access_denied)",
        "https://example.com/keap?state=state-1, has no code",
        "https://example.com/keap, has no code",
        "https://exa mple.com/keap?code=c, is no address",
        "'', Nothing was pasted",
        "used, Keap does not take the code"
    })
    void whatCannotBeTheAnswerIsExplained(String pasted, String explanation) {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(everything(pasted)))
                .withMessageContaining(explanation);
        assertThat(store.written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/keap?code=c&state=other, its state is another one",
        "https://example.com/keap?code=c, its state is another one",
        "code=c&state=other, its state is another one"
    })
    void theAnswerToAnotherRunIsNotTaken(String pasted, String explanation) {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(nothing(), CLIENT.id(), CLIENT.secret(), REDIRECT, pasted))
                .withMessageContaining(explanation);
        assertThat(keap.tokenCalls()).isEmpty();
    }

    @Test
    void aWrongClientAndARedirectUriWithoutHttpsAreExplained() {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(nothing(), CLIENT.id(), "wrong", REDIRECT, redirected()))
                .withMessageContaining("check client_id and client_secret");
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(nothing(), CLIENT.id(), CLIENT.secret(), "http://localhost"))
                .withMessageContaining("https");
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> authorize(nothing(), "", ""))
                .withMessageContaining("KEAP_SINK_CLIENT_ID");
    }
}
