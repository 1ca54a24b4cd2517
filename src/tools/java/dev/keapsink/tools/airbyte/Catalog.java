package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.airbyte.CatalogStream.Mode;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.StreamTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configured catalog: the streams that a sync sends, and what the destination does with them.
 *
 * @param streams in the order of the catalog
 * @param deployments the pipelines that they need
 */
record Catalog(Map<StreamName, CatalogStream> streams, Deployments deployments) {

    private static final List<List<String>> MATCHED_BY_EMAIL = List.of(List.of("email"));

    /**
     * Reads a configured catalog.
     *
     * @throws SyncFailure if the destination cannot do what it asks for
     */
    static Catalog of(JsonNode json, AirbyteSettings settings) {
        if (!json.path("streams").isArray()) {
            throw SyncFailure.ofConfig(
                    "The file after --catalog holds no configured catalog: it needs a list of streams.");
        }
        Deployments deployments = new Deployments();
        Map<StreamName, CatalogStream> streams = new LinkedHashMap<>();
        for (JsonNode configured : json.path("streams")) {
            CatalogStream stream = stream(configured, settings, deployments);
            if (streams.put(stream.name(), stream) != null) {
                throw SyncFailure.ofConfig("The catalog has the stream %s twice; remove one.".formatted(stream.name()));
            }
        }
        if (streams.isEmpty()) {
            // Every record is of a stream that is not in the catalog, but the states still go back.
            int unused = deployments.add(StreamTarget.CONTACTS);
        }
        return new Catalog(prefixed(streams, settings), deployments);
    }

    private static CatalogStream stream(JsonNode configured, AirbyteSettings settings, Deployments deployments) {
        if (!configured.path("stream").path("name").isTextual()) {
            throw SyncFailure.ofConfig("A stream in the file after --catalog has no name.");
        }
        StreamName name = StreamName.of(configured.path("stream"), "name");
        StreamTarget target = target(configured, name, settings);
        Mode mode = mode(configured.path("destination_sync_mode").asText("append"), name);
        boolean isWhole = mode == Mode.OVERWRITE
                && configured.path("minimum_generation_id").asLong() > 0
                && configured.path("minimum_generation_id").asLong()
                        == configured.path("generation_id").asLong();
        if (mode == Mode.OVERWRITE) {
            requireMirror(name, target.object(), settings);
        }
        boolean isMatched = configured.path("destination_object_name").isTextual();
        boolean hasKey = isMatched ? !MATCHED_BY_EMAIL.equals(paths(configured)) : mode != Mode.APPEND;
        return new CatalogStream(
                name,
                mode,
                new Route(
                        target.object(),
                        deployments.add(target),
                        target.keyPrefix().orElse("")),
                hasKey ? paths(configured) : List.of(),
                Optional.of(texts(configured.path("cursor_field"))).filter(path -> !path.isEmpty()),
                isWhole);
    }

    /** What a stream becomes: the object that the platform names for it, or else that of the settings. */
    private static StreamTarget target(JsonNode configured, StreamName name, AirbyteSettings settings) {
        JsonNode object = configured.path("destination_object_name");
        StreamTarget ofSettings = settings.target(name.name());
        if (!object.isTextual()) {
            return ofSettings;
        }
        ObjectType type = ObjectType.ofStream(object.textValue())
                .orElseThrow(() -> SyncFailure.ofConfig(
                        "The catalog wants the stream %s to become \"%s\", which Keap does not have; refresh the schema of the destination."
                                .formatted(name, object.textValue())));
        return type == ofSettings.object()
                ? ofSettings
                : new StreamTarget(type, Optional.empty(), ofSettings.keyPrefix());
    }

    private static Mode mode(String text, StreamName name) {
        return switch (text) {
            case "append" -> Mode.APPEND;
            case "append_dedup" -> Mode.APPEND_DEDUP;
            case "overwrite" -> Mode.OVERWRITE;
            default ->
                throw SyncFailure.ofConfig(
                        "The stream %s has the sync mode %s, which this destination does not have; choose append, append_dedup or overwrite."
                                .formatted(name, text));
        };
    }

    private static void requireMirror(StreamName name, ObjectType type, AirbyteSettings settings) {
        if (type != ObjectType.CONTACTS) {
            throw SyncFailure.ofConfig(
                    "The stream %s has the sync mode overwrite, but becomes %s: nothing is removed from Keap but tags of contacts. Choose append or append_dedup."
                            .formatted(name, type.stream()));
        }
        if (!settings.mirror()) {
            throw SyncFailure.ofConfig(
                    "The stream %s has the sync mode overwrite, which takes the tag off contacts that are no longer in the source. Turn the setting mirror on if that is wanted, or choose append or append_dedup."
                            .formatted(name));
        }
    }

    /** Keeps the keys of streams apart that become the same type of object. */
    private static Map<StreamName, CatalogStream> prefixed(
            Map<StreamName, CatalogStream> streams, AirbyteSettings settings) {
        Map<ObjectType, List<CatalogStream>> keyed = new EnumMap<>(ObjectType.class);
        streams.values().stream()
                .filter(stream -> !stream.primaryKey().isEmpty())
                .forEach(stream -> keyed.computeIfAbsent(stream.route().type(), unused -> new ArrayList<>())
                        .add(stream));
        Map<StreamName, CatalogStream> apart = new LinkedHashMap<>(streams);
        keyed.forEach((type, sharing) -> {
            Set<String> prefixes =
                    sharing.stream().map(stream -> stream.route().keyPrefix()).collect(Collectors.toSet());
            if (prefixes.size() == sharing.size()) {
                return;
            }
            if (type != ObjectType.CONTACTS) {
                throw SyncFailure.ofConfig(
                        "Several streams become %s, and a key of one may be that of another: %s. Give all but one of them a key_prefix in the setting streams."
                                .formatted(
                                        type.stream(),
                                        sharing.stream()
                                                .map(stream -> stream.name().toString())
                                                .collect(Collectors.joining(", "))));
            }
            sharing.stream()
                    .filter(stream ->
                            settings.target(stream.name().name()).keyPrefix().isEmpty())
                    .forEach(stream -> apart.put(stream.name(), stream.prefixed(stream.name() + "/")));
        });
        return apart;
    }

    private static List<List<String>> paths(JsonNode configured) {
        List<List<String>> paths = new ArrayList<>();
        configured.path("primary_key").forEach(path -> paths.add(texts(path)));
        return paths;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /**
     * The streams that together hold every contact that keeps the tag, if the sync sends all of them.
     *
     * @throws SyncFailure if some streams of contacts are mirrored, and others are not
     */
    Set<StreamName> mirrored() {
        Set<StreamName> whole = streams.values().stream()
                .filter(CatalogStream::isWhole)
                .map(CatalogStream::name)
                .collect(Collectors.toSet());
        if (!whole.isEmpty()) {
            streams.values().stream()
                    .filter(stream -> stream.route().type() == ObjectType.CONTACTS && !stream.isWhole())
                    .findFirst()
                    .ifPresent(other -> {
                        throw SyncFailure.ofConfig(
                                "The stream %s has contacts with the tag, too, but not the sync mode overwrite: a mirror of the others would take the tag off them. Give all streams of contacts the mode overwrite, or a destination of their own with another tag."
                                        .formatted(other.name()));
                    });
        }
        return whole;
    }
}
