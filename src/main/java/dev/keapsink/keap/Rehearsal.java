package dev.keapsink.keap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A filter that lets look-ups through and keeps every other request from leaving: it is written down and answered as Keap
 * would answer a success. What has an id in Keap only once it is made gets a number beyond all of Keap's. Threadsafe.
 */
public final class Rehearsal implements ClientRequestFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The id of a contact that is not there yet. */
    public static final long NEW_CONTACT = Long.MAX_VALUE / 10;

    /** The ids of tags that are not there yet begin here. */
    private static final long NEW_TAGS = NEW_CONTACT + 1;

    private static final Pattern CONTACT = Pattern.compile(".*/v1/contacts(?:/(\\d+))?");
    private static final Pattern TAGS = Pattern.compile(".*/v1/tags");
    private static final Pattern TAGGING = Pattern.compile(".*/v1/tags/\\d+/contacts");

    private final List<Write> writes = new ArrayList<>();
    private final List<String> newTags = new ArrayList<>();

    /**
     * A request that would have been sent.
     *
     * @param body a missing node if it has none
     */
    public record Write(String method, String path, JsonNode body) {
        /** Without the body, which is personal. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The writes since the last time, in their order. */
    public synchronized List<Write> take() {
        List<Write> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    @Override
    public synchronized void filter(ClientRequestContext request) {
        if (request.getMethod().equals(HttpMethod.GET)) {
            return;
        }
        JsonNode body = request.hasEntity() ? JSON.valueToTree(request.getEntity()) : MissingNode.getInstance();
        URI uri = request.getUri();
        writes.add(new Write(request.getMethod(), shown(path(uri)), shown(body)));
        request.abortWith(answer(request.getMethod(), uri.getPath(), body));
    }

    private static String path(URI uri) {
        String path = uri.getPath();
        String fromVersion = path.substring(Math.max(0, Math.max(path.lastIndexOf("/v1/"), path.lastIndexOf("/v2/"))));
        return uri.getQuery() == null ? fromVersion : fromVersion + "?" + uri.getQuery();
    }

    private Response answer(String method, String path, JsonNode body) {
        Matcher contact = CONTACT.matcher(path);
        if (method.equals(HttpMethod.DELETE)) {
            return Response.noContent().build();
        }
        if (contact.matches()) {
            return ok("{\"id\":%s}".formatted(contact.group(1) == null ? NEW_CONTACT : contact.group(1)));
        }
        if (TAGS.matcher(path).matches()) {
            newTags.add(body.path("name").asText());
            return ok("{\"id\":%d}".formatted(NEW_TAGS + newTags.size() - 1));
        }
        if (TAGGING.matcher(path).matches()) {
            return ok(StreamSupport.stream(body.path("ids").spliterator(), false)
                    .map(id -> "\"" + id.asText() + "\":\"SUCCESS\"")
                    .collect(Collectors.joining(",", "{", "}")));
        }
        return Response.status(Response.Status.NOT_IMPLEMENTED).build();
    }

    private static Response ok(String json) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** The same with words instead of the numbers that nobody has given out yet. */
    private String shown(String text) {
        String shown = text.replace(String.valueOf(NEW_CONTACT), "{id of the new contact}");
        for (int i = newTags.size() - 1; i >= 0; i--) {
            shown = shown.replace(String.valueOf(NEW_TAGS + i), "{id of the new tag %s}".formatted(newTags.get(i)));
        }
        return shown;
    }

    private JsonNode shown(JsonNode body) {
        if (body.isMissingNode() || !body.toString().contains(String.valueOf(NEW_CONTACT))) {
            return body;
        }
        try {
            return JSON.readTree(body.toString().replace(String.valueOf(NEW_CONTACT), "\"{id of the new contact}\""));
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
