package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Value;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The account's contact types. Threadsafe. */
public final class ContactTypes {

    private final KeapClient keap;
    private final Duration timeout;
    private final AccountList<List<String>> types;

    public ContactTypes(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.types = new AccountList<>("contact types", List.of(), List::size, this::read, clock);
    }

    /** The account's list of types. */
    public AccountList<List<String>> list() {
        return types;
    }

    /**
     * A contact type as the account spells it, found ignoring case; empty if there is none of that name. Reads the list
     * again if it lacks the name, at most once a minute.
     */
    public Optional<String> spelling(String name, Deadline deadline) {
        return types.find(known -> among(known, name), deadline);
    }

    /** The same in the list as it was last read. Makes no call. */
    public Optional<String> known(String name) {
        return among(types.known(), name);
    }

    /** The types in the list as it was last read. Makes no call. */
    public List<String> known() {
        return types.known();
    }

    /** Whether a type still exists. A list without any type proves nothing and counts as yes. */
    public boolean stillHas(String type, Deadline deadline) {
        return has(types.certain(deadline), type);
    }

    /** A type as a value of {@link ContactFields#CONTACT_TYPE}. */
    static Value value(String name) {
        TextNode text = new TextNode(name);
        return new Value(text, Write.OVERWRITE, text, false);
    }

    private static boolean has(List<String> types, String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** The account's types, at most a few seconds old. */
    public List<String> all(Deadline deadline) {
        return types.certain(deadline);
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
            reply = keap.call(
                            Call.ofAccount(deadline, new ApiCall<>(ContactApi.class, ContactApi::contactTypes)),
                            timeout)
                    .json();
        } catch (KeapFailure.NotFound | KeapFailure.Misdirected e) {
            reply = keap.call(
                            Call.ofAccount(deadline, new ApiCall<>(ContactApi.class, ContactApi::contactTypesV1)),
                            timeout)
                    .json();
        }
        return names(reply).map(Blanks::strip).filter(type -> !type.isEmpty()).toList();
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
