package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says what the body of an operation may be. The rules about its content are checked only if its shape is right.
 *
 * @param reader reads a body as JSON; empty if it cannot be read
 */
record BodyModel(
        Function<String, Optional<JsonNode>> reader, Shape.ObjectOf shape, Function<JsonNode, List<Problem>> rules) {

    /** The model of a body in JSON. */
    static BodyModel json(Shape.ObjectOf shape, Function<JsonNode, List<Problem>> rules) {
        return new BodyModel(Json::parse, shape, rules);
    }

    /** The model of a body in JSON without rules about its content. */
    static BodyModel json(Shape.ObjectOf shape) {
        return json(shape, body -> List.of());
    }

    Set<String> properties() {
        return shape.properties().keySet();
    }

    Set<String> required() {
        return shape.required();
    }

    List<Problem> problems(String body) {
        return reader.apply(body)
                .map(this::problems)
                .orElseGet(() -> List.of(Problem.ofType("body", "is not readable")));
    }

    private List<Problem> problems(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        shape.check("", body, problems);
        if (problems.stream().allMatch(problem -> problem.unless().isPresent())) {
            problems.addAll(rules.apply(body));
        }
        return problems;
    }
}
