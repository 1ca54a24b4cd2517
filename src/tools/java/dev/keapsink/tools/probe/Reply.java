package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Keap answered. The body is a missing node if it is not JSON. */
record Reply(int status, HttpHeaders headers, JsonNode body) {
    /** Refusals of the caller, or of a call in this moment, not of what the call says. */
    private static final Set<Integer> NOT_ABOUT_CONTENT = Set.of(401, 403, 404, 405, 408, 429);

    private static final int LONGEST_QUOTE = 120;

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** Whether Keap understood the call and did not like its content. */
    boolean isRefusal() {
        return status >= 400 && status < 500 && !NOT_ABOUT_CONTENT.contains(status);
    }

    /** The id of the contact in the body, or 0. */
    long id() {
        return body.path("id").asLong();
    }

    Optional<Duration> retryAfter() {
        return headers.firstValue("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** Whether the call came too soon after another one, which need not be one of ours. */
    boolean isSpikeArrest() {
        return body.path("fault").path("detail").path("errorcode").asText("").contains("SpikeArrest");
    }

    boolean dayIsUsedUp() {
        return headers.firstValue("x-keap-product-quota-available")
                .filter("0"::equals)
                .isPresent();
    }

    /** The status, with Keap's own words for it if there are any. */
    @Override
    public String toString() {
        String words = Stream.of(body.path("message"), body.path("fault").path("faultstring"), body.path("error"))
                .map(node -> node.asText("").replaceAll("\\s+", " ").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_QUOTE)))
                .orElse("");
        return words.isEmpty() ? String.valueOf(status) : "%d, \"%s\"".formatted(status, words);
    }
}
