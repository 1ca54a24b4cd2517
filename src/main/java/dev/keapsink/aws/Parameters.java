package dev.keapsink.aws;

import dev.keapsink.aws.ParameterUnreadable.Kind;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** The texts in Parameter Store, and through it (with the name {@code /aws/reference/secretsmanager/…}) in Secrets Manager. */
public final class Parameters implements UnaryOperator<String> {

    /** For one call with its retries. A start-up that waits longer would be ended by Lambda, without a reason. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    private final Supplier<SsmClient> ssm;

    /**
     * @param ssm asked for on first use, because making the client costs time at start-up
     */
    public Parameters(Supplier<SsmClient> ssm) {
        this.ssm = ssm;
    }

    /**
     * The text of a parameter. What is wrong is said without its name, which may be a secret by mistake.
     *
     * @throws ParameterUnreadable if there is none, or none that this function may read
     */
    @Override
    public String apply(String name) {
        try {
            return ssm.get()
                    .getParameter(request -> request.name(name)
                            .withDecryption(true)
                            .overrideConfiguration(limits -> limits.apiCallTimeout(LIMIT)))
                    .parameter()
                    .value();
        } catch (ParameterNotFoundException e) {
            throw new ParameterUnreadable(
                    "Parameter Store has no parameter of that name in this account and region; create it, or correct the name",
                    Kind.ABSENT,
                    e);
        } catch (SdkException e) {
            throw AwsErrors.isPassing(e)
                    ? new ParameterUnreadable(
                            "Parameter Store could not be asked (%s)".formatted(AwsErrors.name(e)), Kind.PASSING, e)
                    : new ParameterUnreadable(
                            "the parameter could not be read (%s); %s"
                                    .formatted(
                                            AwsErrors.name(e),
                                            AwsErrors.remedy(
                                                    e,
                                                    "ssm:GetParameter on it, and kms:Decrypt for a SecureString"
                                                            + " with a key of your own")),
                            Kind.TO_BE_MENDED,
                            e);
        }
    }
}
