package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The body of an error, in whichever of its shapes: v1's {@code {"message"}}, v2's {@code {"code", "message"}} with the
 * code as a number or a text, Apigee's {@code {"fault": {"faultstring", "detail": {"errorcode"}}}}, OAuth's
 * {@code {"error", "error_description"}}, a web page, or nothing.
 *
 * @param message for a person; never blank
 * @param code Apigee's error code, else empty
 * @param fromKeap whether Keap itself answered, not a gateway in front of it
 */
record ErrorBody(String message, String code, boolean fromKeap) {

    private static final int LONGEST_MESSAGE = 500;

    /** Where a page's message stands, if it has one; the rest of a large page is not worth the search. */
    private static final int LONGEST_PAGE = 20_000;

    static ErrorBody of(KeapReply reply) {
        JsonNode json = reply.json();
        String code = json.at("/fault/detail/errorcode").asText("");
        String said = Stream.of("/message", "/fault/faultstring", "/error_description", "/error")
                .map(path -> json.at(path).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseGet(() -> json.isObject() ? "" : withoutTags(reply.body()));
        String readable = shorten(said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip(), LONGEST_MESSAGE);
        return new ErrorBody(
                readable.isEmpty() ? "Keap answered %d without a message".formatted(reply.status()) : readable,
                code,
                json.isObject() && !json.has("fault"));
    }

    /** Apigee's own words, in JSON and on its web page alike; the status that comes with them varies. */
    boolean spikeArrest() {
        return code.endsWith("SpikeArrestViolation") || mentions("spike arrest");
    }

    boolean quotaViolation() {
        return code.endsWith("QuotaViolation");
    }

    private boolean mentions(String words) {
        return !fromKeap && message.toLowerCase(Locale.ROOT).contains(words);
    }

    private static String withoutTags(String page) {
        return shorten(page, LONGEST_PAGE)
                .replaceAll("(?is)<(script|style).*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ");
    }

    private static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
