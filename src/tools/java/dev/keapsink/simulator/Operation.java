package dev.keapsink.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An operation of Keap's API.
 *
 * @param query the parameters that it takes
 * @param requiredQuery the parameters that it needs
 * @param body empty if it takes none
 * @param isStrict whether Keap refuses a parameter that it does not take
 */
record Operation(
        String method,
        PathTemplate path,
        Map<String, QueryValue> query,
        Set<String> requiredQuery,
        Optional<BodyModel> body,
        boolean isStrict) {

    static Operation of(String method, String path) {
        return new Operation(method, new PathTemplate(path), Map.of(), Set.of(), Optional.empty(), false);
    }

    Operation query(QueryValue value, String... names) {
        Map<String, QueryValue> all = new HashMap<>(query);
        for (String name : names) {
            all.put(name, value);
        }
        return new Operation(method, path, Map.copyOf(all), requiredQuery, body, isStrict);
    }

    Operation needing(String... names) {
        return new Operation(method, path, query, Set.of(names), body, isStrict);
    }

    Operation body(BodyModel model) {
        return new Operation(method, path, query, requiredQuery, Optional.of(model), isStrict);
    }

    Operation strict() {
        return new Operation(method, path, query, requiredQuery, body, true);
    }

    boolean isAt(String otherMethod, String otherPath) {
        return method.equals(otherMethod) && path.match(otherPath).isPresent();
    }

    /** The problems of a call with this query and body. */
    List<Problem> problems(Map<String, List<String>> sentQuery, String sentBody) {
        List<Problem> problems = new ArrayList<>();
        sentQuery.forEach((name, values) -> values.forEach(value -> checkQuery(name, value, problems)));
        for (String name : requiredQuery) {
            if (!sentQuery.containsKey(name)) {
                problems.add(Problem.ofType("query", "lacks " + name));
            }
        }
        if (body.isPresent()) {
            problems.addAll(body.get().problems(sentBody));
        } else if (!sentBody.isEmpty()) {
            problems.add(Problem.ofType("body", "must not be sent"));
        }
        return problems;
    }

    private void checkQuery(String name, String value, List<Problem> problems) {
        QueryValue expected = query.get(name);
        if (expected == null) {
            String what = "has the unknown parameter " + name;
            problems.add(
                    isStrict
                            ? Problem.refused("query", what, "Unknown parameter: " + name)
                            : Problem.tolerated("query", what));
        } else if (!expected.accepts().test(value)) {
            problems.add(Problem.ofType("query", name + " must be " + expected.expected()));
        }
    }
}
