package dev.keapsink.tools.airbyte;

import java.util.Locale;

/** Ends a command with a sentence for the person who runs it. */
final class SyncFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Type type;

    /** What the platform does after a failure: it repeats none that is about the configuration. */
    enum Type {
        CONFIG_ERROR,
        TRANSIENT_ERROR,
        SYSTEM_ERROR;

        /** The name in Airbyte's protocol. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SyncFailure(Type type, String sentence) {
        super(sentence);
        this.type = type;
    }

    static SyncFailure ofConfig(String sentence) {
        return new SyncFailure(Type.CONFIG_ERROR, sentence);
    }

    static SyncFailure passing(String sentence) {
        return new SyncFailure(Type.TRANSIENT_ERROR, sentence);
    }

    Type type() {
        return type;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
