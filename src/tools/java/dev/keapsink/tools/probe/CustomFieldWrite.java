package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.keapsink.tools.keap.Json;
import java.util.List;

/** Does the experiment of {@link ListWrite} with two custom fields, if the account has two that need no encoding. */
final class CustomFieldWrite implements Experiment {

    @Override
    public String topic() {
        return "Custom fields";
    }

    @Override
    public List<Field> fields(Account account) {
        List<Field> plain = account.fields().stream()
                .filter(field -> field.plainValue().isPresent())
                .limit(2)
                .toList();
        return plain.size() < 2 ? List.of() : plain;
    }

    @Override
    public void run(ExperimentContext context) {
        List<Field> plain = fields(context.account());
        if (plain.isEmpty()) {
            String lack = "pair of custom fields of simple types such as Text and WholeNumber";
            context.report().add(topic(), "not tried", context.account().without(lack));
            return;
        }
        ArrayNode both = Json.array();
        plain.forEach(field -> both.addObject()
                .put("id", field.id())
                .set("content", field.plainValue().orElseThrow()));
        ListWrite.judge(this, context, "custom_fields", both, contact -> holds(plain.get(1), contact));
        plain.forEach(field -> context.samples().put(field, field.plainValue().orElseThrow()));
    }

    private static boolean holds(Field field, JsonNode contact) {
        return !field.in(contact).asText("").isEmpty();
    }
}
