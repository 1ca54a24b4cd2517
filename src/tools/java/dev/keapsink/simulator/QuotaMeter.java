package dev.keapsink.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Meters authenticated calls. The spike arrest comes first; a call that it refuses counts in no window. */
final class QuotaMeter {
    /** The quota of all clients of the account together. Headers report it, but it is never the tighter limit. */
    private static final Quota TENANT = new Quota(1, 10_000, 250_000);

    private static final List<String> PARTS = List.of("time-unit", "interval", "limit", "used", "available");

    private final Quota quota;
    private final SpikeArrest spikeArrest;
    private final FixedWindow minute;
    private final FixedWindow day;
    private int spikeArrests;
    private int throttled;
    private String tenant = "ks100.infusionsoft.com";

    QuotaMeter(Quota quota) {
        this.quota = quota;
        spikeArrest = new SpikeArrest(quota.perSecond());
        minute = new FixedWindow(ChronoUnit.MINUTES, quota.perMinute());
        day = new FixedWindow(ChronoUnit.DAYS, quota.perDay());
    }

    /** The refusal; empty if the call is within the quota and is counted. */
    Optional<SimulatedReply> refuse(Instant now) {
        minute.advanceTo(now);
        day.advanceTo(now);
        if (spikeArrest.stops(now)) {
            spikeArrests++;
            return Optional.of(Replies.fault(
                    429,
                    "Spike arrest violation. Allowed rate : " + quota.perSecond() + "ps",
                    "policies.ratelimit.SpikeArrestViolation"));
        }
        if (minute.available() == 0 || day.available() == 0) {
            throttled++;
            return Optional.of(Replies.quotaExceeded());
        }
        minute.count();
        day.count();
        return Optional.empty();
    }

    /** Keap's quota headers after the last metered call. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        describe(headers, "x-keap-product-quota-", "day", 1, day.limit(), day.used(), day.available());
        headers.put("x-keap-product-quota-expiry-time", String.valueOf(day.end().toEpochMilli()));
        describe(headers, "x-keap-product-throttle-", "minute", 1, minute.limit(), minute.used(), minute.available());
        int perMinute = Math.max(TENANT.perMinute(), quota.perMinute());
        int perDay = Math.max(TENANT.perDay(), quota.perDay());
        describe(
                headers,
                "x-keap-tenant-throttle-",
                "minute|day",
                "1|1",
                perMinute + "|" + perDay,
                minute.used() + "|" + day.used(),
                (perMinute - minute.used()) + "|" + (perDay - day.used()));
        headers.put("x-keap-tenant-id", tenant);
        headers.put(
                "x-keap-product-spike-limit", quota.perSecond() == Integer.MAX_VALUE ? "" : quota.perSecond() + "ps");
        return headers;
    }

    private static void describe(Map<String, String> headers, String family, Object... values) {
        for (int i = 0; i < values.length; i++) {
            headers.put(family + PARTS.get(i), String.valueOf(values[i]));
        }
    }

    /** From now on the headers give the account this name. */
    void belongTo(String other) {
        tenant = other;
    }

    int spikeArrests() {
        return spikeArrests;
    }

    int throttled() {
        return throttled;
    }
}
