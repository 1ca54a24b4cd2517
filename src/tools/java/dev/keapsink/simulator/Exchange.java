package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that the request model accepts, as an endpoint handles it.
 *
 * @param ids the ids in the path
 * @param scriptedTagResults the results that a fault makes up, by contact
 * @param commit carries its write out
 */
record Exchange(
        SimulatedRequest request, List<Long> ids, Instant now, Map<Long, TagResult> scriptedTagResults, Commit commit) {

    /** The first id in the path. */
    long id() {
        return ids.getFirst();
    }

    ObjectNode body() {
        return (ObjectNode) Json.parse(request.body()).orElseThrow();
    }

    /** A copy of the body, as its model reads it. */
    ObjectNode body(BodyModel model) {
        return (ObjectNode) model.reader().apply(request.body()).orElseThrow();
    }

    /** The items of a parameter that may be repeated, hold commas, or both. */
    List<String> all(String name) {
        return request.query().getOrDefault(name, List.of()).stream()
                .flatMap(value -> QueryValue.commaList(value).stream())
                .toList();
    }

    Optional<String> query(String name) {
        return request.query().getOrDefault(name, List.of()).stream().findFirst();
    }

    int number(String name, int otherwise) {
        return query(name).map(Integer::valueOf).orElse(otherwise);
    }

    List<Long> idsInBody(String property) {
        List<Long> found = new ArrayList<>();
        for (JsonNode id : body().path(property)) {
            found.add(id.longValue());
        }
        return found;
    }

    List<Long> idsInQuery() {
        return all("ids").stream().map(Long::valueOf).toList();
    }
}
