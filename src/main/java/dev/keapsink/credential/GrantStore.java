package dev.keapsink.credential;

/** A store whose document changes when a grant is renewed. It has one writer; all other users only read. */
public interface GrantStore extends CredentialStore {

    /**
     * Makes sure that {@link #write} will be allowed, and changes no stored document. A renewal kills the stored grant,
     * so the new one has to find a place.
     *
     * @throws CredentialUnwritable if a write would not be allowed
     */
    void prepare();

    /**
     * Replaces the stored document.
     *
     * @throws CredentialUnwritable if the document is not stored; after a lost answer it may be stored all the same
     */
    void write(String text);

    /** What the operator has to do once the stored grant can no longer be renewed. It completes a sentence. */
    default String reauthorisation() {
        return "./run authorize writes them there";
    }
}
