package dev.keapsink.check;

/** What a deployment has a queue for. */
public enum QueueRole {
    SOURCE("source queue", "KEAP_SINK_QUEUE_URL"),
    REJECTS("reject queue", "KEAP_SINK_REJECT_QUEUE_URL");

    private final String title;
    private final String variable;

    QueueRole(String title, String variable) {
        this.title = title;
        this.variable = variable;
    }

    String title() {
        return title;
    }

    /** The setting with its URL. */
    String variable() {
        return variable;
    }
}
