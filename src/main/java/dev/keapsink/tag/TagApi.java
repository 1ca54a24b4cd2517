package dev.keapsink.tag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.KeapRequest;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Keap's tag endpoints. */
final class TagApi {

    private TagApi() {}

    /** Applies one tag to many contacts. */
    static KeapRequest apply(long tag, List<Long> contacts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = body.putArray("ids");
        contacts.forEach(ids::add);
        return KeapRequest.post("/v1/tags/" + tag + "/contacts", body);
    }

    /** Takes tags off one contact. */
    static KeapRequest remove(long contact, Collection<Long> tags) {
        return KeapRequest.delete("/v1/contacts/" + contact + "/tags")
                .with("ids", tags.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** A page of all tags; the first one without an offset. */
    static KeapRequest list(int limit, int offset) {
        KeapRequest first = KeapRequest.get("/v1/tags").with("limit", limit);
        return offset == 0 ? first : first.with("offset", offset);
    }

    static KeapRequest named(String name, int limit) {
        return KeapRequest.get("/v1/tags").with("name", name).with("limit", limit);
    }

    static KeapRequest create(String name) {
        return KeapRequest.post(
                "/v1/tags", JsonNodeFactory.instance.objectNode().put("name", name));
    }

    static KeapRequest get(long tag) {
        return KeapRequest.get("/v1/tags/" + tag);
    }
}
