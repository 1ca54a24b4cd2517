package dev.keapsink.simulator;

/** Ends the handling of a call, which the application refuses with a status and a message. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String reason;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = message;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    static Refusal notFound(String what, long id) {
        return new Refusal(404, what + " " + id + " not found");
    }

    /** The reply, in the form of the version that the path names. */
    SimulatedReply reply(String path) {
        return path.startsWith("/v2/") ? Replies.error(status, reason) : Replies.message(status, reason);
    }
}
