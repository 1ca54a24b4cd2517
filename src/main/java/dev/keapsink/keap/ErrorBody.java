package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
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

    /** Where the message stands, if there is one; the rest of a large body is not worth the search. */
    private static final int LONGEST_TEXT = 20_000;

    /** What a browser does not show; it takes what is not closed for the rest of the page. */
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style)\\b.*?(?:</\\1>|\\z)");

    /** Without another one in it, so that no character is looked at twice. */
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    static ErrorBody of(KeapReply reply) {
        JsonNode json = reply.json();
        String code = json.at("/fault/detail/errorcode").asText("");
        String said = Stream.of("/message", "/fault/faultstring", "/error_description", "/error")
                .map(path -> json.at(path).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseGet(() -> json.isObject() ? "" : withoutTags(reply.body()));
        String oneLine = BLANKS.matcher(shorten(said, LONGEST_TEXT)).replaceAll(" ");
        String readable = shorten(oneLine.strip(), LONGEST_MESSAGE);
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
        String seen = UNSEEN.matcher(shorten(page, LONGEST_TEXT)).replaceAll(" ");
        return TAG.matcher(seen).replaceAll(" ");
    }

    private static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
