package dev.keapsink.app;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * The variables that the AWS SDK reads itself. They are checked before it does, because it would ask servers by the names that are
 * in them.
 */
@ConfigMapping(prefix = "aws")
public interface AwsConfig {

    /** Where the queues, the parameters and the table are. */
    Optional<String> region();

    /** The address of all services. */
    Optional<String> endpointUrl();

    /** The address of SQS. */
    Optional<String> endpointUrlSqs();

    /** The address of Parameter Store. */
    Optional<String> endpointUrlSsm();

    /** The address of DynamoDB. */
    Optional<String> endpointUrlDynamodb();

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException with a sentence for every wrong value
     */
    default void check() {
        SettingReader reader = new SettingReader();
        reader.read(
                "AWS_REGION",
                region(),
                "",
                "a region of AWS, such as us-east-1",
                text -> Values.allowedIf(text.matches("[a-z0-9-]+"), () -> text));
        address(reader, "AWS_ENDPOINT_URL", endpointUrl());
        address(reader, "AWS_ENDPOINT_URL_SQS", endpointUrlSqs());
        address(reader, "AWS_ENDPOINT_URL_SSM", endpointUrlSsm());
        address(reader, "AWS_ENDPOINT_URL_DYNAMODB", endpointUrlDynamodb());
        reader.check();
    }

    private static void address(SettingReader reader, String variable, Optional<String> text) {
        reader.read(
                variable,
                text,
                Optional.empty(),
                "an http or https address, such as http://127.0.0.1:9324",
                address -> Optional.of(Values.plain(Values.httpUri(address))));
    }
}
