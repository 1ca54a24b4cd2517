package dev.keapsink.tools.export;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;

/**
 * An API key that is in a variable.
 *
 * @param key a secret
 */
record KeyInVariable(String key) implements GrantStore {

    @Override
    public String read() {
        return CredentialDocument.of(new Credential.ApiKey(key));
    }

    @Override
    public String name() {
        return "KEAP_SINK_API_KEY";
    }

    @Override
    public String remedy(Credential refused) {
        return "put a valid Personal Access Token or Service Account Key into KEAP_SINK_API_KEY";
    }

    @Override
    public void prepare() {
        throw new CredentialUnwritable("An API key is not renewed", false);
    }

    @Override
    public void write(String text) {
        prepare();
    }

    @Override
    public String toString() {
        return "KeyInVariable";
    }
}
