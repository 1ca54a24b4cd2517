package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the JSON body of an operation has to be: first its shape, and if that is right, rules about its content. */
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
