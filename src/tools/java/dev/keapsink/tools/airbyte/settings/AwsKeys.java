package dev.keapsink.tools.airbyte.settings;

/** An access key of AWS. Its text form never shows it. */
public record AwsKeys(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "AwsKeys";
    }
}
