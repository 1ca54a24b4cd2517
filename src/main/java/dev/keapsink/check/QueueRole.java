package dev.keapsink.check;

/** The role of a queue in a deployment. */
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

    /** The setting that holds the queue's URL. */
    String variable() {
        return variable;
    }
}
