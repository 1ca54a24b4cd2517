package dev.keapsink.tools.airbyte.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.record.ObjectType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the destination. */
class AirbyteSettingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SECRET = "KeapAK-1234567890abcdef1234567890abcdef";

    @Test
    void aKeyAloneIsEnough() throws Exception {
        AirbyteSettings settings = withKey("");

        assertThat(settings.credential()).isEqualTo(new ApiKey("KeapAK-secret"));
        assertThat(settings.rejects()).isEqualTo(new RejectsPlace.None());
        assertThat(settings.ledger()).isEqualTo(new LedgerPlace.None());
        assertThat(settings.mirror()).isFalse();
        assertThat(settings.mirrorLimit()).isEqualTo(10);
        assertThat(settings.tagIds()).isEmpty();
        assertThat(settings.streams()).isEmpty();
        assertThat(settings.target("anything").object()).isEqualTo(ObjectType.CONTACTS);
        assertThat(settings.variables())
                .isEqualTo(Map.of("KEAP_SINK_API_KEY", "KeapAK-secret", "KEAP_SINK_MAX_CONCURRENCY", "1"));
    }

    @Test
    void settingsBecomeTheFunctionsVariables() throws Exception {
        AirbyteSettings settings = withKey("""
                'tag_id': ' 101,102 ', 'contact_type': 'Lead',
                'ledger': {'ledger_type': 'dynamodb', 'table': 'keap-ledger'},
                'advanced': {'spike_limit': 5.0, 'country': 'DE', 'on_delete': 'ignore', 'date_order': ''}""");

        assertThat(settings.variables())
                .isEqualTo(Map.of(
                        "KEAP_SINK_API_KEY", "KeapAK-secret",
                        "KEAP_SINK_MAX_CONCURRENCY", "1",
                        "KEAP_SINK_TAG_IDS", "101,102",
                        "KEAP_SINK_CONTACT_TYPE", "Lead",
                        "KEAP_SINK_LEDGER_TABLE", "keap-ledger",
                        "KEAP_SINK_SPIKE_LIMIT", "5",
                        "KEAP_SINK_COUNTRY", "DE",
                        "KEAP_SINK_ON_DELETE", "ignore"));
        assertThat(settings.tagIds()).containsExactly(101L, 102L);
    }

    @Test
    void fourVariablesOfTheEnvironmentComeBeforeTheSettings() throws Exception {
        JsonNode config =
                JSON.readTree(Configs.withKey("'advanced': {'base_url': 'https://api.example.org', 'spike_limit': 5}"));
        AirbyteSettings settings = AirbyteSettings.of(
                config,
                Map.of(
                        "KEAP_SINK_BASE_URL", "http://localhost:1",
                        "KEAP_SINK_TOKEN_URL", "http://localhost:2",
                        "KEAP_SINK_SPIKE_LIMIT", "1000",
                        "KEAP_SINK_MINUTE_LIMIT", "60000",
                        "KEAP_SINK_TAG_IDS", "7"));

        assertThat(settings.variables())
                .containsEntry("KEAP_SINK_BASE_URL", "http://localhost:1")
                .containsEntry("KEAP_SINK_TOKEN_URL", "http://localhost:2")
                .containsEntry("KEAP_SINK_SPIKE_LIMIT", "1000")
                .containsEntry("KEAP_SINK_MINUTE_LIMIT", "60000")
                .doesNotContainKey("KEAP_SINK_TAG_IDS");
        assertThat(settings.inTheirWords("KEAP_SINK_BASE_URL is wrong.")).isEqualTo("KEAP_SINK_BASE_URL is wrong.");
    }

    @Test
    void aWrongVariableOfTheEnvironmentIsNamedItself() throws Exception {
        assertThat(Configs.problems(JSON.readTree(Configs.withKey("")))).isEmpty();
        try {
            AirbyteSettings.of(JSON.readTree(Configs.withKey("")), Map.of("KEAP_SINK_SPIKE_LIMIT", "many"));
            throw new AssertionError("it was read");
        } catch (SettingsInvalid e) {
            assertThat(e)
                    .hasMessage("KEAP_SINK_SPIKE_LIMIT is a text of 4 characters, but must be a whole number, 1 or"
                            + " more.");
        }
    }

    @Test
    void aGrantIsReadWithItsTokens() throws Exception {
        AirbyteSettings settings = of("""
                {"credentials": {"auth_type": "oauth2", "client_id": "client", "client_secret": "hush",
                 "refresh_token": "refresh-1", "access_token": "access-1",
                 "token_expiry_date": "2026-01-31T13:00:00+01:00"}}
                """);

        assertThat(settings.credential())
                .isEqualTo(new Grant(
                        new Client("client", "hush"), "access-1", "refresh-1", Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(settings.variables()).isEqualTo(Map.of("KEAP_SINK_MAX_CONCURRENCY", "1"));
    }

    @Test
    void aGrantWithoutTheEndOfItsTokenHasEnded() throws Exception {
        AirbyteSettings settings = of("""
                {"credentials": {"auth_type": "oauth2", "client_id": "client", "client_secret": "hush",
                 "refresh_token": "refresh-1", "access_token": "access-1"}}
                """);

        assertThat(settings.credential())
                .isEqualTo(new Grant(new Client("client", "hush"), "", "refresh-1", Instant.EPOCH));
    }

    @Test
    void renewedTokensAreSavedInTheWholeConfiguration() throws Exception {
        String config = """
                {"credentials": {"auth_type": "oauth2", "client_id": "client", "client_secret": "hush",
                 "refresh_token": "refresh-1"}, "tag_id": "101", "of the platform": {"kept": true}}
                """;

        ObjectNode renewed = of(config).withTokens("access-2", "refresh-2", Instant.parse("2026-01-31T12:00:00.5Z"));

        ObjectNode expected = (ObjectNode) JSON.readTree(config);
        expected.withObject("credentials")
                .put("access_token", "access-2")
                .put("refresh_token", "refresh-2")
                .put("token_expiry_date", "2026-01-31T12:00:00Z");
        assertThat(renewed).isEqualTo(expected);
        assertThat(AirbyteSettings.of(renewed, Map.of()).credential())
                .isEqualTo(new Grant(
                        new Client("client", "hush"), "access-2", "refresh-2", Instant.parse("2026-01-31T12:00:00Z")));
    }

    @Test
    void rejectsGoToTheirPlace() throws Exception {
        assertThat(withKey("'rejects': {'storage_type': 'folder', 'folder': '/local/rejects'}")
                        .rejects())
                .isEqualTo(new RejectsPlace.Folder(Path.of("/local/rejects")));
        assertThat(withKey("""
                'rejects': {'storage_type': 'S3', 'access_key_id': 'AKIA1', 'secret_access_key': 'hush',
                 's3_bucket_name': 'rejects', 's3_bucket_region': 'eu-central-1', 's3_endpoint': ''}""").rejects())
                .isEqualTo(new RejectsPlace.S3(
                        Optional.of(new AwsKeys("AKIA1", "hush")),
                        Optional.empty(),
                        "rejects",
                        "eu-central-1",
                        Optional.empty(),
                        ""));
    }

    @Test
    void theLedgerIsWhereItIsSaidToBe() throws Exception {
        assertThat(withKey("'ledger': {'ledger_type': 'postgresql', 'url': 'postgres://a:b@db/keap'}")
                        .ledger())
                .isEqualTo(new LedgerPlace.Postgres("postgres://a:b@db/keap", Optional.empty()));
        assertThat(withKey("'ledger': {'ledger_type': 'dynamodb', 'table': 'keap-ledger', 'region': 'us-east-1'}")
                        .ledger())
                .isEqualTo(new LedgerPlace.DynamoDb(
                        "keap-ledger", Optional.of("us-east-1"), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void streamsBecomeObjects() throws Exception {
        AirbyteSettings settings = withStreams("""
                {"leads": "contacts",
                 "deals": {"object": "opportunities", "mapping": {"fields": {"opportunity_title": "name"}},
                           "key_prefix": "crm-"},
                 "people": {"mapping": {"fields": {"email1": "mail"}}}}
                """);

        assertThat(settings.streams().keySet()).containsExactly("leads", "deals", "people");
        assertThat(settings.target("leads")).isEqualTo(StreamTarget.CONTACTS);
        assertThat(settings.target("Leads")).isEqualTo(StreamTarget.CONTACTS);
        StreamTarget deals = settings.target("deals");
        assertThat(deals.object()).isEqualTo(ObjectType.OPPORTUNITIES);
        assertThat(deals.keyPrefix()).contains("crm-");
        assertThat(deals.mappingDocument())
                .contains("{\"opportunities\":{\"fields\":{\"opportunity_title\":\"name\"}}}");
        assertThat(settings.target("people").mappingDocument()).contains("{\"fields\":{\"email1\":\"mail\"}}");
    }

    @Test
    void streamsMayBeWrittenAsAnObjectToo() throws Exception {
        assertThat(withKey("'streams': {'calls': 'notes'}").target("calls").object())
                .isEqualTo(ObjectType.NOTES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "leads | streams is not JSON, or names something twice: reading stopped at line 1, column 1.",
                "[] | streams must be a JSON object.",
                "{\"a\": \"note\"} | streams.\"a\" is no object of Keap; it must be one of companies, products, contacts,"
                        + " opportunities, orders, payments, notes, tasks, files (did you mean \"notes\"?).",
                "{\"a\": 1} | streams.\"a\" is a number, but must be the name of an object, or {\"object\": …, \"mapping\": …}.",
                "{\"a\": {\"objekt\": \"notes\"}} | streams.\"a\".\"objekt\" means nothing (did you mean \"object\"?); allowed are"
                        + " object, mapping and key_prefix.",
                "{\"a\": {\"mapping\": \"x\"}} | streams.\"a\".mapping is a text, but must be an object, as the page on mappings"
                        + " describes it.",
                "{\"a\": {\"key_prefix\": 1}} | streams.\"a\".key_prefix must be a text such as crm-.",
                "{\"a\": {\"object\": \"notes\", \"mapping\": {\"fields\": {\"txt\": \"x\"}}}} | streams.\"a\".mapping: fields.txt"
                        + " is no field of a note; did you mean text?",
                "{\"a\": {\"mapping\": {\"notes\": {}}}} | streams.\"a\".mapping: notes has no place here: this is the mapping of"
                        + " contacts alone.",
            })
    void aWrongStreamIsNamed(String streams, String problem) throws Exception {
        ObjectNode config = (ObjectNode) JSON.readTree(Configs.withKey(""));
        config.put("streams", streams);

        assertThat(Configs.problems(config)).singleElement().asString().startsWith(problem);
    }

    @Test
    void everyProblemIsNamedAtOnce() throws Exception {
        JsonNode config = JSON.readTree("""
                {"credentials": {"auth_type": "oauth2", "client_id": "client"},
                 "tag_id": "seventeen", "mirror_limit": 200,
                 "rejects": {"storage_type": "s3"},
                 "ledger": {"ledger_type": "dynamodb", "table": "t", "access_key_id": "AKIA1"},
                 "advanced": {"country": "Atlantis", "on_delete": "drop", "base_url": "api.infusionsoft.com"}}
                """);

        assertThat(Configs.problems(config))
                .containsExactly(
                        "credentials.client_secret is not set, but the destination needs it.",
                        "credentials.refresh_token is not set, but the destination needs it.",
                        "tag_id is a text of 9 characters, but must be ids of tags, which are whole numbers, with commas"
                                + " and no spaces between them.",
                        "rejects.storage_type is something else, but must be one of none, folder, S3 (did you mean"
                                + " \"S3\"?).",
                        "ledger.table is a text of 1 characters, but must be the name of a DynamoDB table, which has 3 to"
                                + " 255 letters, digits, underscores, hyphens and dots.",
                        "mirror_limit must be a whole number, 0 to 100.",
                        "advanced.base_url is a text of 20 characters, but must be an http or https address without /v1,"
                                + " such as https://api.infusionsoft.com/crm/rest.",
                        "advanced.country is a text of 8 characters, but must be a country: its ISO 3166 code of two or"
                                + " three letters, or its English name.",
                        "advanced.on_delete is something else, but must be one of untag, delete, ignore.",
                        "ledger.access_key_id and ledger.secret_access_key belong together, but only one is set; set both,"
                                + " or none to use the rights of the machine.");
    }

    @Test
    void aMirrorNeedsATag() throws Exception {
        for (String none : List.of("", ", 'tag_id': ''", ", 'tag_id': ' '", ", 'tag_id': null")) {
            assertThat(Configs.problems(JSON.readTree(Configs.withKey("'mirror': true" + none))))
                    .containsExactly(
                            "mirror needs tag_id, because it takes the tag off contacts that are no longer in the"
                                    + " source; set tag_id, or turn mirror off.");
        }
        assertThat(withKey("'mirror': true, 'tag_id': '7', 'mirror_limit': 0").mirrorLimit())
                .isZero();
    }

    @Test
    void unknownSettingsAreAWarning() throws Exception {
        AirbyteSettings settings = withKey("'tag_ids': '101', 'advanced': {'contry': 'DE'},"
                + " 'rejects': {'storage_type': 'none', 'folder': '/x'}, '" + SECRET + "': true");

        assertThat(settings.warnings())
                .containsExactly(
                        "The setting \"tag_ids\" is not known, and has no effect (did you mean \"tag_id\"?).",
                        "The setting with a name that looks like a secret is not known, and has no effect.",
                        "The setting in rejects \"folder\" is not known, and has no effect.",
                        "The setting in advanced \"contry\" is not known, and has no effect (did you mean \"country\"?).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tag_id", "contact_type", "streams", "mirror", "mirror_limit", "rejects", "ledger", "advanced"})
    void noComplaintShowsASecretInTheWrongPlace(String setting) throws Exception {
        ObjectNode config = (ObjectNode) JSON.readTree(Configs.withKey(""));
        config.set(setting, new TextNode(SECRET));

        assertThat(Configs.problems(config)).isNotEmpty().noneMatch(problem -> problem.contains("1234567890"));
    }

    @Test
    void aSecretInsideTheStreamsIsRefused() throws Exception {
        JsonNode config = JSON.readTree(Configs.withKey("'streams': {'leads': 'contacts', '" + SECRET + "': 'notes'}"));

        assertThat(Configs.problems(config))
                .singleElement()
                .asString()
                .startsWith("streams holds what looks like a key");
    }

    @Test
    void secretsAreListedForTheFilterOfTheLog() throws Exception {
        AirbyteSettings settings = withKey("""
                'rejects': {'storage_type': 'S3', 'access_key_id': 'AKIA1', 'secret_access_key': 'hush',
                 's3_bucket_name': 'rejects', 's3_bucket_region': 'eu-central-1'},
                'ledger': {'ledger_type': 'postgresql', 'url': 'postgresql://keap:p%40s+s@db/keap', 'key': '0123456789abcdef'}""");

        assertThat(settings.secrets())
                .containsExactlyInAnyOrder(
                        "KeapAK-secret",
                        "AKIA1",
                        "hush",
                        "postgresql://keap:p%40s+s@db/keap",
                        "p%40s+s",
                        "p@s+s",
                        "0123456789abcdef");
        assertThat(settings + " " + settings.credential() + settings.rejects() + settings.ledger())
                .doesNotContain(settings.secrets());
    }

    @ParameterizedTest
    @CsvSource({
        "KEAP_SINK_TAG_IDS, tag_id",
        "KEAP_SINK_CONTACT_TYPE, contact_type",
        "KEAP_SINK_MAPPING, streams",
        "KEAP_SINK_STREAMS, streams",
        "KEAP_SINK_API_KEY, credentials.api_key",
        "KEAP_SINK_CREDENTIALS_PARAMETER, credentials",
        "KEAP_SINK_LEDGER_TABLE, ledger",
        "KEAP_SINK_LEDGER_KEY, ledger.key",
        "KEAP_SINK_BASE_URL, advanced.base_url",
        "KEAP_SINK_DEFAULT_USER, advanced.default_user",
        "KEAP_SINK_TIMEOUT, KEAP_SINK_TIMEOUT",
    })
    void sentencesOfTheFunctionNameTheSettings(String variable, String setting) throws Exception {
        assertThat(withKey("").inTheirWords("Set " + variable + ", or " + variable + "."))
                .isEqualTo("Set " + setting + ", or " + setting + ".");
    }

    @Test
    void aConfigurationIsAnObject() {
        assertThat(Configs.problems(new TextNode(SECRET))).containsExactly("The configuration must be a JSON object.");
    }

    private static AirbyteSettings withStreams(String streams) throws Exception {
        ObjectNode config = (ObjectNode) JSON.readTree(Configs.withKey(""));
        return AirbyteSettings.of(config.put("streams", streams), Map.of());
    }

    private static AirbyteSettings withKey(String more) throws Exception {
        return of(Configs.withKey(more));
    }

    private static AirbyteSettings of(String config) throws Exception {
        return AirbyteSettings.of(JSON.readTree(config), Map.of());
    }
}
