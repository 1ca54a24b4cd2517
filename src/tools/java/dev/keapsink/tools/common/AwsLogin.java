package dev.keapsink.tools.common;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Hands the AWS credentials of a person's profile to a function that runs on this machine. The function itself cannot
 * read a profile that assumes a role or logs in with {@code aws sso login}: it is deployed with a role of its own, and
 * without the libraries for these profiles.
 */
public final class AwsLogin {

    private static final String KEY_ID = "AWS_ACCESS_KEY_ID";

    private AwsLogin() {}

    /**
     * The function's variables with the credentials of the profile. Variables that hold credentials already, and a
     * profile that gives none, change nothing: the function then says itself what it lacks.
     *
     * @param profile reads the profile that the variables mean
     */
    public static Map<String, String> handOver(Map<String, String> variables, AwsCredentialsProvider profile) {
        Map<String, String> extended = new TreeMap<>(variables);
        if (variables.getOrDefault(KEY_ID, "").isBlank()) {
            try {
                put(profile.resolveCredentials(), extended);
            } catch (SdkException | IllegalStateException noCredentials) {
                return extended;
            }
        }
        return extended;
    }

    private static void put(AwsCredentials credentials, Map<String, String> variables) {
        variables.put(KEY_ID, credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        if (credentials instanceof AwsSessionCredentials session) {
            variables.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
    }
}
