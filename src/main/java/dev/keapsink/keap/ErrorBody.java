package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the body of an error. Keap's v1 answers {@code {"message"}}, its v2 {@code {"code", "message"}} with the code
 * as a number or a text. Apigee answers {@code {"fault": {"faultstring", "detail": {"errorcode"}}}}, OAuth
 * {@code {"error", "error_description"}}. The body may also be a web page, or empty.
 *
 * @param message for a person; never blank
 * @param code Apigee's error code, else empty
 * @param fromKeap whether Keap itself answered, not a gateway in front of it
 */
record ErrorBody(String message, String code, boolean fromKeap) {

    private static final int LONGEST_MESSAGE = 500;

    /** The message stands within this length, if there is one; the rest of a large body is not searched. */
    private static final int LONGEST_TEXT = 20_000;

    /**
     * The parts of a page that a browser does not show. An element without an end reaches to the end of the page, as in
     * a browser.
     */
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style)\\b.*?(?:</\\1>|\\z)");

    /** Holds no other tag, so that no character is looked at twice. */
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

    /**
     * Whether Apigee named the spike arrest, in JSON or on its web page. The status that comes with the words varies.
     */
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
