package dev.keapsink.aws;

import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Turns errors of the ledger's table into sentences for the operator. */
final class LedgerErrors {

    /** The least time with which a call can succeed. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private LedgerErrors() {}

    /**
     * Makes sure that there is time for another call.
     *
     * @throws LedgerUnavailable if there is none
     */
    static void requireTime(Deadline deadline) {
        if (!deadline.allows(SHORTEST)) {
            throw LedgerUnavailable.forNow("There was no time left to ask the ledger");
        }
    }

    static LedgerUnavailable unreadable(SdkException error) {
        return AwsErrors.isPassing(error)
                ? LedgerUnavailable.forNow("The ledger could not be asked (%s)".formatted(AwsErrors.name(error)))
                : LedgerUnavailable.untilMended(
                        "The ledger cannot be used (%s)".formatted(AwsErrors.name(error)), remedy(error));
    }

    private static String remedy(SdkException error) {
        if (error instanceof ResourceNotFoundException) {
            return "create in this AWS account and region the table that KEAP_SINK_LEDGER_TABLE names, or correct the name";
        }
        if (error instanceof AwsServiceException answer
                && AwsErrors.name(answer).equals("ValidationException")) {
            return "its partition key must be the string %s, and it must have no sort key: create such a table, and name it in"
                            .formatted(LedgerItem.KEY)
                    + " KEAP_SINK_LEDGER_TABLE";
        }
        return AwsErrors.remedy(
                error,
                "dynamodb:BatchGetItem and dynamodb:PutItem on it, for a check dynamodb:DescribeTimeToLive, and"
                        + " kms:Decrypt on a key of your own, which must be enabled");
    }
}
