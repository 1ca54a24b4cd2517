package dev.keapsink.aws;

import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The credential's document in Parameter Store, as a SecureString. Not threadsafe as far as writing is concerned. */
public final class CredentialParameter implements GrantStore {

    /** Parameters that are not in Parameter Store themselves, and can only be read through it. */
    private static final String ELSEWHERE = "/aws/reference/";

    private final Supplier<SsmClient> ssm;
    private final Parameters parameters;
    private final String name;

    private boolean keyIsKnown;
    private @Nullable String key;

    /**
     * @param ssm asked for on first use, because making the client costs time at start-up
     */
    public CredentialParameter(Supplier<SsmClient> ssm, String name) {
        this.ssm = ssm;
        this.parameters = new Parameters(ssm);
        this.name = name;
    }

    @Override
    public String read() {
        try {
            return parameters.apply(name);
        } catch (ParameterUnreadable e) {
            String sentence = "The credential is not to be had: " + e.getMessage();
            throw e.isPassing() ? CredentialUnreadable.forNow(sentence) : CredentialUnreadable.untilMended(sentence);
        }
    }

    @Override
    public String name() {
        return "the parameter " + name;
    }

    /** Has Parameter Store refuse to create what is there: that takes the same permission as replacing it. */
    @Override
    public void prepare() {
        if (name.startsWith(ELSEWHERE)) {
            throw new CredentialUnwritable(
                    "OAuth2 tokens cannot be renewed in Secrets Manager through Parameter Store, which only reads there;"
                            + " keep them in a SecureString parameter and name that in KEAP_SINK_CREDENTIALS_PARAMETER",
                    false);
        }
        String text = read();
        try {
            key = key();
            keyIsKnown = true;
            put(text, false);
        } catch (ParameterAlreadyExistsException expected) {
            // So it may be written.
        } catch (SdkException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void write(String text) {
        try {
            if (!keyIsKnown) {
                key = key();
                keyIsKnown = true;
            }
            put(text, true);
        } catch (SdkException e) {
            throw unwritable(e);
        }
    }

    private void put(String text, boolean overwrite) {
        ssm.get()
                .putParameter(request -> request.name(name)
                        .value(text)
                        .type(ParameterType.SECURE_STRING)
                        .keyId(key)
                        .overwrite(overwrite)
                        .overrideConfiguration(limits -> limits.apiCallTimeout(Parameters.LIMIT)));
    }

    /**
     * The key that the parameter is encrypted with now. A put that names none takes the account's default key (PutParameter,
     * KeyId), and who may use only the other one could not read the parameter any more. Nothing for a parameter that is not
     * there yet.
     */
    private @Nullable String key() {
        try {
            return keyOfLatest();
        } catch (ParameterNotFoundException e) {
            return null;
        }
    }

    private @Nullable String keyOfLatest() {
        return ssm
                .get()
                .getParameterHistoryPaginator(request -> request.name(name)
                        .withDecryption(false)
                        .overrideConfiguration(limits -> limits.apiCallTimeout(Parameters.LIMIT)))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .max(Comparator.comparing(ParameterHistory::version))
                .map(ParameterHistory::keyId)
                .orElse(null);
    }

    private CredentialUnwritable unwritable(SdkException trouble) {
        return SsmTroubles.isPassing(trouble)
                ? new CredentialUnwritable(
                        "Parameter Store did not store %s (%s)".formatted(name(), SsmTroubles.name(trouble)), true)
                : new CredentialUnwritable(
                        "%s may not be written (%s); the function needs ssm:PutParameter and ssm:GetParameterHistory on it, and kms:Encrypt and kms:GenerateDataKey on a key of your own"
                                .formatted(name(), SsmTroubles.name(trouble)),
                        false);
    }
}
