package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedLimitsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:20Z");

    private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");

    /** What Keap sent with a look-up, its two-window headers included. */
    private static final Map<String, String> FROM_KEAP = Map.ofEntries(
            Map.entry("x-keap-product-quota-limit", "30000"),
            Map.entry("x-keap-product-quota-time-unit", "day"),
            Map.entry("x-keap-product-quota-interval", "1"),
            Map.entry("x-keap-product-quota-available", "29958"),
            Map.entry("x-keap-product-quota-used", "42"),
            Map.entry("x-keap-product-quota-expiry-time", "1773187200000"),
            Map.entry("x-keap-product-throttle-limit", "240"),
            Map.entry("x-keap-product-throttle-time-unit", "minute"),
            Map.entry("x-keap-product-throttle-interval", "1"),
            Map.entry("x-keap-product-throttle-available", "238"),
            Map.entry("x-keap-product-throttle-used", "2"),
            Map.entry("x-keap-tenant-throttle-limit", "10000|250000"),
            Map.entry("x-keap-tenant-throttle-time-unit", "minute|day"),
            Map.entry("x-keap-tenant-throttle-interval", "1|1"),
            Map.entry("x-keap-tenant-throttle-available", "9990|249000"),
            Map.entry("x-keap-tenant-throttle-used", "10|1000"),
            Map.entry("x-keap-product-spike-limit", "10ps"));

    private static ReportedLimits of(Map<String, String> headers) {
        return ReportedLimits.of(new KeapReply(200, headers, ""), NOW);
    }

    private static ReportedLimits keapWith(String header, String value) {
        Map<String, String> headers = new HashMap<>(FROM_KEAP);
        headers.put(header, value);
        return of(headers);
    }

    @Test
    void readsAllThreeFamilies() {
        ReportedLimits limits = of(FROM_KEAP);

        assertThat(limits.perSecond()).isEqualTo(OptionalInt.of(10));
        assertThat(limits.perMinute()).isEqualTo(240);
        assertThat(limits.leftOfMinute()).isEqualTo(238);
        assertThat(limits.leftOfDay()).isEqualTo(29_958);
        assertThat(limits.dayEnds()).isEqualTo(MIDNIGHT);
    }

    @Test
    void nothingSaidIsNothingKnown() {
        ReportedLimits limits = of(Map.of());

        assertThat(limits.perSecond()).isEmpty();
        assertThat(limits.perMinute()).isEqualTo(ReportedLimits.UNKNOWN);
        assertThat(limits.leftOfMinute()).isEqualTo(ReportedLimits.UNKNOWN);
        assertThat(limits.leftOfDay()).isEqualTo(ReportedLimits.UNKNOWN);
        assertThat(limits.dayEnds()).isEqualTo(MIDNIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "x-keap-product-throttle-available, 7, 7",
        "x-keap-product-throttle-available, ' 7 ', 7",
        "x-keap-product-throttle-available, -3, 0",
        "x-keap-product-throttle-available, 0, 0",
        "x-keap-product-throttle-available, '', 238",
        "x-keap-product-throttle-available, many, 238",
        "x-keap-product-throttle-available, 12345678901234567890, 238",
        "x-keap-product-throttle-interval, 5, 9990",
        "x-keap-product-throttle-interval, '', 238",
        "x-keap-product-throttle-time-unit, MINUTE, 238",
        "x-keap-product-throttle-time-unit, '', 238",
        "x-keap-product-throttle-time-unit, second, 9990",
        "x-keap-product-throttle-limit, 0, 9990",
        "x-keap-tenant-throttle-available, 5|6, 5",
        "x-keap-tenant-throttle-available, 5, 5",
        "x-keap-tenant-throttle-available, |6, 238",
        "x-keap-tenant-throttle-available, '5 | 6', 5",
        "x-keap-tenant-throttle-time-unit, day|minute, 238",
        "x-keap-tenant-throttle-time-unit, '', 238"
    })
    void whatIsLeftOfTheMinute(String header, String value, long left) {
        assertThat(keapWith(header, value).leftOfMinute()).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "x-keap-tenant-throttle-available, 5|6, 6",
        "x-keap-tenant-throttle-available, 5, 29958",
        "x-keap-tenant-throttle-available, 5|, 29958",
        "x-keap-tenant-throttle-used, 10|249999, 29958",
        "x-keap-product-quota-available, 0, 0",
        "x-keap-product-quota-limit, 0, 0",
        "x-keap-product-quota-limit, -1, 0",
        "x-keap-product-quota-time-unit, '', 29958",
        "x-keap-product-quota-time-unit, minute, 249000"
    })
    void whatIsLeftOfTheDay(String header, String value, long left) {
        assertThat(keapWith(header, value).leftOfDay()).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "x-keap-product-quota-available, 0, true",
        "x-keap-product-quota-available, -7, true",
        "x-keap-product-quota-available, 1, false",
        "x-keap-product-quota-limit, 0, false",
        "x-keap-product-quota-limit, -1, false"
    })
    void aDayWithoutCallsIsNotUsedUp(String header, String value, boolean usedUp) {
        assertThat(keapWith(header, value).dayIsUsedUp()).isEqualTo(usedUp);
    }

    @Test
    void whatIsLeftFollowsFromWhatIsUsed() {
        assertThat(of(Map.of("x-keap-product-throttle-limit", "240", "x-keap-product-throttle-used", "250"))
                        .leftOfMinute())
                .isZero();
        assertThat(of(Map.of("x-keap-product-throttle-used", "250")).leftOfMinute())
                .isEqualTo(ReportedLimits.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"240, 240", "10001, 10000", "0, 10000", "-1, 10000", "'', 10000"})
    void theSmallestLimitOfTheMinuteCounts(String product, long perMinute) {
        assertThat(keapWith("x-keap-product-throttle-limit", product).perMinute())
                .isEqualTo(perMinute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0ps", "ps", "10", "10pm", "-1ps", "1234567ps"})
    void unreadableSpikeLimitIsNone(String value) {
        assertThat(keapWith("x-keap-product-spike-limit", value).perSecond()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0", "1773100800000", "1773273700000", "99999999999999999"})
    void aDayThatEndsInThePastOrTooLateEndsAtMidnight(String expiry) {
        assertThat(keapWith("x-keap-product-quota-expiry-time", expiry).dayEnds())
                .isEqualTo(MIDNIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:20Z, 2026-03-10T12:01:00Z",
        "2026-03-10T12:00:00Z, 2026-03-10T12:00:02Z",
        "2026-03-10T12:00:01.900Z, 2026-03-10T12:00:03.900Z",
        "2026-03-10T12:00:02Z, 2026-03-10T12:01:00Z",
        "2026-03-10T12:00:59Z, 2026-03-10T12:01:01Z"
    })
    void theMinuteOfAClockThatMayBeALittleBehind(Instant now, Instant end) {
        assertThat(ReportedLimits.minuteEnds(now)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-11T00:00:01Z, '', 2026-03-11T00:00:03Z",
        "2026-03-11T00:00:01Z, 1773187200000, 2026-03-11T00:00:03Z",
        "2026-03-11T00:00:02Z, '', 2026-03-12T00:00:00Z",
        "2026-03-10T23:59:59Z, '', 2026-03-11T00:00:01Z",
        "2026-03-10T23:59:59Z, 1773187200000, 2026-03-11T00:00:01Z"
    })
    void theDayOfAClockThatMayBeALittleBehind(Instant now, String expiry, Instant end) {
        KeapReply reply = new KeapReply(429, Map.of("x-keap-product-quota-expiry-time", expiry), "");

        assertThat(ReportedLimits.of(reply, now).dayEnds()).isEqualTo(end);
    }
}
