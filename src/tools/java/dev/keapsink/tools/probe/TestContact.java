package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.Reply;
import dev.keapsink.tools.keap.Stopped;
import dev.keapsink.tools.keap.UnusableReply;
import java.util.LinkedHashSet;
import java.util.Set;

/** The contact that the experiments write to. It remembers each contact that its calls make, for the cleanup. */
final class TestContact {
    private static final String SHOWN = "custom_fields,contact_type,job_title";

    private final Keap keap;
    private final String address;
    private final String second;
    private final Set<Long> made = new LinkedHashSet<>();
    private boolean perhapsMore;
    private long id;

    /** Uses addresses with this token, which no other contact has. */
    TestContact(Keap keap, String token) {
        this.keap = keap;
        this.address = "keap-sink-probe-" + token + "@example.com";
        this.second = "keap-sink-probe-" + token + "-2@example.com";
    }

    String address() {
        return address;
    }

    /** Returns another address, which only an experiment gives to a contact. */
    String secondAddress() {
        return second;
    }

    boolean exists() {
        return id != 0;
    }

    long id() {
        return id;
    }

    /** Returns the ids of the contacts that Keap confirmed. */
    Set<Long> made() {
        return made;
    }

    /** Returns whether there may be a contact of unknown id: a call that may have made one got no reply with an id. */
    boolean perhapsMore() {
        return perhapsMore;
    }

    /** Upserts by the contact's own address. The first call makes the test contact. */
    Reply upsert(ObjectNode properties) {
        Reply reply = upsertBy(address, properties);
        id = id == 0 ? reply.id() : id;
        return reply;
    }

    /** Upserts by this EMAIL1; a list of addresses in the properties takes precedence. */
    Reply upsertBy(String email1, ObjectNode properties) {
        ObjectNode body = Json.object().put("duplicate_option", "Email");
        body.set("email_addresses", emails(email1));
        body.setAll(properties);
        // An upsert of the test contact itself makes no other contact, even without a reply.
        boolean before = perhapsMore;
        perhapsMore = before || !exists() || !email1.equals(address);
        Reply reply = put(body, before);
        boolean isDecided = reply.isOk() ? reply.id() != 0 : reply.status() < 500;
        perhapsMore = isDecided ? before : perhapsMore;
        okOrUnexpected("PUT /v1/contacts", reply);
        if (!isDecided) {
            throw new UnusableReply("Keap answered PUT /v1/contacts without the contact's id");
        }
        made.add(reply.id());
        return reply;
    }

    private Reply put(ObjectNode body, boolean before) {
        try {
            return keap.send("PUT", "/v1/contacts", body);
        } catch (Stopped e) {
            perhapsMore = e.callIsLost() ? perhapsMore : before;
            throw e;
        }
    }

    /** Patches the contact and returns the reply of any status. */
    Reply tryPatch(ObjectNode properties) {
        return keap.send("PATCH", "/v1/contacts/" + id, properties);
    }

    /**
     * Patches the contact.
     *
     * @throws UnusableReply if Keap refuses
     */
    void patch(ObjectNode properties) {
        okOrUnexpected("PATCH /v1/contacts", tryPatch(properties));
    }

    /** Returns the contact as Keap shows it now. */
    JsonNode read() {
        String target = "/v1/contacts/" + id + "?optional_properties=" + SHOWN;
        return okOrUnexpected("GET /v1/contacts", keap.get(target)).body();
    }

    static ArrayNode emails(String... addresses) {
        ArrayNode list = Json.array();
        for (int i = 0; i < addresses.length; i++) {
            list.addObject().put("field", "EMAIL" + (i + 1)).put("email", addresses[i]);
        }
        return list;
    }

    /** Returns properties that write one custom field. */
    static ObjectNode custom(Field field, JsonNode content) {
        ObjectNode properties = Json.object();
        properties.putArray("custom_fields").addObject().put("id", field.id()).set("content", content);
        return properties;
    }

    private static Reply okOrUnexpected(String call, Reply reply) {
        if (!reply.isOk()) {
            throw new UnusableReply("Keap answered %s with %s".formatted(call, reply));
        }
        return reply;
    }
}
