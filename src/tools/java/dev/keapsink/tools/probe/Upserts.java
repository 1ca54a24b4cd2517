package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Reply;

/** Makes the test contact by an upsert, repeats the upsert, and compares the two statuses. */
final class Upserts implements Experiment {

    @Override
    public String topic() {
        return "Upsert";
    }

    @Override
    public void run(ExperimentContext context) {
        ObjectNode name = Json.object().put("given_name", "Keap Sink").put("family_name", "Probe");
        Reply first = context.contact().upsert(name);
        Reply again = context.contact().upsert(name);
        String result = first.status() + "/" + again.status();
        String statuses = "%d for a new contact, %d for a known one".formatted(first.status(), again.status());
        if (first.id() != again.id()) {
            context.report()
                    .add(topic(), result, statuses + "; but the second upsert of one address made a second contact");
        } else if (first.status() == again.status()) {
            context.report().add(topic(), result, statuses + ": the sink cannot tell created from updated");
        } else {
            context.report().add(topic(), result, statuses);
        }
    }
}
