package dev.keapsink.app;

import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Checks the variables that the AWS SDK reads itself. The check comes first, because the SDK would contact servers by
 * the names in them.
 */
final class AwsConfig {

    private static final Allowed<URI> ADDRESS =
            Allowed.of("an http or https address, such as http://127.0.0.1:9324", Allowed::address);

    private static final List<Setting<?>> TABLE = List.of(
            new Setting<>(
                    "AWS_REGION",
                    "",
                    Allowed.text("a region of AWS, such as us-east-1", "[a-z0-9-]+"),
                    "where the queues, the parameters and the table are"),
            new Setting<>("AWS_ENDPOINT_URL", "", ADDRESS, "the address of all services"),
            new Setting<>("AWS_ENDPOINT_URL_SQS", "", ADDRESS, "the address of SQS"),
            new Setting<>("AWS_ENDPOINT_URL_SSM", "", ADDRESS, "the address of Parameter Store"),
            new Setting<>("AWS_ENDPOINT_URL_DYNAMODB", "", ADDRESS, "the address of DynamoDB"),
            new Setting<>("AWS_ENDPOINT_URL_S3", "", ADDRESS, "the address of S3"));

    private AwsConfig() {}

    /**
     * Checks all of these variables.
     *
     * @throws IllegalArgumentException with a sentence for every wrong value
     */
    static void check(Config config) {
        SettingReader reader = new SettingReader(config);
        TABLE.forEach(reader::find);
        reader.check();
    }
}
