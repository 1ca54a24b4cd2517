package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.ObjectType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keap quotes the record in its errors: what it wrote never becomes part of an exception's own text. */
class KeapFailureTest {

    private static final String SECRET = "ada@example.com";

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:20Z");

    private static Stream<KeapFailure> failures() {
        Map<String, String> headers = Map.of("retry-after", SECRET, "x-keap-product-quota-expiry-time", SECRET);
        return IntStream.rangeClosed(300, 599)
                .boxed()
                .flatMap(status -> Stream.of(
                                "{\"message\":\"%s is invalid\"}",
                                "{\"code\":400,\"message\":\"%s\",\"status\":\"%1$s\"}",
                                "{\"fault\":{\"faultstring\":\"%s\",\"detail\":{\"errorcode\":\"%1$s\"}}}",
                                "{\"error\":\"%s\",\"error_description\":\"%1$s\"}",
                                "<html><body>%s</body></html>",
                                "%s")
                        .map(body -> new KeapReply(status, headers, body.formatted(SECRET)))
                        .map(reply -> ReplyClassifier.failure(
                                        reply, Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS), NOW)
                                .orElseThrow()));
    }

    @Test
    void noTextOfAnExceptionHoldsWhatKeapWrote() {
        assertThat(failures()).hasSize(1800).allSatisfy(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(failure.getMessage() + failure + failure.getLocalizedMessage() + trace)
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void everyFailureHasAMessageOfOurs() {
        assertThat(failures())
                .allSatisfy(failure -> assertThat(failure).message().isNotBlank());
    }

    @Test
    void detailOfAnAnswerHoldsIt() {
        assertThat(failures().filter(KeapFailure.Answered.class::isInstance).map(KeapFailure.Answered.class::cast))
                .isNotEmpty()
                .allSatisfy(answered -> assertThat(answered.detail()).contains(SECRET));
    }

    @Test
    void brokenConnectionIsNotQuoted() {
        KeapFailure failure = ReplyClassifier.failure(new IOException("could not send " + SECRET));

        assertThat(failure.toString()).doesNotContain(SECRET);
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void onlyWhatMayPassIsWorthRepeatingByTheGuard() {
        assertThat(failures().filter(KeapFailure::passing).map(KeapFailure::getClass))
                .doesNotContain(
                        KeapFailure.SpikeArrest.class,
                        KeapFailure.Throttled.class,
                        KeapFailure.QuotaUsedUp.class,
                        KeapFailure.Misconfigured.class,
                        KeapFailure.Refused.class,
                        KeapFailure.Forbidden.class,
                        KeapFailure.NotFound.class,
                        KeapFailure.Misdirected.class)
                .contains(KeapFailure.Unavailable.class, KeapFailure.ServerError.class);
        assertThat(new KeapFailure.OutOfTime().passing()).isFalse();
    }
}
