package dev.keapsink.tools.airbyte.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the form allows is what the destination reads. */
class SchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V7);

    private static final JsonSchema SCHEMA = SCHEMAS.getSchema(AirbyteSettings.schema());

    @Test
    void theSchemaIsOneOfDraft7() {
        JsonSchema metaSchema = SCHEMAS.getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));

        assertThat(metaSchema.validate(AirbyteSettings.schema())).isEmpty();
    }

    @Test
    void namesAreThoseThatConnectionsAlreadyHave() {
        assertThat(paths("", AirbyteSettings.schema()))
                .containsExactlyInAnyOrder(
                        "credentials",
                        "credentials.auth_type=api_key",
                        "credentials.auth_type=oauth2",
                        "credentials.api_key",
                        "credentials.client_id",
                        "credentials.client_secret",
                        "credentials.refresh_token",
                        "credentials.access_token",
                        "credentials.token_expiry_date",
                        "tag_id",
                        "contact_type",
                        "streams",
                        "rejects",
                        "rejects.storage_type=none",
                        "rejects.storage_type=folder",
                        "rejects.storage_type=S3",
                        "rejects.folder",
                        "rejects.access_key_id",
                        "rejects.secret_access_key",
                        "rejects.role_arn",
                        "rejects.s3_bucket_name",
                        "rejects.s3_bucket_region",
                        "rejects.s3_endpoint",
                        "rejects.bucket_path",
                        "ledger",
                        "ledger.ledger_type=none",
                        "ledger.ledger_type=postgresql",
                        "ledger.ledger_type=dynamodb",
                        "ledger.url",
                        "ledger.key",
                        "ledger.table",
                        "ledger.region",
                        "ledger.access_key_id",
                        "ledger.secret_access_key",
                        "ledger.endpoint",
                        "mirror",
                        "mirror_limit",
                        "advanced",
                        "advanced.base_url",
                        "advanced.token_url",
                        "advanced.spike_limit",
                        "advanced.minute_limit",
                        "advanced.country",
                        "advanced.date_order",
                        "advanced.default_user",
                        "advanced.key_field",
                        "advanced.on_delete",
                        "advanced.duplicate_option");
    }

    @Test
    void everySecretIsMarkedAsOne() {
        assertThat(having("airbyte_secret", "", AirbyteSettings.schema()))
                .containsExactlyInAnyOrder(
                        "credentials.api_key",
                        "credentials.client_id",
                        "credentials.client_secret",
                        "credentials.refresh_token",
                        "credentials.access_token",
                        "rejects.access_key_id",
                        "rejects.secret_access_key",
                        "ledger.url",
                        "ledger.key",
                        "ledger.access_key_id",
                        "ledger.secret_access_key");
    }

    @Test
    void everySettingHasATitleADescriptionAndAPlaceOnTheForm() {
        for (JsonNode object : objects(AirbyteSettings.schema())) {
            List<Integer> orders = new ArrayList<>();
            object.path("properties").forEach(property -> {
                orders.add(property.path("order").asInt(-1));
                if (!property.has("const")) {
                    assertThat(property.path("title").asText()).isNotBlank();
                    assertThat(property.path("description").asText()).endsWith(".");
                }
            });
            assertThat(orders).doesNotHaveDuplicates().allMatch(order -> order >= 0);
            assertThat(object.path("additionalProperties").asBoolean()).isTrue();
        }
    }

    @Test
    void examplesAndDefaultsAreAllowed() throws Exception {
        Map<String, JsonNode> tried = new TreeMap<>();
        for (JsonNode object : objects(AirbyteSettings.schema())) {
            for (Map.Entry<String, JsonNode> property :
                    object.path("properties").properties()) {
                List<JsonNode> values = new ArrayList<>();
                property.getValue().path("examples").forEach(values::add);
                if (property.getValue().has("default")) {
                    values.add(property.getValue().path("default"));
                }
                for (JsonNode value : values) {
                    assertThat(SCHEMAS.getSchema(property.getValue()).validate(value))
                            .as("%s: %s", property.getKey(), value)
                            .isEmpty();
                    tried.put(property.getKey() + value, value);
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("dev.keapsink.tools.airbyte.settings.Configs#ofEveryBranch")
    void configurationsOfEveryBranchAreValidAndRead(String config) throws Exception {
        assertThat(SCHEMA.validate(config, InputFormat.JSON)).isEmpty();

        AirbyteSettings settings = AirbyteSettings.of(JSON.readTree(config), Map.of());

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.toString()).isEqualTo("AirbyteSettings" + read(JSON.readTree(config)));
    }

    @Test
    void togetherTheyHaveEverySetting() {
        Set<String> read = new TreeSet<>();
        Configs.ofEveryBranch().forEach(config -> read.addAll(read(tree(config))));
        Set<String> allowed = new TreeSet<>();
        paths("", AirbyteSettings.schema()).forEach(path -> allowed.add(path.replaceAll("=.*", "")));
        allowed.removeAll(Set.of("credentials", "rejects", "ledger", "advanced"));

        assertThat(read).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'credentials': {'api_key': 'k'}}",
                "{'credentials': {'auth_type': 'pat', 'api_key': 'k'}}",
                "{'credentials': {'auth_type': 'api_key'}}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'tag_id': '17, 18'}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'tag_id': 17}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'mirror': 'yes'}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'mirror_limit': -1}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'mirror_limit': 101}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'mirror_limit': 1.5}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'rejects': {'storage_type': 'None'}}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'rejects': {'storage_type': 'folder'}}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'ledger': {'ledger_type': 'postgresql', 'url': 'mysql://x'}}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'advanced': {'spike_limit': 0}}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'advanced': {'on_delete': 'drop'}}",
                "{'credentials': {'auth_type': 'api_key', 'api_key': 'k'}, 'advanced': []}",
            })
    void whatTheSchemaForbidsIsNotReadEither(String config) {
        JsonNode json = tree(config.replace('\'', '"'));

        assertThat(SCHEMA.validate(json)).isNotEmpty();
        assertThat(Configs.problems(json)).isNotEmpty();
    }

    @Test
    void theSpecificationNamesTheSyncModes() {
        ObjectNode message = Spec.message();

        assertThat(message.path("type").asText()).isEqualTo("SPEC");
        assertThat(message.path("spec").path("supported_destination_sync_modes"))
                .extracting(JsonNode::asText)
                .containsExactly("append", "append_dedup", "overwrite");
        assertThat(message.path("spec").path("supportsIncremental").asBoolean()).isTrue();
        assertThat(message.path("spec").path("documentationUrl").asText()).startsWith("https://");
        assertThat(message.path("spec").path("connectionSpecification")).isEqualTo(AirbyteSettings.schema());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The paths of all values in a configuration, as the settings know them. */
    private static Set<String> read(JsonNode config) {
        Set<String> paths = new TreeSet<>();
        config.properties().forEach(entry -> {
            if (entry.getValue().isObject() && !entry.getKey().equals("streams")) {
                entry.getValue().fieldNames().forEachRemaining(name -> paths.add(entry.getKey() + "." + name));
            } else {
                paths.add(entry.getKey());
            }
        });
        return paths;
    }

    private static Set<String> paths(String prefix, JsonNode schema) {
        Set<String> paths = new TreeSet<>();
        schema.path("properties").properties().forEach(entry -> {
            String value = entry.getValue().has("const")
                    ? "=" + entry.getValue().path("const").asText()
                    : "";
            paths.add(prefix + entry.getKey() + value);
            paths.addAll(paths(prefix + entry.getKey() + ".", entry.getValue()));
        });
        schema.path("oneOf").forEach(branch -> paths.addAll(paths(prefix, branch)));
        return paths;
    }

    private static Set<String> having(String keyword, String prefix, JsonNode schema) {
        Set<String> paths = new TreeSet<>();
        schema.path("properties").properties().forEach(entry -> {
            if (entry.getValue().path(keyword).asBoolean()) {
                paths.add(prefix + entry.getKey());
            }
            paths.addAll(having(keyword, prefix + entry.getKey() + ".", entry.getValue()));
        });
        schema.path("oneOf").forEach(branch -> paths.addAll(having(keyword, prefix, branch)));
        return paths;
    }

    /** Every object of the schema that has properties. */
    private static List<JsonNode> objects(JsonNode schema) {
        List<JsonNode> objects = new ArrayList<>();
        if (schema.has("properties")) {
            objects.add(schema);
        }
        schema.path("properties").forEach(property -> objects.addAll(objects(property)));
        schema.path("oneOf").forEach(branch -> objects.addAll(objects(branch)));
        return objects;
    }
}
