package dev.keapsink.tools.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.AccountException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/**
 * The address that Keap redirected the browser to after the consent, or the code in it.
 *
 * @param pasted the text as the operator pasted it; it holds a secret
 */
record RedirectAddress(String pasted) {

    /**
     * Returns the authorization code of this run.
     *
     * @param state the text that Keap must return, so that the code of a foreign Keap account cannot be slipped in
     * @throws AccountException if there is no code, or if the state is another one
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

    /** Returns the authorization code without a check of the state: the address may come from another run. */
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

    /** Returns whether the text is an address, or the part of one that holds the code. */
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
        return "RedirectAddress";
    }
}
