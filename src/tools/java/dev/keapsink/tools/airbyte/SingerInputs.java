package dev.keapsink.tools.airbyte;

import dev.keapsink.credential.Credential;
import dev.keapsink.tools.airbyte.CatalogStream.Mode;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.StreamTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a Singer tap, which announces its streams as it goes. The first message that cannot be understood ends
 * the sync, after the rows that were taken before it are written once. It does not count as the end of the source, because
 * what those rows refer to may come after it. Used by one thread.
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

    /**
     * {@inheritDoc}
     *
     * @throws SyncFailure if the message before cannot be understood
     */
    @Override
    public Optional<Input> next(Duration longest) throws InterruptedException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        Optional<Input> next = messages.next(longest).map(this::known);
        return failure.isPresent() ? Optional.empty() : next;
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
        Route route = new Route(
                target.object(),
                catalog.deployments().add(target),
                target.keyPrefix().orElse(""));
        Mode mode = isUpsert ? Mode.APPEND_DEDUP : Mode.APPEND;
        List<List<String>> key = isUpsert ? schema.key() : List.of();
        CatalogStream before =
                catalog.streams().put(name, new CatalogStream(name, mode, route, key, Optional.empty(), false));
        return before == null && !key.isEmpty() && isShared(name, route)
                ? failed(
                        "announces the stream %s, a second one that becomes %s, and a key of one may be that of the other: give one of them a key_prefix in the setting streams"
                                .formatted(name, route.type().stream()))
                : new Input.Other();
    }

    private boolean isShared(StreamName name, Route route) {
        return catalog.streams().values().stream()
                .anyMatch(other -> !other.name().equals(name)
                        && !other.primaryKey().isEmpty()
                        && other.route().type() == route.type()
                        && other.route().keyPrefix().equals(route.keyPrefix()));
    }

    private Input failed(String what) {
        failure = Optional.of(new SyncFailure(
                SyncFailure.Type.SYSTEM_ERROR,
                "Message %d of the tap %s. The states of what is settled are out, and nothing after this message was read."
                        .formatted(number, what)));
        return new Input.Other();
    }
}
