package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keapsink.record.ObjectType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one table from replies to meanings. A meaning is the failure's kind, and how long to wait if it says so. */
class ReplyClassifierTest {

    /** Twenty seconds into a minute, twelve hours before the day ends. */
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:20Z");

    private static final Map<String, String> NONE = Map.of();

    private static final String V1 = "{\"message\":\"No\"}";
    private static final String V2 = "{\"code\":%d,\"message\":\"No\",\"status\":\"NO\",\"details\":[]}";
    private static final String PAGE = "<!doctype html><html><head><title>No</title></head><body>No</body></html>";
    private static final String QUOTA_EXCEEDED =
            "{\"code\":\"429\",\"message\":\"Quota Exceeded\",\"status\":\"Request Throttled\",\"details\":null}";

    private static String fault(String text, String code) {
        return "{\"fault\":{\"faultstring\":\"%s\",\"detail\":{\"errorcode\":\"%s\"}}}".formatted(text, code);
    }

    private static Map<String, String> retryAfter(String value) {
        return Map.of("retry-after", value);
    }

    private static Map<String, String> day(String available) {
        return Map.of("x-keap-product-quota-available", available);
    }

    private static Map<String, String> day(String available, String expiry) {
        return Map.of("x-keap-product-quota-available", available, "x-keap-product-quota-expiry-time", expiry);
    }

    static Stream<Arguments> replies() {
        return Stream.of(successes(), refusals(), unavailabilities(), throttles(), quotas(), spikes())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> successes() {
        return Stream.of(
                arguments("200", 200, NONE, "{}", "nothing"),
                arguments("201", 201, NONE, "{}", "nothing"),
                arguments("204 without a body", 204, NONE, "", "nothing"),
                arguments("200 that mentions an error", 200, NONE, QUOTA_EXCEEDED, "nothing"),
                arguments("299", 299, NONE, "", "nothing"));
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("400 of v1", 400, NONE, V1, "Refused"),
                arguments("400 of v2", 400, NONE, V2.formatted(400), "Refused"),
                arguments("400 as a page", 400, NONE, PAGE, "Refused"),
                arguments("400 without a body", 400, NONE, "", "Refused"),
                arguments("405", 405, NONE, V1, "Refused"),
                arguments("406", 406, NONE, V1, "Unclear"),
                arguments("413 as a page", 413, NONE, PAGE, "Refused"),
                arguments("414", 414, NONE, "", "Refused"),
                arguments("415", 415, NONE, V1, "Refused"),
                arguments("422", 422, NONE, V1, "Refused"),
                arguments("431", 431, NONE, "", "Refused"),
                arguments("401 of v2", 401, NONE, V2.formatted(401), "Unauthorized"),
                arguments(
                        "401 of the gateway",
                        401,
                        NONE,
                        fault("Invalid access token", "oauth.v2.InvalidAccessToken"),
                        "Unauthorized"),
                arguments(
                        "401 for garbage",
                        401,
                        NONE,
                        fault("Invalid Access Token", "keymanagement.service.invalid_access_token"),
                        "Unauthorized"),
                arguments(
                        "401 for an expired token",
                        401,
                        NONE,
                        fault("Access Token expired", "keymanagement.service.access_token_expired"),
                        "Unauthorized"),
                arguments("401 without a body", 401, NONE, "", "Unauthorized"),
                arguments("403 of v1", 403, NONE, V1, "Forbidden"),
                arguments("403 as a page", 403, NONE, PAGE, "Forbidden"),
                arguments("404 of v1", 404, NONE, V1, "NotFound"),
                arguments("404 of v2", 404, NONE, V2.formatted(404), "NotFound"),
                arguments("410 of v2", 410, NONE, V2.formatted(410), "NotFound"),
                arguments(
                        "404 of a gateway",
                        404,
                        NONE,
                        fault("Unable to identify proxy", "messaging.adaptors.http.flow.ApplicationNotFound"),
                        "Misdirected"),
                arguments("404 as a page", 404, NONE, PAGE, "Misdirected"),
                arguments("404 without a body", 404, NONE, "", "Misdirected"),
                arguments("404 with a JSON list", 404, NONE, "[]", "Misdirected"),
                arguments("410 as a page", 410, NONE, PAGE, "Misdirected"),
                arguments("199", 199, NONE, "", "Misdirected"),
                arguments("300", 300, NONE, "", "Misdirected"),
                arguments("301", 301, Map.of("location", "https://elsewhere.example"), "", "Misdirected"),
                arguments("302", 302, Map.of("location", "https://elsewhere.example"), PAGE, "Misdirected"),
                arguments("304", 304, NONE, "", "Misdirected"),
                arguments("307", 307, NONE, "", "Misdirected"),
                arguments("399", 399, NONE, "", "Misdirected"));
    }

    private static Stream<Arguments> unavailabilities() {
        return Stream.of(
                arguments("500 of v1", 500, NONE, V1, "ServerError"),
                arguments("500 with Retry-After", 500, retryAfter("7"), V1, "ServerError PT7S"),
                arguments("500 of v2", 500, NONE, V2.formatted(500), "ServerError"),
                arguments("500 as a page", 500, NONE, PAGE, "ServerError"),
                arguments("502 as a page", 502, NONE, PAGE, "Unavailable UNKNOWN"),
                arguments("502 that says when", 502, retryAfter("7"), "", "Unavailable UNKNOWN PT7S"),
                arguments("503 as a page", 503, NONE, PAGE, "Unavailable FINISHED"),
                arguments("503 that says when", 503, retryAfter("7"), V1, "Unavailable FINISHED PT7S"),
                arguments("503 with a blank header", 503, retryAfter(" "), V1, "Unavailable FINISHED"),
                arguments("501", 501, NONE, V2.formatted(501), "Unavailable UNKNOWN"),
                arguments("402", 402, NONE, V1, "Unpaid"),
                arguments("418", 418, NONE, "", "Unclear"),
                arguments("520 of a proxy", 520, NONE, PAGE, "Unavailable UNKNOWN"),
                arguments("599", 599, NONE, "", "Unavailable UNKNOWN"),
                arguments("408", 408, NONE, PAGE, "Unclear"),
                arguments("409 of v2", 409, NONE, V2.formatted(409), "Unclear"),
                arguments("412", 412, NONE, V1, "Unclear"),
                arguments("504 as a page", 504, NONE, PAGE, "Unclear"));
    }

    private static Stream<Arguments> throttles() {
        return Stream.of(
                arguments("429", 429, NONE, QUOTA_EXCEEDED, "Throttled PT40S"),
                arguments("429 without a body", 429, NONE, "", "Throttled PT40S"),
                arguments("429 as a page", 429, NONE, PAGE, "Throttled PT40S"),
                arguments("Retry-After in seconds", 429, retryAfter("90"), QUOTA_EXCEEDED, "Throttled PT1M30S"),
                arguments(
                        "Retry-After as a date",
                        429,
                        retryAfter("Tue, 10 Mar 2026 12:01:05 GMT"),
                        "",
                        "Throttled PT45S"),
                arguments(
                        "Retry-After as a date with one digit",
                        429,
                        retryAfter("Wed, 1 Apr 2026 12:00:20 GMT"),
                        "",
                        "Throttled PT1H"),
                arguments(
                        "Retry-After in the past",
                        429,
                        retryAfter("Tue, 10 Mar 2026 11:59:59 GMT"),
                        "",
                        "Throttled PT40S"),
                arguments("Retry-After now", 429, retryAfter("Tue, 10 Mar 2026 12:00:20 GMT"), "", "Throttled PT40S"),
                arguments("Retry-After zero", 429, retryAfter("0"), "", "Throttled PT40S"),
                arguments("Retry-After negative", 429, retryAfter("-5"), "", "Throttled PT40S"),
                arguments("Retry-After fraction", 429, retryAfter("1.5"), "", "Throttled PT40S"),
                arguments("Retry-After of the longest length", 429, retryAfter("999999"), "", "Throttled PT1H"),
                arguments("Retry-After that is too long", 429, retryAfter("1000000"), "", "Throttled PT40S"),
                arguments("Retry-After garbage", 429, retryAfter("soon"), "", "Throttled PT40S"),
                arguments(
                        "Retry-After of the wrong weekday",
                        429,
                        retryAfter("Mon, 10 Mar 2026 12:01:05 GMT"),
                        "",
                        "Throttled PT40S"),
                arguments(
                        "quota violation with 429",
                        429,
                        NONE,
                        fault("Rate limit quota violation", "policies.ratelimit.QuotaViolation"),
                        "Throttled PT40S"),
                arguments(
                        "quota violation with 500",
                        500,
                        NONE,
                        fault("Rate limit quota violation", "policies.ratelimit.QuotaViolation"),
                        "Throttled PT40S"),
                arguments(
                        "quota violation with 403",
                        403,
                        retryAfter("5"),
                        fault("", "policies.ratelimit.QuotaViolation"),
                        "Throttled PT5S"),
                arguments("some of the day left", 429, day("1"), QUOTA_EXCEEDED, "Throttled PT40S"),
                arguments(
                        "minute not used up",
                        429,
                        Map.of("x-keap-product-throttle-available", "200"),
                        QUOTA_EXCEEDED,
                        "SpikeArrest"),
                arguments(
                        "minute used up",
                        429,
                        Map.of("x-keap-product-throttle-available", "0"),
                        QUOTA_EXCEEDED,
                        "Throttled PT40S"),
                arguments(
                        "minute not used up, but told to wait",
                        429,
                        Map.of("x-keap-product-throttle-available", "200", "retry-after", "5"),
                        QUOTA_EXCEEDED,
                        "Throttled PT5S"),
                arguments("blank quota header", 429, day(""), QUOTA_EXCEEDED, "Throttled PT40S"),
                arguments("quota header that is no number", 429, day("zero"), QUOTA_EXCEEDED, "Throttled PT40S"),
                arguments(
                        "account's day used up",
                        429,
                        Map.of(
                                "x-keap-product-quota-available", "5",
                                "x-keap-tenant-throttle-time-unit", "minute|day",
                                "x-keap-tenant-throttle-available", "9|0"),
                        QUOTA_EXCEEDED,
                        "QuotaUsedUp PT11H59M40S"),
                arguments(
                        "account's minute used up",
                        429,
                        Map.of(
                                "x-keap-tenant-throttle-time-unit", "minute|day",
                                "x-keap-tenant-throttle-available", "0|9"),
                        QUOTA_EXCEEDED,
                        "Throttled PT40S"));
    }

    private static Stream<Arguments> quotas() {
        String inAnHour = String.valueOf(NOW.plusSeconds(3600).toEpochMilli());
        String now = String.valueOf(NOW.toEpochMilli());
        return Stream.of(
                arguments("day used up", 429, day("0"), QUOTA_EXCEEDED, "QuotaUsedUp PT11H59M40S"),
                arguments("day overdrawn", 429, day(" -3 "), QUOTA_EXCEEDED, "QuotaUsedUp PT11H59M40S"),
                arguments("day used up until", 429, day("0", inAnHour), QUOTA_EXCEEDED, "QuotaUsedUp PT1H"),
                arguments("day used up until now", 429, day("0", now), QUOTA_EXCEEDED, "QuotaUsedUp PT2S"),
                arguments("expiry that is no number", 429, day("0", "noon"), "", "QuotaUsedUp PT11H59M40S"),
                arguments("expiry in the year 33658", 429, day("0", "9".repeat(15)), "", "QuotaUsedUp PT11H59M40S"),
                arguments("expiry beyond all numbers", 429, day("0", "9".repeat(30)), "", "QuotaUsedUp PT11H59M40S"),
                arguments(
                        "day used up by a quota violation",
                        500,
                        day("0"),
                        fault("", "policies.ratelimit.QuotaViolation"),
                        "QuotaUsedUp PT11H59M40S"),
                arguments("day used up, but another error", 400, day("0"), V1, "Refused"));
    }

    private static Stream<Arguments> spikes() {
        String arrest = fault("Spike arrest violation. Allowed rate : 10ps", "policies.ratelimit.SpikeArrestViolation");
        return Stream.of(
                arguments("spike arrest with 429", 429, NONE, arrest, "SpikeArrest"),
                arguments("spike arrest with 500", 500, NONE, arrest, "SpikeArrest"),
                arguments("spike arrest with 503", 503, retryAfter("9"), arrest, "SpikeArrest"),
                arguments(
                        "spike arrest by its code alone",
                        429,
                        NONE,
                        fault("Slow down", "policies.ratelimit.SpikeArrestViolation"),
                        "SpikeArrest"),
                arguments(
                        "spike arrest by its text alone",
                        429,
                        NONE,
                        fault("Spike arrest violation", ""),
                        "SpikeArrest"),
                arguments(
                        "spike arrest as a page",
                        429,
                        NONE,
                        "<html><h1>Spike Arrest violation</h1></html>",
                        "SpikeArrest"),
                arguments("spike arrest while the day is used up", 429, day("0"), arrest, "SpikeArrest"),
                arguments(
                        "record that speaks of spike arrest",
                        400,
                        NONE,
                        "{\"message\":\"Spike arrest is invalid\"}",
                        "Refused"));
    }

    @ParameterizedTest(name = "{0} is {4}")
    @MethodSource("replies")
    void everyReplyHasOneMeaning(String name, int status, Map<String, String> headers, String body, String expected) {
        assertThat(ReplyClassifier.failure(
                                new KeapReply(status, headers, body),
                                Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS),
                                NOW)
                        .map(ReplyClassifierTest::text)
                        .orElse("nothing"))
                .as(name)
                .isEqualTo(expected);
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                arguments(new ConnectException("refused"), "Unavailable NOT_STARTED"),
                arguments(new UnknownHostException("keap"), "Unavailable NOT_STARTED"),
                arguments(new NoRouteToHostException(), "Unavailable NOT_STARTED"),
                arguments(
                        new IllegalStateException(new IOException(new ConnectException())), "Unavailable NOT_STARTED"),
                arguments(new IOException("Connection reset by peer"), "Unclear"),
                arguments(new SocketTimeoutException("Read timed out"), "Unclear"),
                arguments(new IllegalStateException(), "Unclear"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void onlyAConnectionThatNeverCameAboutWasSurelyNotUsed(Exception exception, String expected) {
        assertThat(text(ReplyClassifier.failure(exception))).isEqualTo(expected);
    }

    /** How far the call got is told only where the kind leaves it open. */
    private static String text(KeapFailure failure) {
        return failure.getClass().getSimpleName()
                + (failure instanceof KeapFailure.Unavailable ? " " + failure.progress() : "")
                + failure.retryAfter().map(after -> " " + after).orElse("");
    }
}
