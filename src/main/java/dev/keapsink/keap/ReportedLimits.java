package dev.keapsink.keap;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the headers of a reply say about Keap's limits, of the credential ({@code x-keap-product-…}) and of the whole account
 * ({@code x-keap-tenant-…}). Each may be blank or missing, and the account's hold two windows, with {@code |} between them:
 * whatever cannot be read is left out, because a header must never cost a call.
 *
 * @param perSecond the spike arrest's rate, as in {@code 10ps}
 * @param minutes what is said about a minute
 * @param days what is said about a day
 * @param dayEnds when the day's limit is reset
 */
record ReportedLimits(OptionalInt perSecond, List<Window> minutes, List<Window> days, Instant dayEnds) {

    /**
     * One limit and what is left of it; {@link #UNKNOWN} where nothing is said.
     *
     * @param available calls that may still be made; never negative
     */
    record Window(long limit, long available) {}

    static final long UNKNOWN = Long.MAX_VALUE;

    /** A family of headers and the unit of its window, for when it names none. */
    private record Family(String prefix, String unit) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("x-keap-product-quota-", "day"),
            new Family("x-keap-product-throttle-", "minute"),
            new Family("x-keap-tenant-throttle-", ""));

    private static final Pattern PER_SECOND = Pattern.compile("([1-9]\\d{0,5}) ?ps");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}");

    /** Keap resets the day's quota at 00:00 UTC, so no reset is further away. */
    private static final Duration LONGEST_DAY = Duration.ofDays(1);

    static ReportedLimits of(KeapReply reply, Instant now) {
        return new ReportedLimits(
                perSecond(reply), windows(reply, "minute"), windows(reply, "day"), dayEnds(reply, now));
    }

    /** The smallest limit of a minute; {@link #UNKNOWN} if none is said. */
    long perMinute() {
        return smallest(minutes, Window::limit);
    }

    /** How many calls the minute still allows; {@link #UNKNOWN} if nothing is said. */
    long leftOfMinute() {
        return smallest(minutes, Window::available);
    }

    /** How many calls the day still allows; {@link #UNKNOWN} if nothing is said. */
    long leftOfDay() {
        return smallest(days, Window::available);
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

    private static List<Window> windows(KeapReply reply, String unit) {
        return FAMILIES.stream().flatMap(family -> windows(reply, family, unit)).toList();
    }

    private static Stream<Window> windows(KeapReply reply, Family family, String unit) {
        List<String> units = parts(reply, family.prefix() + "time-unit");
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < Math.max(1, units.size()); i++) {
            String ofWindow = units.isEmpty() ? family.unit() : units.get(i);
            // A window of several minutes would be something else than a minute's limit.
            if (ofWindow.equalsIgnoreCase(unit)
                    && number(reply, family, "interval", i).orElse(1) == 1) {
                windows.add(window(reply, family, i));
            }
        }
        return windows.stream();
    }

    private static Window window(KeapReply reply, Family family, int i) {
        OptionalLong limit = number(reply, family, "limit", i);
        OptionalLong used = number(reply, family, "used", i);
        if (limit.isPresent() && limit.getAsLong() < 1) {
            return new Window(UNKNOWN, UNKNOWN);
        }
        long available = number(reply, family, "available", i)
                .orElse(limit.isPresent() && used.isPresent() ? limit.getAsLong() - used.getAsLong() : UNKNOWN);
        return new Window(limit.orElse(UNKNOWN), Math.max(0, available));
    }

    private static OptionalLong number(KeapReply reply, Family family, String name, int i) {
        List<String> parts = parts(reply, family.prefix() + name);
        return i < parts.size() && NUMBER.matcher(parts.get(i)).matches()
                ? OptionalLong.of(Long.parseLong(parts.get(i)))
                : OptionalLong.empty();
    }

    private static List<String> parts(KeapReply reply, String name) {
        return reply.header(name)
                .map(value ->
                        Stream.of(value.split("\\|", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    /** The expiry that Keap names (epoch milliseconds), else 00:00 UTC. */
    private static Instant dayEnds(KeapReply reply, Instant now) {
        Instant end = reply.header("x-keap-product-quota-expiry-time")
                .filter(millis -> millis.matches("\\d{1,15}"))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .filter(named ->
                        named.isAfter(now.minus(MinuteQuota.CLOCKS_APART)) && !named.isAfter(now.plus(LONGEST_DAY)))
                .orElseGet(() -> next(ChronoUnit.DAYS, now));
        return atLeastAMomentAway(end, now);
    }

    /** When the minute of Keap's clock is over that it means in a reply. */
    static Instant minuteEnds(Instant now) {
        return atLeastAMomentAway(next(ChronoUnit.MINUTES, now), now);
    }

    /** Keap's clock may be a little behind: what it says just after midnight may be about yesterday. */
    private static Instant next(ChronoUnit unit, Instant now) {
        return now.minus(MinuteQuota.CLOCKS_APART).truncatedTo(unit).plus(1, unit);
    }

    private static Instant atLeastAMomentAway(Instant end, Instant now) {
        Instant soonest = now.plus(MinuteQuota.CLOCKS_APART);
        return end.isBefore(soonest) ? soonest : end;
    }
}
