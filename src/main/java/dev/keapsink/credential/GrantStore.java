package dev.keapsink.credential;

/** A store whose document changes when a grant is renewed. It has one writer; everybody else only reads. */
public interface GrantStore extends CredentialStore {

    /**
     * Makes sure that {@link #write} will be allowed, and changes nothing: once a grant is renewed, the new one must find a
     * place.
     *
     * @throws CredentialUnwritable if it would not be
     */
    void prepare();

    /**
     * Puts this document in the place of the one before.
     *
     * @throws CredentialUnwritable if it may not have come about; it may have, if the answer was lost
     */
    void write(String text);
}
