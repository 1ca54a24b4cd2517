package dev.keapsink.tools.airbyte;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import java.util.Set;

/**
 * The credential in the settings. A renewed grant stays in memory, and is handed to the platform, which saves the
 * settings that hold it. Threadsafe.
 */
final class ConfiguredCredential implements GrantStore {

    private final AirbyteSettings settings;
    private final Output out;
    private volatile String document;

    ConfiguredCredential(AirbyteSettings settings, Output out) {
        this.settings = settings;
        this.out = out;
        this.document = switch (settings.credential()) {
            case Credential.ApiKey key -> CredentialDocument.of(key);
            case Credential.Grant grant -> CredentialDocument.of(grant);
        };
    }

    @Override
    public String read() {
        return document;
    }

    @Override
    public String name() {
        return "the setting credentials";
    }

    @Override
    public String remedy(Credential refused) {
        return switch (refused) {
            case Credential.ApiKey key ->
                "put a valid Personal Access Token or Service Account Key into credentials.api_key";
            case Credential.Grant grant -> "authorise the destination again, and put the new tokens into credentials";
        };
    }

    @Override
    public String reauthorisation() {
        return "authorise the destination again, and put the new ones into credentials";
    }

    @Override
    public void prepare() {
        if (out.isGone()) {
            throw new CredentialUnwritable("Standard output is closed, so renewed tokens would be lost", false);
        }
    }

    @Override
    public void write(String text) {
        document = text;
        if (CredentialDocument.parse(text, name()).credential() instanceof Credential.Grant grant) {
            out.hideToo(Set.of(grant.secret(), grant.refreshToken()));
            boolean handedOver =
                    out.config(settings.withTokens(grant.secret(), grant.refreshToken(), grant.expiresAt()));
            if (!handedOver) {
                throw new CredentialUnwritable("Standard output was closed before the renewed tokens were out", false);
            }
        }
    }
}
