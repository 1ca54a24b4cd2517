package dev.keapsink.probe;

/** Writes a contact type that the account cannot have. */
final class UnknownType implements Experiment {
    private static final String TYPE = "Keap Sink Probe";

    @Override
    public String topic() {
        return "Unknown contact type";
    }

    @Override
    public void run(Bench bench) {
        if (bench.account().contactTypes().contains(TYPE)) {
            throw new Unexpected("the account does have the type " + TYPE);
        }
        Reply reply = bench.contact().tryPatch(Json.object().put("contact_type", TYPE));
        if (reply.isRefusal()) {
            bench.report().add(topic(), "refused", "refused (%s)".formatted(reply));
        } else if (!reply.isOk()) {
            throw new Unexpected("Keap answered with " + reply);
        } else if (bench.contact().read().path("contact_type").asText("").equals(TYPE)) {
            bench.report().add(topic(), "stored", "stored, although no list shows it");
        } else {
            bench.report().add(topic(), "ignored", "ignored");
        }
    }
}
