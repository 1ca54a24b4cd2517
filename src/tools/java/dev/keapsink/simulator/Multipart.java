package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a body of multipart/form-data in which each character is a byte. The part "file" is taken as it is. Keap wants
 * every other part to say that it is JSON, and takes the name of a file as it stands nevertheless: quotes around it would
 * be stored.
 */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("--[^\r\n]{1,70}(?=\r\n)");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\r\n]*?[; ]name=\"([^\"]+)\"");
    private static final String END_OF_HEADERS = "\r\n\r\n";

    private Multipart() {}

    /** The parts as the properties of an object; empty if the body or a part cannot be read. */
    static Optional<JsonNode> read(String body) {
        Matcher boundary = BOUNDARY.matcher(body);
        if (!boundary.lookingAt()) {
            return Optional.empty();
        }
        List<String> parts =
                List.of(body.substring(boundary.end()).split(Pattern.quote("\r\n" + boundary.group()), -1));
        if (!parts.getLast().startsWith("--")) {
            return Optional.empty();
        }
        ObjectNode object = Json.object();
        boolean isReadable = parts.subList(0, parts.size() - 1).stream().allMatch(part -> add(part, object));
        return isReadable ? Optional.of(object) : Optional.empty();
    }

    private static boolean add(String part, ObjectNode object) {
        int end = part.indexOf(END_OF_HEADERS);
        String headers = part.substring(0, Math.max(end, 0));
        Matcher name = NAME.matcher(headers);
        if (!name.find() || object.has(name.group(1))) {
            return false;
        }
        String content = part.substring(end + END_OF_HEADERS.length());
        Optional<JsonNode> value = switch (name.group(1)) {
            case "file" -> Optional.of(TextNode.valueOf(content));
            case "file_name" -> declared(headers, content).map(TextNode::valueOf);
            // Whoever reads a text from JSON takes a number for one, too.
            case "contact_id" ->
                declared(headers, content).flatMap(Json::parse).map(id -> TextNode.valueOf(id.asText()));
            default -> declared(headers, content).flatMap(Json::parse);
        };
        value.ifPresent(found -> object.set(name.group(1), found));
        return value.isPresent();
    }

    /** The text of a part that says that it is JSON. */
    private static Optional<String> declared(String headers, String content) {
        return headers.toLowerCase(Locale.ROOT).contains("content-type: application/json")
                ? Optional.of(new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
