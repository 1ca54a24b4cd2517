package dev.keapsink.aws;

import dev.keapsink.aws.ParameterUnreadable.Kind;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/** Reads texts from Parameter Store, and from Secrets Manager by names {@code /aws/reference/secretsmanager/…}. */
public final class Parameters implements UnaryOperator<String> {

    /** The time for one call with its repetitions; Lambda would end a longer start-up without a reason. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    private final Supplier<SsmClient> ssm;

    /**
     * @param ssm the client; made on first use, because making it slows the start-up
     */
    public Parameters(Supplier<SsmClient> ssm) {
        this.ssm = ssm;
    }

    /**
     * The text of a parameter. Error messages do not hold its name, which may be a secret by mistake.
     *
     * @throws ParameterUnreadable if it does not exist or may not be read, or if Parameter Store does not answer
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
                    "Parameter Store has no parameter of that name in this AWS account and region; create it, or correct the name",
                    Kind.ABSENT,
                    e);
        } catch (ParameterVersionNotFoundException e) {
            throw new ParameterUnreadable(
                    "Parameter Store has no such version of the parameter: it keeps the last 100; correct the number after"
                            + " the colon, or leave it out",
                    Kind.ABSENT,
                    e);
        } catch (SdkException e) {
            throw AwsErrors.isPassing(e)
                    ? new ParameterUnreadable(
                            "Parameter Store could not be asked (%s); if it lasts, check the network, the AWS login, AWS_REGION and AWS_ENDPOINT_URL_SSM"
                                    .formatted(AwsErrors.name(e)),
                            Kind.PASSING,
                            e)
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
