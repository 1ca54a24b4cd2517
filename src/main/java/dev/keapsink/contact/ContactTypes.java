package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The account's contact types, read once and kept; a name that is not among them is looked for again, at most once a
 * minute, because somebody may just have added it. Threadsafe.
 */
public final class ContactTypes {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Duration RECENT = Duration.ofSeconds(5);

    private final ContactApi api;
    private final KeapClient keap;
    private final Duration timeout;
    private final InstantSource clock;

    private List<String> known = List.of();
    private Instant readAt = Instant.MIN;

    public ContactTypes(KeapApis apis, KeapClient keap, Duration timeout, InstantSource clock) {
        this.api = apis.create(ContactApi.class);
        this.keap = keap;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** A contact type as the account spells it, found ignoring case; nothing if there is none of that name. */
    public synchronized Optional<String> spelling(String name, Deadline deadline) {
        Optional<String> found = among(known, name);
        if (found.isEmpty() && clock.instant().isAfter(readAt.plus(FRESH))) {
            known = read(deadline);
            readAt = clock.instant();
            found = among(known, name);
        }
        return found;
    }

    /** Whether a type that was there still is; asks Keap at most every few seconds. */
    public synchronized boolean stillHas(String type, Deadline deadline) {
        if (clock.instant().isAfter(readAt.plus(RECENT))) {
            known = read(deadline);
            readAt = clock.instant();
        }
        return known.contains(type);
    }

    private static Optional<String> among(List<String> types, String name) {
        return types.stream()
                .filter(name::equals)
                .findFirst()
                .or(() -> types.stream().filter(name::equalsIgnoreCase).findFirst());
    }

    private List<String> read(Deadline deadline) {
        JsonNode reply;
        try {
            reply = keap.call(new Call(Repeat.SAFE, deadline, api::contactTypes), timeout)
                    .json();
        } catch (KeapFailure.NotFound | KeapFailure.Misconfigured e) {
            reply = keap.call(new Call(Repeat.SAFE, deadline, api::contactTypesV1), timeout)
                    .json();
        }
        return names(reply).map(String::strip).filter(type -> !type.isEmpty()).toList();
    }

    private static Stream<String> names(JsonNode reply) {
        JsonNode list = reply.path("option_types");
        if (list.isArray()) {
            return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
        }
        if (!reply.path("value").isTextual()) {
            throw new KeapFailure.Unclear("Keap answered a look-up of contact types without a list of them");
        }
        return Stream.of(reply.path("value").asText().split(","));
    }
}
