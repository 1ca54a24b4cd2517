package dev.keapsink.keap;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.Credentials;
import java.util.Map;

/**
 * Supplies the credential in force as a header: a key in the header that the deployment chose, a token as Bearer.
 * Threadsafe.
 */
public final class KeapAuthentication {

    private final Header header;
    private final Credentials credentials;

    public KeapAuthentication(Header header, Credentials credentials) {
        this.header = header;
        this.credentials = credentials;
    }

    /**
     * The name and the value of the header; the value is secret. Throws {@code CredentialUnreadable} if no credential
     * could be read yet.
     */
    public Map.Entry<String, String> header() {
        Credential credential = credentials.current();
        Header itsHeader = switch (credential) {
            case Credential.ApiKey key -> header;
            case Credential.Grant grant -> Header.AUTHORIZATION;
        };
        return switch (itsHeader) {
            case KEAP_API_KEY -> Map.entry("X-Keap-API-Key", credential.secret());
            case AUTHORIZATION -> Map.entry("Authorization", "Bearer " + credential.secret());
        };
    }

    /** Keap takes a key in either of two headers; never send both. */
    public enum Header {
        KEAP_API_KEY,
        AUTHORIZATION
    }

    @Override
    public String toString() {
        return "KeapAuthentication[" + header + "]";
    }
}
