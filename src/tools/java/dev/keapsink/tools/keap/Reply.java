package dev.keapsink.tools.keap;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A reply of Keap.
 *
 * @param body the JSON body; a missing node if it is not JSON
 */
public record Reply(int status, HttpHeaders headers, JsonNode body) {
    /** Statuses that refuse the caller, the address or the moment, and not the content of the call. */
    private static final Set<Integer> NOT_ABOUT_CONTENT = Set.of(401, 403, 404, 405, 408, 429);

    /** In characters. */
    private static final int LONGEST_QUOTE = 120;

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** Returns whether Keap refused the content of the call. */
    public boolean isRefusal() {
        return status >= 400 && status < 500 && !NOT_ABOUT_CONTENT.contains(status);
    }

    /** Returns the id of the contact in the body, or 0. */
    public long id() {
        return body.path("id").asLong();
    }

    /** Returns the pause that Keap asks for; empty without a header in seconds. */
    public Optional<Duration> retryAfter() {
        return headers.firstValue("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** Returns whether the call came too soon after another call, of this or of another user of the key. */
    public boolean isSpikeArrest() {
        return body.path("fault").path("detail").path("errorcode").asText("").contains("SpikeArrest");
    }

    /** Returns whether the quota of the day is used up. */
    public boolean dayIsUsedUp() {
        return headers.firstValue("x-keap-product-quota-available")
                .filter("0"::equals)
                .isPresent();
    }

    /** Returns the status, with the message of the body if there is one. */
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
