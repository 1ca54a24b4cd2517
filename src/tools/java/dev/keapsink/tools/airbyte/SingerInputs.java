package dev.keapsink.tools.airbyte;

import dev.keapsink.credential.Credential;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.airbyte.CatalogStream.Mode;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.StreamTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a Singer tap, which announces its streams as it goes. The first message that cannot be understood ends
 * the input: what came before it is settled, and no later state goes out. Used by one thread.
 */
final class SingerInputs implements Inputs {

    private final Inputs messages;
    private final AirbyteSettings settings;
    private final boolean isUpsert;
    private final Catalog catalog = new Catalog(new HashMap<>(), new Deployments());
    private long number;
    private Optional<SyncFailure> failure = Optional.empty();

    /**
     * @param isUpsert whether the key properties of a stream are the keys of its records
     * @throws SyncFailure if a Singer target cannot work with the settings
     */
    SingerInputs(Inputs messages, AirbyteSettings settings, boolean isUpsert) {
        if (settings.credential() instanceof Credential.Grant) {
            throw SyncFailure.ofConfig(
                    "A Singer target cannot hand renewed tokens back: set credentials.auth_type to api_key, and credentials.api_key to a Personal Access Token or Service Account Key.");
        }
        this.messages = messages;
        this.settings = settings;
        this.isUpsert = isUpsert;
        // The pipelines are made before the streams are known.
        int unused = catalog.deployments().add(StreamTarget.CONTACTS);
        settings.streams().values().forEach(catalog.deployments()::add);
    }

    /** The streams so far, and the pipelines of all streams that may come. */
    Catalog catalog() {
        return catalog;
    }

    /** Why the input ended before its end; empty if it did not. */
    Optional<SyncFailure> failure() {
        return failure;
    }

    @Override
    public Optional<Input> next(Duration longest) throws InterruptedException {
        return messages.next(longest).map(this::known);
    }

    @Override
    public boolean isStopped(Duration longest) throws InterruptedException {
        return messages.isStopped(longest);
    }

    private Input known(Input input) {
        number++;
        return switch (input) {
            case Input.Schema schema -> announced(schema);
            case Input.Row row
            when !catalog.streams().containsKey(row.stream()) ->
                failed("is a record of the stream %s, whose SCHEMA has not come".formatted(row.stream()));
            case Input.Unreadable unreadable ->
                failed("is no SCHEMA, RECORD, STATE or ACTIVATE_VERSION of the Singer specification, or lacks a part");
            case Input.Row row -> row;
            case Input.State state -> state;
            case Input.Complete complete -> complete;
            case Input.Other other -> other;
            case Input.End end -> end;
        };
    }

    private Input announced(Input.Schema schema) {
        StreamName name = schema.stream();
        StreamTarget target = settings.target(name.name());
        List<List<String>> key = isUpsert ? schema.key() : List.of();
        // Further streams of contacts may come, whose keys have to be others.
        String prefix = target.keyPrefix().orElse(target.object() == ObjectType.CONTACTS ? name + "/" : "");
        Route route = new Route(target.object(), catalog.deployments().add(target), prefix);
        CatalogStream stream = new CatalogStream(
                name, isUpsert ? Mode.APPEND_DEDUP : Mode.APPEND, route, key, Optional.empty(), false);
        if (route.type() != ObjectType.CONTACTS && !key.isEmpty() && isShared(stream)) {
            return failed(
                    "announces the stream %s, a second one that becomes %s, and a key of one may be that of the other: give one of them a key_prefix in the setting streams"
                            .formatted(name, route.type().stream()));
        }
        catalog.streams().put(name, stream);
        return new Input.Other();
    }

    private boolean isShared(CatalogStream stream) {
        return catalog.streams().values().stream()
                .filter(other -> !other.name().equals(stream.name()))
                .filter(other -> !other.primaryKey().isEmpty())
                .anyMatch(other -> other.route().type() == stream.route().type()
                        && other.route().keyPrefix().equals(stream.route().keyPrefix()));
    }

    private Input failed(String what) {
        failure = Optional.of(new SyncFailure(
                SyncFailure.Type.SYSTEM_ERROR,
                "Message %d of the tap %s. What came before it is settled, and its states are out. Nothing after it was read."
                        .formatted(number, what)));
        return new Input.End();
    }
}
