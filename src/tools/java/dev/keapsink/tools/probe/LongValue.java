package dev.keapsink.tools.probe;

import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Reply;
import dev.keapsink.tools.keap.UnusableReply;

/** Writes a first name of 300 characters, to see whether Keap refuses, cuts or stores it. */
final class LongValue implements Experiment {
    private static final String NAME = "x".repeat(300);

    @Override
    public String topic() {
        return "Too long a text";
    }

    @Override
    public void run(ExperimentContext context) {
        Reply reply = context.contact().tryPatch(Json.object().put("given_name", NAME));
        if (reply.isRefusal()) {
            context.report().add(topic(), "refused", "refused (%s)".formatted(reply));
            return;
        }
        if (!reply.isOk()) {
            throw new UnusableReply("Keap answered with " + reply);
        }
        String stored = context.contact().read().path("given_name").asText("");
        if (stored.equals(NAME)) {
            context.report().add(topic(), "stored", "a given_name of 300 characters is stored");
        } else if (!stored.isEmpty() && NAME.startsWith(stored)) {
            context.report()
                    .add(topic(), "cut", "a given_name of 300 characters is cut to " + stored.length() + " in silence");
        } else {
            context.report().add(topic(), "ignored", "a given_name of 300 characters is taken and not stored");
        }
    }
}
