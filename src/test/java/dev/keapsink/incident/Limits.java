package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.keapsink.simulator.Fault;
import java.util.List;
import java.util.Map;

/** More to do than Keap allows at once. */
final class Limits {

    private static final String QUOTA_EXCEEDED =
            "{\"code\":\"429\",\"message\":\"Quota Exceeded\",\"status\":\"Request Throttled\",\"details\":null}";

    private Limits() {}

    static List<Incident> all() {
        return List.of(
                new Incident(
                        "one_big_spike_of_25000",
                        "A list of 25,000 contacts is imported at once.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 25_000, world.traffic::ordinary);
                            world.measureQuota();
                        }),
                new Incident("steady_backlog", "One instance works off 5,000 records.", SetUp.ONE_INSTANCE, world -> {
                    world.spike(ofSeconds(20), 5_000, world.traffic::ordinary);
                    world.measureQuota();
                }),
                new Incident(
                        "two_instances_share_quota",
                        "Two instances work off 5,000 records, and neither knows the other's rhythm.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ofSeconds(20), 5_000, world.traffic::ordinary);
                            world.measureQuota();
                        }),
                new Incident(
                        "minute_throttle",
                        "Something else uses the same key: for half an hour Keap turns every fifth call away with a 429.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 2_000, world.traffic::ordinary);
                            world.fault(Fault.throttledFor(ofSeconds(20)).onEvery(5), ofMinutes(1), ofMinutes(31));
                        }),
                new Incident(
                        "daily_quota_gone",
                        "The day's quota is used up by two thousand calls, with as many records to go.",
                        SetUp.STANDARD.callsADay(2_000),
                        world -> {
                            world.spike(ZERO, 3_500, world.traffic::ordinary);
                            world.steady(ZERO, ofHours(20), ofMinutes(2), world.traffic::ordinary);
                        }),
                new Incident(
                        "ten_day_backlog",
                        "Two thousand calls a day, and a backlog that takes nine and a half days of them.",
                        SetUp.STANDARD.callsADay(2_000),
                        world -> world.spike(ZERO, 18_400, world.traffic::ordinary)),
                new Incident(
                        "tenant_throttle_pipe_headers",
                        "The whole tenant is throttled for twenty minutes, and the headers name two windows at once.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 1_000, world.traffic::ordinary);
                            world.fault(tenantThrottled().onEvery(4), ofMinutes(1), ofMinutes(21));
                        }),
                new Incident(
                        "spike_arrest_html_body",
                        "For ten minutes every fifth call meets the spike arrest, whose answer is a page.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 1_000, world.traffic::ordinary);
                            world.fault(
                                    Fault.page(429, "Spike arrest violation. Allowed rate : 10ps")
                                            .onEvery(5),
                                    ofMinutes(1),
                                    ofMinutes(11));
                        }));
    }

    private static Fault tenantThrottled() {
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "x-keap-tenant-throttle-time-unit", "minute|day",
                "x-keap-tenant-throttle-interval", "1|1",
                "x-keap-tenant-throttle-limit", "10000|250000",
                "x-keap-tenant-throttle-used", "10000|81234",
                "x-keap-tenant-throttle-available", "0|168766",
                "x-keap-product-quota-available", "",
                "x-keap-product-throttle-available", "");
        return Fault.answering(429, headers, QUOTA_EXCEEDED);
    }
}
