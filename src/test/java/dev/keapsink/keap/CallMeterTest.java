package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CallMeterTest {

    private final CallMeter meter = new CallMeter();

    private void answered(int status, Map<String, String> headers) {
        KeapReply reply = new KeapReply(status, headers, "");
        meter.answered(reply, ReportedLimits.of(reply, VirtualTime.START));
    }

    @Test
    void countsCallsByWhatCameOfThem() {
        for (int status : new int[] {200, 201, 204, 400, 401, 404, 302, 429, 429, 500, 503}) {
            answered(status, Map.of());
        }
        meter.unanswered();
        meter.waited(Duration.ofMillis(300));
        meter.waited(Duration.ofMillis(200));

        CallMeter.Reading reading = meter.read();

        assertThat(reading)
                .isEqualTo(new CallMeter.Reading(
                        3, 4, 2, 2, 1, Duration.ofMillis(500), OptionalLong.empty(), OptionalDouble.empty()));
        assertThat(reading.calls()).isEqualTo(12);
    }

    @Test
    void startsAnewWithEachReading() {
        answered(200, Map.of("x-keap-product-quota-limit", "30000", "x-keap-product-quota-available", "1500"));
        CallMeter.Reading first = meter.read();
        assertThat(first.leftOfDay()).hasValue(1500);
        assertThat(first.percentOfDay()).hasValue(5);

        CallMeter.Reading next = meter.read();

        assertThat(next.calls()).isZero();
        assertThat(next.waited()).isZero();
        assertThat(next.leftOfDay()).as("may be yesterday's by now").isEmpty();
        assertThat(next.percentOfDay()).isEmpty();
    }

    @Test
    void knowsNoShareOfALimitThatKeapDoesNotName() {
        answered(200, Map.of("x-keap-product-quota-limit", "30000", "x-keap-product-quota-available", "1500"));
        answered(200, Map.of("x-keap-product-quota-available", "1400"));

        CallMeter.Reading reading = meter.read();

        assertThat(reading.leftOfDay()).hasValue(1400);
        assertThat(reading.percentOfDay()).isEmpty();
    }

    @Test
    void theScarcestLimitOfTheDayCounts() {
        answered(
                200,
                Map.of(
                        "x-keap-product-quota-limit", "30000",
                        "x-keap-product-quota-available", "20000",
                        "x-keap-tenant-throttle-time-unit", "minute|day",
                        "x-keap-tenant-throttle-limit", "10000|250000",
                        "x-keap-tenant-throttle-available", "9000|2500"));

        CallMeter.Reading reading = meter.read();

        assertThat(reading.leftOfDay()).hasValue(2500);
        assertThat(reading.percentOfDay()).hasValue(1);
    }
}
