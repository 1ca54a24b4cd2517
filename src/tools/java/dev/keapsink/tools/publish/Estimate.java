package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.common.LocalRunException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long Keap's quota takes for what is to be sent and what is waiting already.
 *
 * @param records how many are to be sent
 * @param messages how many messages they are in
 * @param waiting how many messages the queue holds already
 * @param quota what Keap allows
 */
record Estimate(long records, long messages, long waiting, KeapQuota quota) {

    /** From the first record to the last, what waits already included. */
    Duration keap() {
        return quota.time(records + waiting);
    }

    /** How long the last record waits in the queue when messages are sent at a rate, or all at once. */
    Duration longestWait(OptionalDouble rate) {
        Duration sending =
                rate.isPresent() ? Duration.ofSeconds(Math.round(messages / rate.getAsDouble())) : Duration.ZERO;
        Duration wait = keap().minus(sending);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** The rate at which Keap takes messages day and night. What trickles in makes batches of ten, each with its tag calls. */
    double sustainable() {
        long calls = Math.max(quota.calls(records), records + quota.tags() * ((messages + 9) / 10));
        return quota.callsASecond() * messages / Math.max(1, calls);
    }

    /**
     * Looks whether the queue keeps the last record until its turn.
     *
     * @throws LocalRunException if it does not
     */
    void check(Optional<Duration> retention, OptionalDouble rate) {
        Duration wait = longestWait(rate);
        if (retention.isPresent() && wait.compareTo(retention.get()) > 0) {
            throw new LocalRunException(
                    "Nothing was sent: the last records would wait for %s, and the queue keeps messages for %s and then deletes"
                                    .formatted(Durations.human(wait), Durations.human(retention.get()))
                            + " them. Send as Keap takes them, with --rate %s; or send a part of the file; or raise the queue's"
                                    .formatted(rounded(sustainable()))
                            + " retention (14 days at most). --force sends all the same.");
        }
    }

    private static String rounded(double rate) {
        return BigDecimal.valueOf(rate)
                .round(new MathContext(2, RoundingMode.DOWN))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public String toString() {
        return "Keap's quota takes about %s for them (%,d calls; %s%s)."
                .formatted(
                        Durations.human(rounded(keap())),
                        quota.calls(records),
                        quota,
                        waiting == 0 ? "" : "; after about %,d messages that wait already".formatted(waiting));
    }

    private static Duration rounded(Duration duration) {
        return duration.toMinutes() > 0 ? Duration.ofMinutes(duration.toMinutes() + 1) : duration;
    }
}
