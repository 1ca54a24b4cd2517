package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates how long Keap's quota takes for the records to send and for the messages that wait in the queue already.
 *
 * @param records the number of records to send
 * @param messages the number of messages that hold them
 * @param waiting the number of messages that the queue holds already; each counts as one record
 * @param quota Keap's quota
 */
record Estimate(long records, long messages, long waiting, KeapQuota quota) {

    /** Returns the time from the first record to the last, with the messages that wait already. */
    Duration keap() {
        return quota.time(records + waiting);
    }

    /** Returns how long the last record waits in the queue; without a rate, all messages are sent at once. */
    Duration longestWait(OptionalDouble rate) {
        Duration sending =
                rate.isPresent() ? Duration.ofSeconds(Math.round(messages / rate.getAsDouble())) : Duration.ZERO;
        Duration wait = keap().minus(sending);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /**
     * Returns the messages a second that Keap's quota lasts for, day and night. Messages that come slowly make batches
     * of ten, and each batch costs one call for each tag.
     */
    double sustainable() {
        long calls = Math.max(quota.calls(records), records + quota.tags() * ((messages + 9) / 10));
        return quota.callsASecond() * messages / Math.max(1, calls);
    }

    /**
     * Checks that the queue keeps the last record until Keap can take it.
     *
     * @param retention how long the queue keeps a message; nothing is checked if it is unknown
     * @throws CommandFailure if the queue would delete it before
     */
    void check(Optional<Duration> retention, OptionalDouble rate) {
        Duration wait = longestWait(rate);
        if (retention.isPresent() && wait.compareTo(retention.get()) > 0) {
            throw new CommandFailure(
                    "Nothing was sent: the last records would wait for %s, and the queue keeps messages for %s and then deletes"
                                    .formatted(Durations.human(wait), Durations.human(retention.get()))
                            + " them. Send as Keap takes them, with --rate %s; or send a part of the file; or raise the queue's"
                                    .formatted(rounded(sustainable()))
                            + " retention (13 days at most, because its dead-letter queue keeps them a day longer). --force sends all the"
                            + " same.");
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
