package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keap's limits as the headers of a reply report them, for the credential ({@code x-keap-product-…}) and for the whole
 * account ({@code x-keap-tenant-…}). Each header may be blank or missing, and the account's hold two windows with
 * {@code |} between them. An unreadable value is ignored, because a header must never cost a call.
 *
 * @param perSecond the spike arrest's rate, as in {@code 10ps}
 * @param minutes the windows of a minute
 * @param days the windows of a day
 * @param dayEnds when the day's limit is reset
 */
record ReportedLimits(OptionalInt perSecond, List<Window> minutes, List<Window> days, Instant dayEnds) {

    /**
     * One limit and what is left of it; {@link #UNKNOWN} if not reported.
     *
     * @param available calls that may still be made; never negative
     */
    record Window(long limit, long available) {}

    static final long UNKNOWN = Long.MAX_VALUE;

    private static final Window NO_LIMIT = new Window(UNKNOWN, UNKNOWN);

    private static final Window NO_CALLS = new Window(0, 0);

    /** A family of headers, and the unit of its window if the headers name none. */
    private record Family(String timeUnit, String interval, String limit, String used, String available, String unit) {
        static Family of(String prefix, String unit) {
            return new Family(
                    prefix + "time-unit",
                    prefix + "interval",
                    prefix + "limit",
                    prefix + "used",
                    prefix + "available",
                    unit);
        }
    }

    private static final List<Family> FAMILIES = List.of(
            Family.of("x-keap-product-quota-", "day"),
            Family.of("x-keap-product-throttle-", "minute"),
            Family.of("x-keap-tenant-throttle-", ""));

    private static final Pattern PER_SECOND = Pattern.compile("([1-9]\\d{0,5}) ?ps");

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,15}");

    private static final int MOST_DIGITS = 12;

    private static final String[] NOTHING = {};

    /** Keap resets the day's quota at 00:00 UTC, so no reset is further away. */
    private static final Duration LONGEST_DAY = Duration.ofDays(1);

    static ReportedLimits of(KeapReply reply, Instant now) {
        List<Window> minutes = new ArrayList<>(FAMILIES.size());
        List<Window> days = new ArrayList<>(FAMILIES.size());
        for (Family family : FAMILIES) {
            read(reply, family, minutes, days);
        }
        return new ReportedLimits(perSecond(reply), List.copyOf(minutes), List.copyOf(days), dayEnds(reply, now));
    }

    /** The smallest limit of a minute; {@link #UNKNOWN} if none is reported. */
    long perMinute() {
        return smallest(minutes, Window::limit);
    }

    /** How many calls the minute still allows; {@link #UNKNOWN} if not reported. */
    long leftOfMinute() {
        return smallest(minutes, Window::available);
    }

    /** How many calls the day still allows; {@link #UNKNOWN} if not reported. */
    long leftOfDay() {
        return smallest(days, Window::available);
    }

    /** Whether the day's calls are used up. A limit of 0 calls does not count, because it may mean no limit. */
    boolean dayIsUsedUp() {
        return days.stream().anyMatch(day -> day.available() == 0 && day.limit() > 0);
    }

    private static long smallest(List<Window> windows, ToLongFunction<Window> what) {
        return windows.stream().mapToLong(what).min().orElse(UNKNOWN);
    }

    private static OptionalInt perSecond(KeapReply reply) {
        return reply.header("x-keap-product-spike-limit")
                .map(PER_SECOND::matcher)
                .filter(Matcher::matches)
                .map(matcher -> OptionalInt.of(Integer.parseInt(matcher.group(1))))
                .orElse(OptionalInt.empty());
    }

    /** Every reply has these headers, so they are read without regular expressions and streams. */
    private static void read(KeapReply reply, Family family, List<Window> minutes, List<Window> days) {
        String[] units = parts(reply, family.timeUnit());
        String[] intervals = parts(reply, family.interval());
        for (int i = 0; i < Math.max(1, units.length); i++) {
            String unit = units.length == 0 ? family.unit() : units[i];
            // A window of several minutes says nothing about a single minute.
            if (number(intervals, i).orElse(1) != 1) {
                continue;
            }
            if (unit.equalsIgnoreCase("minute")) {
                minutes.add(window(reply, family, i, NO_LIMIT));
            } else if (unit.equalsIgnoreCase("day")) {
                days.add(window(reply, family, i, NO_CALLS));
            }
        }
    }

    /**
     * One window.
     *
     * @param ofNone the window for a limit of 0 calls; for a minute that is no limit, because this call was answered in
     *     it
     */
    private static Window window(KeapReply reply, Family family, int i, Window ofNone) {
        OptionalLong limit = number(parts(reply, family.limit()), i);
        OptionalLong used = number(parts(reply, family.used()), i);
        if (limit.isPresent() && limit.getAsLong() < 1) {
            return ofNone;
        }
        long available = number(parts(reply, family.available()), i)
                .orElse(limit.isPresent() && used.isPresent() ? limit.getAsLong() - used.getAsLong() : UNKNOWN);
        return new Window(limit.orElse(UNKNOWN), Math.max(0, available));
    }

    /** An integer of at most twelve digits, which may be negative; empty for every other text. */
    private static OptionalLong number(String[] parts, int i) {
        String text = i < parts.length ? parts[i] : "";
        int digits = text.startsWith("-") ? text.length() - 1 : text.length();
        if (digits < 1 || digits > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        for (int at = text.length() - digits; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static String[] parts(KeapReply reply, String name) {
        String value = reply.headers().getOrDefault(name, "");
        if (value.isBlank()) {
            return NOTHING;
        }
        if (value.indexOf('|') < 0) {
            return new String[] {value.strip()};
        }
        String[] parts = value.strip().split("\\|", -1);
        Arrays.setAll(parts, i -> parts[i].strip());
        return parts;
    }

    /** The expiry that Keap names (epoch milliseconds), else 00:00 UTC. */
    private static Instant dayEnds(KeapReply reply, Instant now) {
        Instant end = reply.header("x-keap-product-quota-expiry-time")
                .filter(millis -> MILLISECONDS.matcher(millis).matches())
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .filter(named ->
                        named.isAfter(now.minus(MinuteQuota.CLOCKS_APART)) && !named.isAfter(now.plus(LONGEST_DAY)))
                .orElseGet(() -> next(ChronoUnit.DAYS, now));
        return atLeastAMomentAway(end, now);
    }

    /** When the minute of Keap's clock ends that a reply is about. */
    static Instant minuteEnds(Instant now) {
        return atLeastAMomentAway(next(ChronoUnit.MINUTES, now), now);
    }

    /** Keap's clock may be a little behind: a reply just after midnight may be about yesterday. */
    private static Instant next(ChronoUnit unit, Instant now) {
        return now.minus(MinuteQuota.CLOCKS_APART).truncatedTo(unit).plus(1, unit);
    }

    private static Instant atLeastAMomentAway(Instant end, Instant now) {
        Instant soonest = now.plus(MinuteQuota.CLOCKS_APART);
        return end.isBefore(soonest) ? soonest : end;
    }
}
