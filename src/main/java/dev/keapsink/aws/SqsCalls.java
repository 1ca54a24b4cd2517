package dev.keapsink.aws;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Holds the limits that all calls to SQS share. */
final class SqsCalls {

    /** The most entries in one batch request (SQS quotas). */
    static final int MAX_ENTRIES = 10;

    /** The least time with which a call can succeed. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private SqsCalls() {}

    /** Ends a call at the deadline, so that a hanging SQS does not cost the function's reply. */
    static AwsRequestOverrideConfiguration until(Deadline deadline) {
        Duration left = deadline.left();
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(left.compareTo(SHORTEST) < 0 ? SHORTEST : left)
                .build();
    }

    /** Whether there is time for another call. */
    static boolean isTimeFor(Deadline deadline) {
        return deadline.allows(SHORTEST);
    }

    static <T> List<List<T>> byTen(List<T> items) {
        List<List<T>> tens = new ArrayList<>();
        for (int i = 0; i < items.size(); i += MAX_ENTRIES) {
            tens.add(items.subList(i, Math.min(i + MAX_ENTRIES, items.size())));
        }
        return tens;
    }
}
