package dev.keapsink.simulator;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the operation of a call, checks the call by the request model and has the endpoint answer it. */
final class Router {
    private final IdentityHashMap<Operation, Endpoint> endpoints = new IdentityHashMap<>();
    private final Supplier<Behaviour> behaviour;

    Router(Supplier<Behaviour> behaviour) {
        this.behaviour = behaviour;
    }

    /** Adds the endpoint of an operation of the request model. */
    Router on(String method, String template, Endpoint endpoint) {
        endpoints.put(RequestModel.named(method, template), endpoint);
        return this;
    }

    SimulatedReply route(
            SimulatedRequest request, Instant now, Map<Long, TagResult> scriptedTagResults, Commit commit) {
        Optional<Operation> operation = RequestModel.find(request.method(), request.path());
        if (operation.isEmpty()) {
            return RequestModel.knowsPath(request.path())
                    ? Replies.message(405, "Method not allowed")
                    : Replies.page(404, "Page Not Found");
        }
        try {
            refuseProblems(operation.get().problems(request.query(), request.body()));
            List<Long> ids = operation.get().path().match(request.path()).orElseThrow();
            return endpoint(operation.get()).answer(new Exchange(request, ids, now, scriptedTagResults, commit));
        } catch (Refusal refusal) {
            return refusal.reply(request.path());
        }
    }

    private Endpoint endpoint(Operation operation) {
        return Objects.requireNonNull(endpoints.get(operation), "Every operation of the request model has an endpoint");
    }

    private void refuseProblems(List<Problem> problems) {
        for (Problem problem : problems) {
            if (problem.isRefused(behaviour.get())) {
                throw Refusal.badRequest(problem.refusal());
            }
        }
    }
}
