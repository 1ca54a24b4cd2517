package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Builds replies in the forms that Keap uses. */
final class Replies {
    private Replies() {}

    static SimulatedReply of(int status, String contentType, String body) {
        return new SimulatedReply(status, Map.of("content-type", contentType), body, Delivery.NORMAL);
    }

    static SimulatedReply json(int status, JsonNode body) {
        return of(status, "application/json;charset=UTF-8", body.toString());
    }

    static SimulatedReply ok(JsonNode body) {
        return json(200, body);
    }

    static SimulatedReply noContent() {
        return new SimulatedReply(204, Map.of(), "", Delivery.NORMAL);
    }

    /** An HTML page of the gateway. */
    static SimulatedReply page(int status, String title) {
        return of(
                status,
                "text/html;charset=UTF-8",
                "<!doctype html><html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>"
                        .formatted(title));
    }

    /** An error of the v1 application. */
    static SimulatedReply message(int status, String message) {
        return json(status, Json.object().put("message", message));
    }

    /** An error of the v2 application. */
    static SimulatedReply error(int status, String message) {
        ObjectNode body = Json.object().put("code", status).put("message", message);
        body.put("status", statusName(status)).putArray("details");
        return json(status, body);
    }

    private static String statusName(int status) {
        return switch (status) {
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            default -> "INVALID_ARGUMENT";
        };
    }

    /** An error of the gateway in front of the application. */
    static SimulatedReply fault(int status, String faultstring, String errorcode) {
        ObjectNode body = Json.object();
        ObjectNode fault = body.putObject("fault").put("faultstring", faultstring);
        fault.putObject("detail").put("errorcode", errorcode);
        return json(status, body);
    }

    static SimulatedReply accessTokenExpired() {
        return fault(401, "Access Token expired", "keymanagement.service.access_token_expired");
    }

    /** An error of the token endpoint. */
    static SimulatedReply tokenError(int status, String error, String description) {
        return json(status, Json.object().put("error", error).put("error_description", description));
    }

    static SimulatedReply quotaExceeded() {
        ObjectNode body = Json.object().put("code", "429").put("message", "Quota Exceeded");
        body.put("status", "Request Throttled").putNull("details");
        return json(429, body);
    }
}
