package dev.keapsink.simulator;

/** Ends the handling of a call: the application refuses it with a status and a message. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    static Refusal notFound(String what, long id) {
        return new Refusal(404, what + " " + id + " not found");
    }

    SimulatedReply reply(String path) {
        return path.startsWith("/v2/") ? Replies.error(status, getMessage()) : Replies.message(status, getMessage());
    }
}
