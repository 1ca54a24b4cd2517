package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.resilience.CallFailure.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply to applying a tag. Its status is 200 even if every contact failed; it has one result a contact. Keap
 * sends a map from contact id to result, although its documentation shows a list of entries. Both forms are read.
 */
final class TagResults {

    private TagResults() {}

    /** The results by contact id. An entry that is no result is left out, so its contact counts as unanswered. */
    static Map<Long, String> of(JsonNode reply) {
        JsonNode results = reply.path("results").isContainerNode() ? reply.path("results") : reply;
        Map<Long, String> byContact = new HashMap<>();
        entries(results).forEach(entry -> {
            if (entry.getKey().matches("\\d{1,18}")) {
                byContact.put(Long.parseLong(entry.getKey()), entry.getValue());
            }
        });
        return byContact;
    }

    private static Stream<Map.Entry<String, String>> entries(JsonNode results) {
        return results.isArray()
                ? StreamSupport.stream(results.spliterator(), false).flatMap(TagResults::entry)
                : fields(results);
    }

    private static Stream<Map.Entry<String, String>> fields(JsonNode results) {
        return results.properties().stream()
                .map(field -> Map.entry(field.getKey(), field.getValue().asText("")));
    }

    /** An entry of the list form: {@code {"key": "123", "value": "SUCCESS"}} or {@code {"123": "SUCCESS"}}. */
    private static Stream<Map.Entry<String, String>> entry(JsonNode entry) {
        return entry.has("key") && entry.has("value")
                ? Stream.of(Map.entry(
                        entry.path("key").asText(""), entry.path("value").asText("")))
                : fields(entry);
    }

    /** The failure that a result means; empty if the contact has the tag now. */
    static Optional<KeapFailure> failure(long tag, @Nullable String result) {
        return switch (result == null ? "" : result) {
            case "SUCCESS", "DUPLICATE" -> Optional.empty();
            case "TAG_ID_NOT_FOUND" ->
                Optional.of(new KeapFailure.NotFound("The tag does not exist.", Purpose.tagging(tag)));
            case "NO_PERMISSION" ->
                Optional.of(new KeapFailure.Forbidden(
                        "The key's user may not apply the tag to this contact (NO_PERMISSION).", Purpose.tagging(tag)));
            case "CONTACT_NOT_FOUND" ->
                Optional.of(new KeapFailure.Gone("Keap did not apply the tag (CONTACT_NOT_FOUND)"));
            case "FAILURE" ->
                Optional.of(
                        new KeapFailure.Unavailable("Keap did not apply the tag (FAILURE)", Progress.FINISHED, null));
            default -> Optional.of(new KeapFailure.Unclear("Keap gave no known result for the tag on a contact"));
        };
    }
}
