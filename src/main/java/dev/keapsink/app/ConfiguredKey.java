package dev.keapsink.app;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;

/** A credential store that holds the API key of the configuration. The key stays the same until the next deployment. */
final class ConfiguredKey implements GrantStore {

    private final String document;

    ConfiguredKey(String apiKey) {
        this.document = CredentialDocument.of(new Credential.ApiKey(apiKey));
    }

    @Override
    public String read() {
        return document;
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
        return name();
    }
}
