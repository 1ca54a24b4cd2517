package dev.keapsink.keap;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.Credentials;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Sends the credential in force with every request: a key in the header that the deployment chose, a token as Bearer. */
public final class KeapAuthentication implements ClientRequestFilter {

    private final Header header;
    private final Credentials credentials;

    public KeapAuthentication(Header header, Credentials credentials) {
        this.header = header;
        this.credentials = credentials;
    }

    @Override
    public void filter(ClientRequestContext request) {
        Credential credential = credentials.current();
        Header itsHeader = switch (credential) {
            case Credential.ApiKey key -> header;
            case Credential.Grant grant -> Header.AUTHORIZATION;
        };
        switch (itsHeader) {
            case KEAP_API_KEY -> request.getHeaders().putSingle("X-Keap-API-Key", credential.secret());
            case AUTHORIZATION -> request.getHeaders().putSingle("Authorization", "Bearer " + credential.secret());
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
