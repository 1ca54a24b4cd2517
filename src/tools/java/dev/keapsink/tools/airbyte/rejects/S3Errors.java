package dev.keapsink.tools.airbyte.rejects;

import dev.keapsink.aws.AwsErrors;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Turns failed calls to S3 into sentences for the operator. AWS's own messages are left out, because they may say more
 * than a log should hold.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error codes</a>
 */
final class S3Errors {

    private static final Set<String> OF_KEYS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidToken",
            "ExpiredToken",
            "InvalidClientTokenId",
            "TokenRefreshRequired");

    private static final Set<String> OF_REGION = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    private S3Errors() {}

    static RejectsNotStored unwritable(SdkException error, String bucket) {
        String name = AwsErrors.name(error);
        return AwsErrors.isPassing(error)
                ? RejectsNotStored.forNow(
                        "The bucket %s for rejected rows could not be reached (%s). If that lasts, check the network, s3_bucket_region and s3_endpoint."
                                .formatted(bucket, name))
                : RejectsNotStored.untilMended("The bucket %s for rejected rows cannot be written to (%s). %s."
                        .formatted(bucket, name, remedy(error, name)));
    }

    private static String remedy(SdkException error, String name) {
        if (!(error instanceof SdkServiceException)) {
            return "Set access_key_id and secret_access_key in the setting rejects";
        }
        if (OF_KEYS.contains(name)) {
            return "Correct access_key_id and secret_access_key in the setting rejects";
        }
        if (error instanceof StsException) {
            return "Correct role_arn in the setting rejects, or let the access key assume this role";
        }
        if (OF_REGION.contains(name)) {
            return "Correct s3_bucket_region in the setting rejects";
        }
        return name.equals("NoSuchBucket")
                ? "Create it, or correct s3_bucket_name in the setting rejects"
                : "Allow s3:PutObject and, for the check, s3:DeleteObject on its objects, and kms:GenerateDataKey on a key of your own";
    }
}
