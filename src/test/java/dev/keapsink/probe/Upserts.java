package dev.keapsink.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the test contact by an upsert, repeats it, and compares the statuses. */
final class Upserts implements Experiment {

    @Override
    public String topic() {
        return "Upsert";
    }

    @Override
    public void run(Bench bench) {
        ObjectNode name = Json.object().put("given_name", "Keap Sink").put("family_name", "Probe");
        Reply first = bench.contact().upsert(name);
        Reply again = bench.contact().upsert(name);
        String result = first.status() + "/" + again.status();
        String statuses = "%d for a new contact, %d for a known one".formatted(first.status(), again.status());
        if (first.id() != again.id()) {
            bench.report()
                    .add(topic(), result, statuses + "; but the second upsert of one address made a second contact");
        } else if (first.status() == again.status()) {
            bench.report().add(topic(), result, statuses + ": the sink cannot tell created from updated");
        } else {
            bench.report().add(topic(), result, statuses);
        }
    }
}
