package dev.keapsink.keap;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Sends the credential with every request, in the header that the deployment chose. */
public final class KeapAuthentication implements ClientRequestFilter {

    private final Header header;
    private final String key;

    public KeapAuthentication(Header header, String key) {
        this.header = header;
        this.key = key;
    }

    @Override
    public void filter(ClientRequestContext request) {
        switch (header) {
            case KEAP_API_KEY -> request.getHeaders().putSingle("X-Keap-API-Key", key);
            case AUTHORIZATION -> request.getHeaders().putSingle("Authorization", "Bearer " + key);
        }
    }

    /** Keap takes its keys in either of two headers; never send both. */
    public enum Header {
        KEAP_API_KEY,
        AUTHORIZATION
    }

    @Override
    public String toString() {
        return "KeapAuthentication[" + header + "]";
    }
}
