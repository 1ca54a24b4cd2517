package dev.keapsink.credential;

/** Where a {@link CredentialDocument} is kept. Every call takes a few seconds at most. */
public interface CredentialStore {

    /**
     * The document's text.
     *
     * @throws CredentialUnreadable if it cannot be had
     */
    String read();

    /** What a person calls it, as in "the parameter /keap/credentials". */
    String name();

    /** What a person has to do about a credential in here that Keap refuses; completes a sentence. */
    default String remedy(Credential refused) {
        return switch (refused) {
            case Credential.ApiKey key ->
                "put a valid Personal Access Token or Service Account Key as api_key into " + name();
            case Credential.Grant grant ->
                "its access token is in %s, where the function refresh has to renew it: invoke that and see what it says"
                        .formatted(name());
        };
    }
}
