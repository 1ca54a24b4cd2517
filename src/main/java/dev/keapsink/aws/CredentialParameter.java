package dev.keapsink.aws;

import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The credential's document in Parameter Store, as a SecureString. Not threadsafe as far as writing is concerned. */
public final class CredentialParameter implements GrantStore {

    /** Parameters that are not in Parameter Store themselves, and can only be read through it. */
    private static final String ELSEWHERE = "/aws/reference/";

    /** A document without a credential. */
    private static final String NOTHING = "{}";

    private final Supplier<SsmClient> ssm;
    private final Parameters parameters;
    private final String name;
    private final String shown;

    /** What a write has to keep as it is; known once somebody prepared for it. */
    private @Nullable Kept kept;

    /**
     * What a put changes unless it names it.
     *
     * @param key that the parameter is encrypted with; none for the account's default key
     */
    private record Kept(@Nullable String key, @Nullable ParameterTier tier) {}

    /**
     * @param ssm asked for on first use, because making the client costs time at start-up
     * @param shown what the parameter is called in a sentence: in a log without its name, which may be a secret by mistake
     */
    public CredentialParameter(Supplier<SsmClient> ssm, String name, String shown) {
        this.ssm = ssm;
        this.parameters = new Parameters(ssm);
        this.name = name;
        this.shown = shown;
    }

    @Override
    public String read() {
        try {
            return parameters.apply(name);
        } catch (ParameterUnreadable e) {
            String sentence = "The credential is not to be had from %s: %s".formatted(shown, e.getMessage());
            throw switch (e.kind()) {
                case ABSENT -> CredentialUnreadable.absent(sentence);
                case TO_BE_MENDED -> CredentialUnreadable.untilMended(sentence);
                case PASSING -> CredentialUnreadable.forNow(sentence);
            };
        }
    }

    @Override
    public String name() {
        return shown;
    }

    /**
     * Has Parameter Store refuse to create what is there, which takes the permission to replace it. What is not there is made,
     * with nothing in it.
     */
    @Override
    public void prepare() {
        if (name.startsWith(ELSEWHERE)) {
            throw new CredentialUnwritable(
                    "OAuth2 tokens cannot be renewed in Secrets Manager through Parameter Store, which only reads there;"
                            + " keep them in a SecureString parameter and name that in KEAP_SINK_CREDENTIALS_PARAMETER",
                    false);
        }
        try {
            kept = kept();
            put(NOTHING, false);
        } catch (ParameterAlreadyExistsException expected) {
            // So it may be written.
        } catch (SdkException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void write(String text) {
        try {
            kept = kept == null ? kept() : kept;
            put(text, true);
        } catch (SdkException e) {
            throw unwritable(e);
        }
    }

    private void put(String text, boolean overwrite) {
        Kept same = Objects.requireNonNull(kept);
        ssm.get()
                .putParameter(request -> request.name(name)
                        .value(text)
                        .type(ParameterType.SECURE_STRING)
                        .keyId(same.key())
                        .tier(same.tier())
                        .overwrite(overwrite)
                        .overrideConfiguration(limits -> limits.apiCallTimeout(Parameters.LIMIT)));
    }

    /**
     * What the parameter is now. A put that names no key takes the account's default one, with which those who may use only
     * the other could not read it any more; one that names no tier may ask for a smaller one, which is refused, as is one of
     * another type (PutParameter: KeyId, Tier, HierarchyTypeMismatchException).
     */
    private Kept kept() {
        Optional<ParameterHistory> latest = latest();
        if (latest.filter(now -> now.type() != ParameterType.SECURE_STRING).isPresent()) {
            throw new CredentialUnwritable(
                    "%s is no SecureString, and cannot become one; delete it, and create it with that type"
                            .formatted(name()),
                    false);
        }
        return new Kept(
                latest.map(ParameterHistory::keyId).orElse(null),
                latest.map(ParameterHistory::tier).orElse(null));
    }

    private Optional<ParameterHistory> latest() {
        try {
            return ssm
                    .get()
                    .getParameterHistoryPaginator(request -> request.name(name)
                            .withDecryption(false)
                            .overrideConfiguration(limits -> limits.apiCallTimeout(Parameters.LIMIT)))
                    .stream()
                    .flatMap(page -> page.parameters().stream())
                    .max(Comparator.comparing(ParameterHistory::version));
        } catch (ParameterNotFoundException e) {
            return Optional.empty();
        }
    }

    private CredentialUnwritable unwritable(SdkException trouble) {
        return AwsErrors.isPassing(trouble)
                ? new CredentialUnwritable(
                        "Parameter Store did not store %s (%s)".formatted(name(), AwsErrors.name(trouble)), true)
                : new CredentialUnwritable(
                        "%s may not be written (%s); %s"
                                .formatted(
                                        name(),
                                        AwsErrors.name(trouble),
                                        AwsErrors.remedy(
                                                trouble,
                                                "ssm:PutParameter and ssm:GetParameterHistory on it, and kms:Encrypt and"
                                                        + " kms:GenerateDataKey on a key of your own")),
                        false);
    }
}
