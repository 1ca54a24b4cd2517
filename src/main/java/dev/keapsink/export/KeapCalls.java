package dev.keapsink.export;

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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes the calls of an export. Used by one thread. */
final class KeapCalls {

    private final KeapClient keap;
    private final Duration timeout;
    private final Map<ExportObject, JsonNode> models = new EnumMap<>(ExportObject.class);

    KeapCalls(KeapClient keap, Duration timeout) {
        this.keap = keap;
        this.timeout = timeout;
    }

    /**
     * The reply to a look-up.
     *
     * @throws KeapFailure if there is none
     */
    JsonNode json(ExportObject object, ApiCall<ExportApi> request, Deadline deadline) {
        Purpose purpose = object.type()
                .map(type -> Purpose.of(Endpoint.SEARCH, type))
                .orElseGet(() -> Purpose.of(Endpoint.TAG_SEARCH));
        Call call = new Call(purpose, new Object(), Idempotency.SAFE, deadline, request);
        JsonNode reply = keap.call(call, timeout).json();
        keap.confirmed(purpose);
        return reply;
    }

    /** The custom fields and the other properties of a type of object. Asked for once. */
    JsonNode model(ExportObject object, String name, Deadline deadline) {
        JsonNode known = models.get(object);
        if (known == null) {
            known = json(object, ExportApi.call(api -> api.model(name)), deadline);
            models.put(object, known);
        }
        return known;
    }

    /** The same; empty if the account's edition has no such objects. */
    Optional<JsonNode> modelIfAny(ExportObject object, String name, Deadline deadline) {
        try {
            return Optional.of(model(object, name, deadline));
        } catch (KeapFailure.Answered e) {
            return Optional.empty();
        }
    }

    /**
     * The items of a page.
     *
     * @param list the property that holds them
     * @throws KeapFailure.Unclear if the page has no such property
     */
    static JsonNode items(JsonNode page, String list) {
        JsonNode items = page.path(list);
        if (!items.isArray()) {
            throw new KeapFailure.Unclear("Keap answered a look-up of %s without a list of them".formatted(list));
        }
        return items;
    }
}
