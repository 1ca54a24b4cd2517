package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Says what the JSON body of an operation may be. The rules about its content are checked only if its shape is right.
 */
record BodyModel(Shape shape, Function<JsonNode, List<Problem>> rules) {

    List<Problem> problems(String body) {
        return Json.parse(body).map(this::problems).orElseGet(() -> List.of(Problem.ofType("body", "is not JSON")));
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
