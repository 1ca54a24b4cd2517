package dev.keapsink.tools.probe;

import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Reply;
import dev.keapsink.tools.keap.UnusableReply;

/** Writes a contact type that the account cannot have. */
final class UnknownType implements Experiment {
    private static final String TYPE = "Keap Sink Probe";

    @Override
    public String topic() {
        return "Unknown contact type";
    }

    @Override
    public void run(ExperimentContext context) {
        if (context.account().contactTypes().contains(TYPE)) {
            throw new UnusableReply("the account does have the type " + TYPE);
        }
        Reply reply = context.contact().tryPatch(Json.object().put("contact_type", TYPE));
        if (reply.isRefusal()) {
            context.report().add(topic(), "refused", "refused (%s)".formatted(reply));
        } else if (!reply.isOk()) {
            throw new UnusableReply("Keap answered with " + reply);
        } else if (context.contact().read().path("contact_type").asText("").equals(TYPE)) {
            context.report().add(topic(), "stored", "stored, although no list shows it");
        } else {
            context.report().add(topic(), "ignored", "ignored");
        }
    }
}
