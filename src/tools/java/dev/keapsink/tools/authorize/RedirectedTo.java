package dev.keapsink.tools.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.AccountException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** Where Keap sent the browser after a person agreed, or the code out of it. */
record RedirectedTo(String pasted) {

    /**
     * The authorization code.
     *
     * @param state what Keap had to hand back, so that nobody slips in the code of an account of their own
     * @throws AccountException if there is none
     */
    String code(String state) {
        if (isAddress()
                && !state.equals(query(pasted).get("state"))
                && query(pasted).containsKey("code")) {
            throw new AccountException("The address is not the answer to this run: its state is another one. Open the"
                    + " address that this run printed, and paste the one that the browser ends at.");
        }
        return code();
    }

    /** The same of an address that another run asked for. */
    String code() {
        if (pasted.isBlank()) {
            throw new AccountException("Nothing was pasted, so nothing was authorised. Run ./run authorize again.");
        }
        if (!isAddress()) {
            return pasted.strip();
        }
        Map<String, String> query = query(pasted);
        if (query.containsKey("error")) {
            throw new AccountException("Keap did not authorise the sink (%s). Run ./run authorize again and allow it."
                    .formatted(query.get("error").replaceAll("[^\\w]", "")));
        }
        if (!query.containsKey("code")) {
            throw new AccountException(
                    "The address has no code in it. Paste the whole address that the browser ended at,"
                            + " with everything after the question mark.");
        }
        return query.get("code");
    }

    /** Or the part of one that has the code. */
    private boolean isAddress() {
        return pasted.contains("?") || pasted.contains("://") || pasted.contains("code=");
    }

    private static Map<String, String> query(String address) {
        Map<String, String> query = new HashMap<>();
        try {
            String text = address.strip();
            String raw = text.contains("?") || text.contains("://")
                    ? URI.create(text).getRawQuery()
                    : text;
            for (String pair : (raw == null ? "" : raw).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
            }
        } catch (IllegalArgumentException e) {
            throw new AccountException(
                    "What was pasted is no address. Paste the whole address that the browser ended at.");
        }
        return query;
    }

    @Override
    public String toString() {
        return "RedirectedTo";
    }
}
