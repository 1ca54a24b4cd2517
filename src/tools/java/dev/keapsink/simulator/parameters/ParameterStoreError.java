package dev.keapsink.simulator.parameters;

/** An error answer of Parameter Store, with the type's name on the wire. */
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
