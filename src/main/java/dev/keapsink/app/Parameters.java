package dev.keapsink.app;

import dev.keapsink.app.MappingSetting.ParameterUnreadable;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Parameter Store, as far as the configuration is read from it. */
final class Parameters implements UnaryOperator<String> {

    /** A start-up that waits longer would be ended by Lambda, without a reason. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Supplier<SsmClient> ssm;

    /**
     * @param ssm asked for on first use, because making the client costs time at start-up
     */
    Parameters(Supplier<SsmClient> ssm) {
        this.ssm = ssm;
    }

    /**
     * The text of a parameter.
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
                    "Parameter Store has no parameter %s in this account and region; create it, or correct the name"
                            .formatted(name),
                    e);
        } catch (SdkException e) {
            throw new ParameterUnreadable(
                    "the parameter %s could not be read (%s); the function needs ssm:GetParameter on it, and kms:Decrypt for a SecureString with a key of your own"
                            .formatted(name, e.getClass().getSimpleName()),
                    e);
        }
    }
}
