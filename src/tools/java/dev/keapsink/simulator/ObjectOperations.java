package dev.keapsink.simulator;

import static dev.keapsink.simulator.QueryValue.TEXT;
import static dev.keapsink.simulator.QueryValue.WHOLE;
import static dev.keapsink.simulator.QueryValue.between;
import static dev.keapsink.simulator.QueryValue.oneOf;
import static dev.keapsink.simulator.QueryValue.someOf;
import static dev.keapsink.simulator.Shape.listOf;
import static dev.keapsink.simulator.Shape.object;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the operations of v2 out of the {@link ObjectTable}. */
final class ObjectOperations {
    private static final String[] TYPES =
            Stream.of(FieldType.values()).map(FieldType::name).toArray(String[]::new);

    private static final BodyModel NEW_FIELD = BodyModel.json(object().required(Shape.TEXT, "label")
            .required(Shape.oneOf(TYPES), "field_type")
            .optional(listOf(object().optional(Shape.TEXT, "label")), "options")
            .optional(Shape.ID, "group_id", "user_group_id"));

    private ObjectOperations() {}

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        for (ObjectModel model : ObjectTable.models()) {
            addReading(model, all);
            addWriting(model, all);
        }
        all.add(list(ObjectTable.of(Resource.NOTES), "/v2/notes"));
        all.add(Operation.of("GET", "/v2/files/{id}:data").strict());
        return all;
    }

    private static void addReading(ObjectModel model, List<Operation> all) {
        if (!model.list.isEmpty()) {
            all.add(list(model, model.path));
        }
        if (model.isReadAlone()) {
            all.add(withFields(model, Operation.of("GET", model.onePath()).strict()));
        }
        if (model.recordType().isPresent()) {
            all.add(Operation.of("GET", model.modelPath()).strict());
            all.add(Operation.of("POST", model.modelPath() + "/customFields")
                    .strict()
                    .body(NEW_FIELD));
        }
    }

    private static Operation list(ObjectModel model, String path) {
        String[] orders = model.orders.keySet().stream()
                .flatMap(name -> Stream.of(name + " asc", name + " desc"))
                .toArray(String[]::new);
        return withFields(
                model,
                Operation.of("GET", path)
                        .strict()
                        .query(TEXT, "filter")
                        .query(between(0, model.mostPerPage()), "page_size")
                        .query(WHOLE, "page_token")
                        .query(oneOf(orders), "order_by"));
    }

    private static void addWriting(ObjectModel model, List<Operation> all) {
        model.created()
                .map(body -> Operation.of("POST", model.path).strict().body(body))
                .ifPresent(create -> all.add(model.takesFieldsInWrites() ? withFields(model, create) : create));
        model.changed().ifPresent(body -> {
            Operation change = Operation.of(model.changeMethod(), model.onePath())
                    .strict()
                    .body(body)
                    .query(someOf(model.mask), "update_mask");
            all.add(model.takesFieldsInWrites() ? withFields(model, change) : change);
            all.add(Operation.of("DELETE", model.onePath()).strict());
        });
    }

    private static Operation withFields(ObjectModel model, Operation operation) {
        return model.fields.isEmpty() ? operation : operation.query(someOf(model.fields), "fields");
    }
}
