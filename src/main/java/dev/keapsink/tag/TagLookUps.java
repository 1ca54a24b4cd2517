package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import java.time.Duration;
import java.util.Optional;

/** Makes the calls that look up tags, and checks their replies. Threadsafe. */
final class TagLookUps {

    private final KeapClient keap;
    private final Duration timeout;

    TagLookUps(KeapClient keap, Duration timeout) {
        this.keap = keap;
        this.timeout = timeout;
    }

    /** A page of the account's list. */
    JsonNode page(int offset, Deadline deadline) {
        return withTags(keap.call(
                        Call.ofAccount(
                                deadline,
                                new ApiCall<>(
                                        TagApi.class, api -> api.list(TagList.PAGE, offset == 0 ? null : offset))),
                        timeout)
                .json());
    }

    /** The tags that a search for a name finds. */
    JsonNode named(TagQuestion.ByName question, Deadline deadline) {
        ApiCall<TagApi> request =
                new ApiCall<>(TagApi.class, api -> api.named(question.tag().name(), TagList.PAGE));
        JsonNode found =
                withTags(keap.call(search(question, deadline, request), timeout).json());
        keap.confirmed(Purpose.of(Endpoint.TAG_SEARCH));
        return found;
    }

    /** The tag of an id; empty if there is none. */
    Optional<JsonNode> byId(TagQuestion.ById question, Deadline deadline) {
        try {
            JsonNode tag = keap.call(
                            search(question, deadline, new ApiCall<>(TagApi.class, api -> api.get(question.id()))),
                            timeout)
                    .json();
            if (tag.path("id").asLong() != question.id()) {
                throw new KeapFailure.Unclear("Keap answered a look-up of a tag with an unexpected reply");
            }
            keap.confirmed(Purpose.of(Endpoint.TAG_SEARCH));
            return Optional.of(tag);
        } catch (KeapFailure.NotFound | KeapFailure.Refused e) {
            keap.confirmed(Purpose.of(Endpoint.TAG_SEARCH));
            return Optional.empty();
        }
    }

    private static Call search(TagQuestion question, Deadline deadline, ApiCall<TagApi> request) {
        return new Call(Purpose.of(Endpoint.TAG_SEARCH), question.subject(), Idempotency.SAFE, deadline, request);
    }

    /**
     * Refuses a reply without a list. It would look like an account without tags, and valid records would be rejected.
     */
    private static JsonNode withTags(JsonNode reply) {
        if (!reply.path("tags").isArray()) {
            throw new KeapFailure.Unclear("Keap answered a look-up of tags without a list of them");
        }
        return reply;
    }
}
