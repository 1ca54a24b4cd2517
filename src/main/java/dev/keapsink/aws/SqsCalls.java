package dev.keapsink.aws;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** What the calls to SQS have in common. */
final class SqsCalls {

    /** A batch request takes this many entries (SQS quotas). */
    static final int MAX_ENTRIES = 10;

    /** With less time than this a call could not end well. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private SqsCalls() {}

    /** A hanging SQS must not cost the reply: a call is given up at the deadline. */
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
