package dev.keapsink.keap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Lets look-ups through and keeps every other request from leaving. Such a request is recorded, and answered as Keap
 * would answer a success. A new object gets an id beyond all of Keap's. Threadsafe.
 */
public final class DryRun implements Function<KeapRequest, Optional<KeapReply>> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The id of a contact that would be created. */
    public static final long NEW_CONTACT = Long.MAX_VALUE / 10;

    /** The ids of tags that would be created begin here. */
    private static final long NEW_TAGS = NEW_CONTACT + 1;

    private static final Pattern CONTACT = Pattern.compile("/v1/contacts(?:/(\\d+))?");
    private static final Pattern TAGS = Pattern.compile("/v1/tags");
    private static final Pattern TAGGING = Pattern.compile("/v1/tags/\\d+/contacts");

    private static final Comparator<Write> BY_TAG = Comparator.comparingInt(
                    (Write write) -> write.path().length())
            .thenComparing(Write::path)
            .thenComparing(write -> write.body().toString());

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

    /**
     * The writes since the last time, in their order. Writes about tags are made concurrently, so each run of them is
     * sorted by tag.
     */
    public synchronized List<Write> take() {
        List<Write> taken = new ArrayList<>(writes);
        writes.clear();
        int first = 0;
        for (int i = 0; i <= taken.size(); i++) {
            if (i == taken.size() || !taken.get(i).path().startsWith("/v1/tags")) {
                taken.subList(first, i).sort(BY_TAG);
                first = i + 1;
            }
        }
        return List.copyOf(taken);
    }

    /** The answer to a request that is not to leave; empty for a look-up. */
    @Override
    public Optional<KeapReply> apply(KeapRequest request) {
        return request.isLookUp() ? Optional.empty() : Optional.of(answered(request));
    }

    private synchronized KeapReply answered(KeapRequest request) {
        writes.add(new Write(request.method(), shown(path(request)), shown(request.body())));
        return answer(request);
    }

    private static String path(KeapRequest request) {
        return request.query().isEmpty()
                ? request.path()
                : request.path()
                        + request.query().entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining("&", "?", ""));
    }

    private KeapReply answer(KeapRequest request) {
        Matcher contact = CONTACT.matcher(request.path());
        if (request.method().equals("DELETE")) {
            return new KeapReply(204, Map.of(), "");
        }
        if (contact.matches()) {
            return ok("{\"id\":%s}".formatted(contact.group(1) == null ? NEW_CONTACT : contact.group(1)));
        }
        if (TAGS.matcher(request.path()).matches()) {
            newTags.add(request.body().path("name").asText());
            return ok("{\"id\":%d}".formatted(NEW_TAGS + newTags.size() - 1));
        }
        if (TAGGING.matcher(request.path()).matches()) {
            return ok(StreamSupport.stream(request.body().path("ids").spliterator(), false)
                    .map(id -> "\"" + id.asText() + "\":\"SUCCESS\"")
                    .collect(Collectors.joining(",", "{", "}")));
        }
        return new KeapReply(501, Map.of(), "");
    }

    private static KeapReply ok(String json) {
        return new KeapReply(200, Map.of(), json);
    }

    /** The same text with words in the place of invented ids. */
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
