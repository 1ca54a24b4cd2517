package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.credential.Credential;
import dev.keapsink.record.TagIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the checked settings of the Airbyte destination. Immutable. Its text form shows no value.
 *
 * <p>The settings in {@link #variables} are checked each by itself. What only their combination can show is checked when
 * the function's settings are made of them.
 */
public final class AirbyteSettings {

    private final ObjectNode config;
    private final Values values;
    private final Credential credential;
    private final Map<String, StreamTarget> streams;
    private final RejectsPlace rejects;
    private final LedgerPlace ledger;
    private final List<String> warnings;

    private AirbyteSettings(ObjectNode config, Values values, Complaints complaints) {
        Places places = new Places(values, complaints);
        this.config = config;
        this.values = values;
        credential = places.credential();
        rejects = places.rejects();
        ledger = places.ledger();
        streams = values.value(StreamTargets.NAME)
                .map(value -> StreamTargets.read(value.json(), values.variables(), complaints))
                .orElse(Map.of());
        warnings = complaints.warnings();
    }

    /** The JSON Schema (draft-07) of the configuration, which Airbyte shows as a form. */
    public static ObjectNode schema() {
        return SchemaWriter.schema("Keap", SettingsTable.ENTRIES);
    }

    /**
     * Reads a configuration.
     *
     * @param config what was entered into the form, as the platform hands it over
     * @param environment the process's variables, of which four come before the settings
     * @throws SettingsInvalid with a sentence for each problem
     */
    public static AirbyteSettings of(JsonNode config, Map<String, String> environment) throws SettingsInvalid {
        if (!(config instanceof ObjectNode object)) {
            throw new SettingsInvalid(List.of("The configuration must be a JSON object."));
        }
        Complaints complaints = new Complaints();
        Values values =
                Values.of(ConfigReader.read(object, SettingsTable.ENTRIES, complaints), environment, complaints);
        AirbyteSettings settings = new AirbyteSettings(object.deepCopy(), values, complaints);
        if (settings.mirror() && object.path("tag_id").asText("").isBlank()) {
            complaints.problem("mirror needs tag_id, because it takes the tag off contacts that are no longer in the"
                    + " source; set tag_id, or turn mirror off");
        }
        if (!complaints.problems().isEmpty()) {
            throw new SettingsInvalid(complaints.problems());
        }
        return settings;
    }

    /** The credential; a grant without a valid access token has an empty one and has ended. */
    public Credential credential() {
        return credential;
    }

    /** The function's variables that the settings become, without the streams and their mappings. */
    public Map<String, String> variables() {
        return values.variables();
    }

    /** The streams of the source that have a target of their own. */
    public Map<String, StreamTarget> streams() {
        return streams;
    }

    /** The target of any stream of the source; contacts for a stream that the settings do not name. */
    public StreamTarget target(String sourceStream) {
        return streams.getOrDefault(sourceStream, StreamTarget.CONTACTS);
    }

    /** Where rejected records go. */
    public RejectsPlace rejects() {
        return rejects;
    }

    /** Where the destination remembers what it wrote. */
    public LedgerPlace ledger() {
        return ledger;
    }

    /** What keys the hashes of the records' keys; empty for plain hashes. */
    public Optional<String> ledgerKey() {
        return Optional.ofNullable(values.variables().get("KEAP_SINK_LEDGER_KEY"));
    }

    /** Whether the sync mode overwrite is allowed for contacts. */
    public boolean mirror() {
        return values.value("mirror").map(value -> value.json().asBoolean()).orElse(false);
    }

    /** The most percent of a tag's members that a mirror takes it from, 0 to 100. */
    public int mirrorLimit() {
        return values.value("mirror_limit").map(value -> value.json().asInt()).orElse(SettingsTable.MIRROR_LIMIT);
    }

    /** The ids of the tags that every contact gets. */
    public Set<Long> tagIds() {
        return values.text("tag_id").map(TagIds::of).orElse(Set.of());
    }

    /** Sentences about settings that have no effect. */
    public List<String> warnings() {
        return warnings;
    }

    /** Every text that must not be shown: the secret values, and the passwords inside them. */
    public Set<String> secrets() {
        return SecretValues.in(values.secrets().values());
    }

    /** A sentence of the function in the words of the settings: {@code tag_id} for {@code KEAP_SINK_TAG_IDS}. */
    public String inTheirWords(String sentence) {
        return SettingNames.in(sentence, values.ofEnvironment().keySet());
    }

    /**
     * The whole configuration with renewed tokens, for the platform to save.
     *
     * @param expiresAt when the access token ends
     */
    public ObjectNode withTokens(String accessToken, String refreshToken, Instant expiresAt) {
        ObjectNode renewed = config.deepCopy();
        renewed.withObject("credentials")
                .put("access_token", accessToken)
                .put("refresh_token", refreshToken)
                .put(
                        "token_expiry_date",
                        expiresAt.truncatedTo(ChronoUnit.SECONDS).toString());
        return renewed;
    }

    @Override
    public String toString() {
        return "AirbyteSettings" + values.byPath().keySet();
    }
}
