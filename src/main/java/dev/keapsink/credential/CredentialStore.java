package dev.keapsink.credential;

/** Keeps a {@link CredentialDocument}. Every call takes a few seconds at most. */
public interface CredentialStore {

    /**
     * The document's text.
     *
     * @throws CredentialUnreadable if it cannot be read
     */
    String read();

    /** The operator's name for this store, as in "the parameter /keap/credentials". */
    String name();

    /** What the operator has to do about a stored credential that Keap refuses. It completes a sentence. */
    default String remedy(Credential refused) {
        return switch (refused) {
            case Credential.ApiKey key ->
                "put a valid Personal Access Token or Service Account Key as api_key into " + name();
            case Credential.Grant grant ->
                "its access token is in %s, where the function refresh has to renew it: invoke that and read its reply"
                        .formatted(name());
        };
    }
}
