package dev.keapsink.tools.local;

/** What Parameter Store answers instead of a result, by the name that it has on the wire. */
final class ParameterStoreError extends RuntimeException {

    private final String type;

    ParameterStoreError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    String type() {
        return type;
    }

    int status() {
        return type.startsWith("InternalServerError") ? 500 : 400;
    }
}
