package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.Pages;
import dev.keapsink.keap.Purpose;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the calls about objects of one type through v2, and checks what their replies have to hold. Threadsafe. */
public final class ObjectCalls {

    private final KeapClient keap;
    private final ObjectType type;
    private final Duration timeout;

    /**
     * @param timeout of one call
     */
    public ObjectCalls(KeapClient keap, ObjectType type, Duration timeout) {
        this.keap = keap;
        this.type = type;
        this.timeout = timeout;
    }

    private static List<ExistingObject> existing(Stream<JsonNode> objects) {
        return objects.filter(ObjectNode.class::isInstance)
                .map(object -> new ExistingObject(object.path("id").asLong(), (ObjectNode) object))
                .filter(object -> object.id() > 0)
                .toList();
    }

    /**
     * The objects on all pages of a list.
     *
     * @param subject the thing that is sought
     * @param page a request for the page of a token, which is null for the first page
     */
    public List<ExistingObject> all(Object subject, Function<@Nullable String, ApiCall<?>> page, Deadline deadline) {
        return all(subject, type.stream(), page, deadline);
    }

    /**
     * The same of a list whose pages are not called after the type.
     *
     * @param property the name under which a page holds its objects
     */
    public List<ExistingObject> all(
            Object subject, String property, Function<@Nullable String, ApiCall<?>> page, Deadline deadline) {
        List<JsonNode> objects = Pages.all(
                property,
                token -> call(Endpoint.SEARCH, subject, Idempotency.SAFE, page.apply(token), deadline)
                        .json());
        keap.confirmed(Purpose.of(Endpoint.SEARCH, type));
        return existing(objects.stream());
    }

    /** The document of an object; empty if the object is gone. */
    public Optional<ExistingObject> get(long id, ApiCall<?> request, Deadline deadline) {
        try {
            JsonNode object = call(Endpoint.SEARCH, id, Idempotency.SAFE, request, deadline)
                    .json();
            if (!(object instanceof ObjectNode document) || document.path("id").asLong() != id) {
                throw new KeapFailure.Unclear("Keap answered a look-up without the " + type.noun());
            }
            keap.confirmed(Purpose.of(Endpoint.SEARCH, type));
            return Optional.of(new ExistingObject(id, document));
        } catch (KeapFailure.NotFound e) {
            return Optional.empty();
        }
    }

    /**
     * Creates an object. It is never repeated within a batch, because Keap has no key by which it could notice a
     * repetition.
     *
     * @param key of the object
     * @return the reply, which has the object's id
     */
    public ObjectNode created(Key key, ApiCall<?> request, Deadline deadline) {
        KeapReply reply = call(Endpoint.WRITE, key, Idempotency.ONCE, request, deadline);
        if (!(reply.json() instanceof ObjectNode object) || object.path("id").asLong() <= 0) {
            throw new KeapFailure.Unclear("Keap answered a write without the id of the " + type.noun());
        }
        keap.confirmed(Purpose.of(Endpoint.WRITE, type));
        return object;
    }

    /** Updates an object. Returns whether it is still there. */
    public boolean isUpdated(Key key, ApiCall<?> request, Deadline deadline) {
        try {
            KeapReply reply = call(Endpoint.WRITE, key, Idempotency.IDEMPOTENT, request, deadline);
            if (!reply.json().isObject()) {
                throw new KeapFailure.Unclear("Keap answered an update without the " + type.noun());
            }
            keap.confirmed(Purpose.of(Endpoint.WRITE, type));
            return true;
        } catch (KeapFailure.NotFound e) {
            return false;
        }
    }

    /** Deletes an object. An object that is gone already counts as deleted. */
    public void delete(long id, ApiCall<?> request, Deadline deadline) {
        try {
            if (!call(Endpoint.DELETION, id, Idempotency.IDEMPOTENT, request, deadline)
                    .isEmpty()) {
                throw new KeapFailure.Unclear("Keap answered a deletion with an unexpected reply");
            }
        } catch (KeapFailure.NotFound e) {
            // It is gone.
        }
        keap.confirmed(Purpose.of(Endpoint.DELETION, type));
    }

    private KeapReply call(
            Endpoint endpoint, Object subject, Idempotency idempotency, ApiCall<?> request, Deadline deadline) {
        return keap.call(new Call(Purpose.of(endpoint, type), subject, idempotency, deadline, request), timeout);
    }
}
