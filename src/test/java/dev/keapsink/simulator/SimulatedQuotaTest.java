package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedQuotaTest {
    private static final Duration TENTH = Duration.ofMillis(100);

    @Test
    void arrestsACallThatComesTooSoonAfterAnother() {
        Account account = new Account(Quota.KEAP_API_KEY);
        account.get("/v1/tags");
        account.clock.advance(TENTH.minusNanos(1));

        SimulatedReply early = account.get("/v1/tags");

        assertThat(early.status()).isEqualTo(429);
        assertThat(json(early).toString())
                .isEqualTo("{\"fault\":{\"faultstring\":\"Spike arrest violation. Allowed rate : 10ps\","
                        + "\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}");
        assertThat(account.simulator.spikeArrests()).isEqualTo(1);
    }

    @Test
    void lets10CallsASecondPassWhenTheyAreEvenlySpaced() {
        Account account = new Account(Quota.KEAP_API_KEY);

        for (int i = 0; i < 10; i++) {
            assertThat(account.get("/v1/tags").status()).isEqualTo(200);
            account.clock.advance(TENTH);
        }
    }

    @Test
    void measuresTheDistanceFromTheLastCallAccepted() {
        Account account = new Account(Quota.KEAP_API_KEY);
        account.get("/v1/tags");
        account.clock.advance(TENTH.dividedBy(2));
        account.get("/v1/tags");
        account.clock.advance(TENTH.dividedBy(2));

        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
    }

    @Test
    void doesNotCountArrestedCalls() {
        Account account = new Account(Quota.KEAP_API_KEY);
        account.get("/v1/tags");

        assertThat(account.get("/v1/tags").headers()).containsEntry("x-keap-product-throttle-used", "1");
    }

    @Test
    void throttlesWhenTheMinuteIsUsedUpAndNoLongerInTheNextOne() {
        Account account = new Account(new Quota(1000, 2, 100));
        spaced(account);
        SimulatedReply last = spaced(account);
        SimulatedReply throttled = spaced(account);

        assertThat(last.status()).isEqualTo(200);
        assertThat(last.headers()).containsEntry("x-keap-product-throttle-available", "0");
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.body())
                .isEqualTo("{\"code\":\"429\",\"message\":\"Quota Exceeded\",\"status\":\"Request Throttled\","
                        + "\"details\":null}");
        assertThat(throttled.headers())
                .containsEntry("x-keap-product-throttle-available", "0")
                .containsEntry("x-keap-product-quota-available", "98");
        account.clock.set("2026-03-01T12:00:59.999Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(429);
        account.clock.set("2026-03-01T12:01:00Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
        assertThat(account.simulator.throttled()).isEqualTo(2);
    }

    @Test
    void throttlesWhenTheDayIsUsedUpAndNoLongerAfterMidnightUtc() {
        Account account = new Account(new Quota(1000, 100, 1));
        spaced(account);

        SimulatedReply throttled = spaced(account);

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.headers())
                .containsEntry("x-keap-product-quota-available", "0")
                .containsEntry("x-keap-product-throttle-available", "99");
        account.clock.set("2026-03-01T23:59:59.999Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(429);
        account.clock.set("2026-03-02T00:00:00Z");
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
    }

    @Test
    void describesItsQuotaInHeaders() {
        String midnight = String.valueOf(Instant.parse("2026-03-02T00:00:00Z").toEpochMilli());

        assertThat(new Account(Quota.KEAP_API_KEY).get("/v1/nowhere").headers())
                .containsEntry("x-keap-product-quota-limit", "30000")
                .containsEntry("x-keap-product-quota-time-unit", "day")
                .containsEntry("x-keap-product-quota-interval", "1")
                .containsEntry("x-keap-product-quota-available", "29999")
                .containsEntry("x-keap-product-quota-used", "1")
                .containsEntry("x-keap-product-quota-expiry-time", midnight)
                .containsEntry("x-keap-product-throttle-limit", "240")
                .containsEntry("x-keap-product-throttle-time-unit", "minute")
                .containsEntry("x-keap-product-throttle-available", "239")
                .containsEntry("x-keap-tenant-throttle-time-unit", "minute|day")
                .containsEntry("x-keap-tenant-throttle-interval", "1|1")
                .containsEntry("x-keap-tenant-throttle-limit", "10000|250000")
                .containsEntry("x-keap-tenant-throttle-available", "9999|249999")
                .containsEntry("x-keap-product-spike-limit", "10ps");
    }

    @Test
    void neitherMetersNorDescribesItsQuotaToStrangers() {
        Account account = new Account(Quota.KEAP_API_KEY);

        SimulatedReply refused = account.send("GET", "/v1/tags", Map.of(), "");

        assertThat(refused.headers()).doesNotContainKey("x-keap-product-quota-limit");
        assertThat(account.get("/v1/tags").headers()).containsEntry("x-keap-product-quota-used", "1");
    }

    @Test
    void isGenerousEvenWhileTheClockStands() {
        Account account = new Account(Quota.GENEROUS);
        account.get("/v1/tags");

        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
    }

    private static SimulatedReply spaced(Account account) {
        account.clock.advance(Duration.ofMillis(1));
        return account.get("/v1/tags");
    }
}
