package dev.keapsink.simulator;

/** Assigns an endpoint to each operation that follows from the {@link ObjectTable}. */
final class ObjectRoutes {
    private final Router router;
    private final ObjectData data;

    private ObjectRoutes(Router router, ObjectData data) {
        this.router = router;
        this.data = data;
    }

    static void add(Router router, ObjectData data) {
        ObjectRoutes routes = new ObjectRoutes(router, data);
        ObjectTable.models().forEach(routes::add);
    }

    private void add(ObjectModel model) {
        ObjectLogic logic = ObjectLogic.of(model.resource, data);
        addLookups(model, new ObjectLookups(model, data, logic));
        addWrites(model, new ObjectWrites(model, data, logic));
        if (model.recordType().isPresent()) {
            CustomFieldModels models = new CustomFieldModels(model, data);
            on(model, "GET", model.modelPath(), models::describe);
            on(model, "POST", model.modelPath() + "/customFields", models::create);
        }
    }

    private void addLookups(ObjectModel model, ObjectLookups lookups) {
        if (!model.list.isEmpty()) {
            on(model, "GET", model.path, lookups::list);
        }
        if (model.isReadAlone()) {
            on(model, "GET", model.onePath(), lookups::one);
        }
        if (model.resource == Resource.NOTES) {
            on(model, "GET", "/v2/notes", lookups::listAll);
        }
        if (model.resource == Resource.FILES) {
            on(model, "GET", "/v2/files/{id}:data", lookups::data);
        }
    }

    private void addWrites(ObjectModel model, ObjectWrites writes) {
        if (model.created().isPresent()) {
            on(model, "POST", model.path, writes::create);
        }
        if (model.changed().isPresent()) {
            on(model, model.changeMethod(), model.onePath(), writes::change);
            on(model, "DELETE", model.onePath(), writes::delete);
        }
    }

    /** Assigns an endpoint that answers only in an account whose edition has such objects. */
    private void on(ObjectModel model, String method, String path, Endpoint endpoint) {
        Router unused = router.on(method, path, exchange -> {
            data.checkEdition(model.resource);
            return endpoint.answer(exchange);
        });
    }
}
