package dev.keapsink.simulator.parameters;

/**
 * One version of a parameter.
 *
 * @param version its number, from 1 on
 * @param type as on the wire, such as SecureString
 * @param keyId the key that a SecureString is encrypted with; "" for other types
 */
public record ParameterVersion(long version, String type, String value, String keyId) {
    static final String SECURE_STRING = "SecureString";
    static final String DEFAULT_KEY = "alias/aws/ssm";

    boolean isSecure() {
        return type.equals(SECURE_STRING);
    }
}
