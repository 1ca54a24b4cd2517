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

/** Keeps the credential's document in Parameter Store, as a SecureString. Reading is threadsafe; writing is not. */
public final class CredentialParameter implements GrantStore {

    /** The names of parameters in other services begin with this. Parameter Store only reads those. */
    private static final String OTHER_SERVICES = "/aws/reference/";

    /** A document without a credential. */
    private static final String EMPTY = "{}";

    private final Supplier<SsmClient> ssm;
    private final Parameters parameters;
    private final String name;
    private final String shown;

    /** The properties that a write must keep; read by {@link #prepare}, or else by the first write. */
    private @Nullable Kept kept;

    /**
     * The properties that a put changes if it does not name them.
     *
     * @param key the key that the parameter is encrypted with; null for the AWS account's default key
     */
    private record Kept(@Nullable String key, @Nullable ParameterTier tier) {}

    /**
     * @param ssm the client; made on first use, because making it slows the start-up
     * @param shown the parameter's name in sentences; a log gets words instead of the name, which may be a secret by
     *     mistake
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
            String sentence = "The credential could not be read from %s: %s".formatted(shown, e.getMessage());
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
     * Tries to create the parameter, which takes the permission to replace it. A parameter that exists stays as it is.
     * A missing one is created with an empty document.
     */
    @Override
    public void prepare() {
        if (name.startsWith(OTHER_SERVICES)) {
            throw new CredentialUnwritable(
                    "OAuth2 tokens cannot be renewed in Secrets Manager through Parameter Store, which only reads there;"
                            + " keep them in a SecureString parameter and name that in KEAP_SINK_CREDENTIALS_PARAMETER",
                    false);
        }
        try {
            kept = kept();
            put(EMPTY, false);
        } catch (ParameterAlreadyExistsException expected) {
            // The parameter exists, and this caller may write it.
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
     * The parameter's properties now. A put that names no key takes the AWS account's default key. Readers that may use
     * only the previous key could then no longer read the parameter. A put that names no tier may ask for a smaller
     * one, and is then refused. A put that changes the type is refused, too (PutParameter: KeyId, Tier,
     * HierarchyTypeMismatchException).
     *
     * @throws CredentialUnwritable if the parameter has another type than SecureString
     */
    private Kept kept() {
        Optional<ParameterHistory> latest = latest();
        if (latest.filter(now -> now.type() != ParameterType.SECURE_STRING).isPresent()) {
            throw new CredentialUnwritable(
                    "%s is not a SecureString, and cannot become one; delete it, and create it with that type"
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

    private CredentialUnwritable unwritable(SdkException error) {
        return AwsErrors.isPassing(error)
                ? new CredentialUnwritable(
                        "Parameter Store did not store %s (%s)".formatted(name(), AwsErrors.name(error)), true)
                : new CredentialUnwritable(
                        "%s may not be written (%s); %s"
                                .formatted(
                                        name(),
                                        AwsErrors.name(error),
                                        AwsErrors.remedy(
                                                error,
                                                "ssm:PutParameter and ssm:GetParameterHistory on it, and kms:Encrypt and"
                                                        + " kms:GenerateDataKey on a key of your own")),
                        false);
    }
}
