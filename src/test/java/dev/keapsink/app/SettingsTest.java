package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.content.AllowedHosts;
import dev.keapsink.content.FileLimit;
import dev.keapsink.content.FileSources;
import dev.keapsink.credential.Credential;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.ObjectType;
import dev.keapsink.support.TriedSetting;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.DateOrder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static Settings settings(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(Map.of("KEAP_SINK_API_KEY", "KeapAK-123"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(TestConfig.of(environment), name -> "");
    }

    @Test
    void everyDefault() {
        assertThat(settings())
                .isEqualTo(new Settings(
                        new KeapSettings(
                                URI.create("https://api.infusionsoft.com/crm/rest"),
                                URI.create("https://api.infusionsoft.com/token"),
                                Header.KEAP_API_KEY,
                                Optional.of("KeapAK-123"),
                                Optional.empty()),
                        new Settings.Contacts(
                                Set.of(),
                                null,
                                MatchRule.EMAIL,
                                WritePolicy.UPSERT,
                                ContactMapping.AUTOMATIC,
                                OnDelete.UNTAG),
                        new ObjectSettings(
                                Set.of(ObjectType.CONTACTS),
                                Mappings.automatic(Conventions.NONE),
                                "Keap Sink Key",
                                Optional.empty()),
                        new Settings.Times(
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(30)),
                        new CredentialLimits(Optional.empty(), Optional.empty(), 2),
                        new Settings.Queues(Optional.empty(), Optional.empty()),
                        new LedgerSettings(Optional.empty(), Duration.ofDays(45), Optional.empty()),
                        new FileSources(AllowedHosts.NONE, Optional.empty(), new FileLimit(10 << 20))));
    }

    @Test
    void everySetting() {
        Conventions conventions = new Conventions(Optional.of("GB"), Optional.of(DateOrder.DMY));
        ContactMapping mapping = ContactMappingReader.read("{\"fields\":{\"email1\":\"mail\"}}", conventions);

        assertThat(settings(
                        "KEAP_SINK_BASE_URL", "http://127.0.0.1:8080/crm/rest/",
                        "KEAP_SINK_TOKEN_URL", "http://127.0.0.1:8080/token",
                        "KEAP_SINK_API_KEY_HEADER", "authorization",
                        "KEAP_SINK_TAG_IDS", " 101, 102 ",
                        "KEAP_SINK_CONTACT_TYPE", " Customer ",
                        "KEAP_SINK_DUPLICATE_OPTION", "EmailAndName",
                        "KEAP_SINK_ON_DELETE", "delete",
                        "KEAP_SINK_WRITE_POLICY", "create-only",
                        "KEAP_SINK_MAPPING", "{\"fields\":{\"email1\":\"mail\"}}",
                        "KEAP_SINK_COUNTRY", " United Kingdom\u00A0",
                        "KEAP_SINK_DATE_ORDER", "DMY",
                        "KEAP_SINK_STREAMS", "Notes, contacts",
                        "KEAP_SINK_KEY_FIELD", " Source key ",
                        "KEAP_SINK_DEFAULT_USER", "ada@example.com",
                        "KEAP_SINK_TIMEOUT", "PT15M",
                        "KEAP_SINK_CONNECT_TIMEOUT", "PT1S",
                        "KEAP_SINK_CALL_TIMEOUT", "PT2S",
                        "KEAP_SINK_TAG_TIMEOUT", "PT0.5S",
                        "KEAP_SINK_SPIKE_LIMIT", "25",
                        "KEAP_SINK_MINUTE_LIMIT", "1500",
                        "KEAP_SINK_MAX_CONCURRENCY", "4",
                        "KEAP_SINK_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/000000000000/q",
                        "KEAP_SINK_REJECT_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/000000000000/r",
                        "KEAP_SINK_LEDGER_TABLE", "keap-sink.ledger_1",
                        "KEAP_SINK_LEDGER_RETENTION", "P30D",
                        "KEAP_SINK_LEDGER_KEY", "0123456789abcdef",
                        "KEAP_SINK_FILE_HOSTS", "Files.example.org, *.example.net",
                        "KEAP_SINK_FILE_BUCKET", "my-files",
                        "KEAP_SINK_FILE_LIMIT", "512 kb"))
                .isEqualTo(new Settings(
                        new KeapSettings(
                                URI.create("http://127.0.0.1:8080/crm/rest"),
                                URI.create("http://127.0.0.1:8080/token"),
                                Header.AUTHORIZATION,
                                Optional.of("KeapAK-123"),
                                Optional.empty()),
                        new Settings.Contacts(
                                Set.of(101L, 102L),
                                "Customer",
                                MatchRule.EMAIL_AND_NAME,
                                WritePolicy.CREATE_ONLY,
                                mapping,
                                OnDelete.DELETE),
                        new ObjectSettings(
                                Set.of(ObjectType.CONTACTS, ObjectType.NOTES),
                                new Mappings(mapping, Map.of(), Map.of()),
                                "Source key",
                                Optional.of("ada@example.com")),
                        new Settings.Times(
                                Duration.ofMinutes(15),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofMillis(500)),
                        new CredentialLimits(Optional.of(25), Optional.of(1500), 4),
                        new Settings.Queues(
                                Optional.of("https://sqs.eu-central-1.amazonaws.com/000000000000/q"),
                                Optional.of("https://sqs.eu-central-1.amazonaws.com/000000000000/r")),
                        new LedgerSettings(
                                Optional.of("keap-sink.ledger_1"),
                                Duration.ofDays(30),
                                Optional.of("0123456789abcdef")),
                        new FileSources(
                                AllowedHosts.parse("files.example.org,*.example.net"),
                                Optional.of("my-files"),
                                new FileLimit(512 << 10))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", "us", "USA", "United States", "The United States of America", "\uFEFFUS\u00A0"})
    void aCountryIsNamedAsItIsInRecords(String country) {
        assertThat(settings("KEAP_SINK_COUNTRY", country)
                        .contacts()
                        .mapping()
                        .values()
                        .conventions()
                        .country())
                .contains("US");
    }

    @Test
    void aConstantOfTheMappingIsReadInTheOrderSet() {
        String mapping = "{\"fields\":{\"email1\":\"mail\",\"birthday\":{\"value\":\"12/10/1980\"}}}";

        assertThat(settings("KEAP_SINK_MAPPING", mapping, "KEAP_SINK_DATE_ORDER", "mdy")
                        .contacts()
                        .mapping()
                        .values()
                        .fields())
                .hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_MAPPING", mapping))
                .withMessageContaining("KEAP_SINK_DATE_ORDER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contacts,note     | (did you mean \"notes\"?)",
                "contacts,Contacts | ; it names contacts twice",
                "oportunities      | (did you mean \"opportunities\"?)"
            })
    void aStreamThatThereIsNotIsAnsweredWithTheClosest(String streams, String addition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_STREAMS", streams))
                .withMessageContaining("KEAP_SINK_STREAMS is a text of")
                .withMessageContaining(
                        "companies, products, contacts, opportunities, orders, payments, notes, tasks, files")
                .withMessageContaining(addition);
    }

    @Test
    void anEmptyVariableIsAnUnsetOne() {
        assertThat(settings("KEAP_SINK_TAG_IDS", "", "KEAP_SINK_TIMEOUT", "", "KEAP_SINK_CONTACT_TYPE", " "))
                .isEqualTo(settings());
    }

    @Test
    void aVariableOfALaterVersionIsNoError() {
        assertThat(settings("KEAP_SINK_OF_TOMORROW", "x")).isEqualTo(settings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEAP_SINK_BASE_URL | api.infusionsoft.com/crm/rest",
                "KEAP_SINK_BASE_URL | https://api.infusionsoft.com/crm/rest/v1",
                "KEAP_SINK_BASE_URL | https://user:password@api.infusionsoft.com/crm/rest",
                "KEAP_SINK_BASE_URL | https://api.infusionsoft.com/crm/rest#v1",
                "KEAP_SINK_TOKEN_URL | https://api.infusionsoft.com/token#now",
                "KEAP_SINK_TOKEN_URL | /token",
                "KEAP_SINK_API_KEY | Keap AK",
                "KEAP_SINK_API_KEY_HEADER | X-Api-Key",
                "KEAP_SINK_TAG_IDS | 1,two",
                "KEAP_SINK_TAG_IDS | 0",
                "KEAP_SINK_DUPLICATE_OPTION | Phone",
                "KEAP_SINK_ON_DELETE | drop",
                "KEAP_SINK_COUNTRY | Atlantis",
                "KEAP_SINK_COUNTRY | +1",
                "KEAP_SINK_DATE_ORDER | american",
                "KEAP_SINK_DATE_ORDER | ydm",
                "KEAP_SINK_STREAMS | contacts,,notes",
                "KEAP_SINK_KEY_FIELD | ???",
                "KEAP_SINK_DEFAULT_USER | Ada Lovelace",
                "KEAP_SINK_FILE_HOSTS | https://files.example.org",
                "KEAP_SINK_FILE_BUCKET | s3://my-files",
                "KEAP_SINK_FILE_LIMIT | 10",
                "KEAP_SINK_TIMEOUT | 120",
                "KEAP_SINK_TIMEOUT | PT1.999S",
                "KEAP_SINK_TIMEOUT | PT15M1S",
                "KEAP_SINK_CONNECT_TIMEOUT | 3s!",
                "KEAP_SINK_CALL_TIMEOUT | -PT1S",
                "KEAP_SINK_TAG_TIMEOUT | soon",
                "KEAP_SINK_SPIKE_LIMIT | 0",
                "KEAP_SINK_MINUTE_LIMIT | many",
                "KEAP_SINK_MAX_CONCURRENCY | 1.5",
                "KEAP_SINK_QUEUE_URL | keap-sink",
                "KEAP_SINK_QUEUE_URL | https://user:password@sqs.eu-central-1.amazonaws.com/000000000000/q",
                "KEAP_SINK_QUEUE_URL | https://sqs.eu-central-1.amazonaws.com/000000000000/q?Action=SendMessage",
                "KEAP_SINK_QUEUE_URL | https://sqs.eu-central-1.amazonaws.com/000000000000/leads%20",
                "KEAP_SINK_QUEUE_URL | https://sqs.eu-central-1.amazonaws.com/000000000000/leads;v=1",
                "KEAP_SINK_REJECT_QUEUE_URL | https://sqs.eu-central-1.amazonaws.com/000000000000/%2E",
                "KEAP_SINK_REJECT_QUEUE_URL | https://sqs.eu-central-1.amazonaws.com/000000000000/q/%2e%2e",
                "KEAP_SINK_REJECT_QUEUE_URL | https://sqs.eu-central-1.amazonaws.com/",
                "KEAP_SINK_REJECT_QUEUE_URL | arn:aws:sqs:eu-central-1:000000000000:r",
                "KEAP_SINK_LEDGER_TABLE | arn:aws:dynamodb:eu-central-1:000000000000:table/ledger",
                "KEAP_SINK_LEDGER_TABLE | ab",
                "KEAP_SINK_LEDGER_RETENTION | PT23H59M59S",
                "KEAP_SINK_LEDGER_RETENTION | P3651D",
                "KEAP_SINK_LEDGER_RETENTION | P2M",
                "KEAP_SINK_LEDGER_KEY | 0123456789abcde",
                "KEAP_SINK_LEDGER_KEY | sixteen letters and more"
            })
    void aWrongValueIsAnsweredWithASentenceThatNamesTheVariable(String variable, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(variable, value))
                .withMessageStartingWith("Keap Sink cannot start: " + variable)
                .withMessageContaining("must be");
    }

    /** The test of the templates tries the same values there. */
    @ParameterizedTest
    @MethodSource("dev.keapsink.support.TriedSetting#all")
    void itStartsWithTheValuesThatTheTemplatesTake(TriedSetting setting) {
        assertThat(setting.taken())
                .allSatisfy(value -> assertThatCode(() -> settings(setting.variable(), value))
                        .doesNotThrowAnyException());
        assertThat(setting.refused())
                .allSatisfy(value -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> settings(setting.variable(), value))
                        .withMessageStartingWith("Keap Sink cannot start: " + setting.variable()));
    }

    @Test
    void aKeyInTheWrongPlaceIsNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_TAG_IDS", "my password", "KEAP_SINK_API_KEY", "Keap sesame"))
                .withMessageNotContaining("password")
                .withMessageNotContaining("sesame")
                .withMessageContaining("KEAP_SINK_TAG_IDS is a text of 11 characters");
        assertThat(settings().toString()).doesNotContain("KeapAK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P3650D"})
    void theLedgerRemembersForADayToTenYears(String retention) {
        assertThat(settings("KEAP_SINK_LEDGER_RETENTION", retention).ledger().retention())
                .isEqualTo(Duration.parse(retention));
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_TIMEOUT", "x", "KEAP_SINK_SPIKE_LIMIT", "-1"))
                .withMessageContaining("KEAP_SINK_TIMEOUT")
                .withMessageContaining("KEAP_SINK_SPIKE_LIMIT is a number, but must be a whole number");
    }

    @Test
    void withoutAKeyItDoesNotStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(TestConfig.of(Map.of()), name -> ""))
                .withMessageContaining("KEAP_SINK_CREDENTIALS_PARAMETER is not set, nor is KEAP_SINK_API_KEY");
    }

    @Test
    void theCredentialIsInOnePlaceOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_CREDENTIALS_PARAMETER", "/keap-sink/credentials"))
                .withMessageContaining("are both set");
        assertThat(settings("KEAP_SINK_API_KEY", " ", "KEAP_SINK_CREDENTIALS_PARAMETER", "/keap-sink/credentials")
                        .keap())
                .satisfies(keap -> {
                    assertThat(keap.parameter()).contains("/keap-sink/credentials");
                    assertThat(keap.apiKey()).isEmpty();
                });
    }

    @Test
    void aKeyInPlaceOfTheParametersNameIsNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(
                        "KEAP_SINK_API_KEY", "", "KEAP_SINK_CREDENTIALS_PARAMETER", "{\"api_key\":\"KeapAK-1\"}"))
                .withMessageContaining("KEAP_SINK_CREDENTIALS_PARAMETER")
                .withMessageNotContaining("KeapAK-1");
    }

    @Test
    void theLimitsFollowTheKindOfCredentialUnlessConfigured() {
        Credential key = new Credential.ApiKey("KeapAK-1");
        Credential grant =
                new Credential.Grant(new Credential.Client("id", "secret"), "token", "refresh", Instant.EPOCH);

        assertThat(settings().limits().of(key)).isEqualTo(new CallLimits(10, 240, 2));
        assertThat(settings().limits().of(grant)).isEqualTo(new CallLimits(25, 1500, 2));
        assertThat(settings().limits().smallest()).isEqualTo(new CallLimits(10, 240, 2));
        assertThat(settings("KEAP_SINK_MINUTE_LIMIT", "600").limits().of(grant)).isEqualTo(new CallLimits(25, 600, 2));
        assertThat(settings("KEAP_SINK_SPIKE_LIMIT", "5").limits().of(key)).isEqualTo(new CallLimits(5, 240, 2));
    }

    @Test
    void aFifoSourceNeedsARejectQueueAndThatIsAStandardQueue() {
        String fifo = "https://sqs.eu-central-1.amazonaws.com/000000000000/q.fifo";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_QUEUE_URL", fifo))
                .withMessageContaining("KEAP_SINK_REJECT_QUEUE_URL is not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_QUEUE_URL", fifo, "KEAP_SINK_REJECT_QUEUE_URL", fifo))
                .withMessageContaining("must be a standard queue");
        assertThatIllegalArgumentException()
                .as("with a slash behind its name")
                .isThrownBy(() -> settings("KEAP_SINK_REJECT_QUEUE_URL", fifo + "/"))
                .withMessageContaining("must be a standard queue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sqs.us-east-1.amazonaws.com/000000000000/q",
                "https://SQS.us-east-1.amazonaws.com/000000000000/q/",
                "https://queue.amazonaws.com/000000000000/q",
                "http://127.0.0.1:9324/000000000000/q"
            })
    void theSourceQueueIsNoRejectQueue(String rejects) {
        String source = "https://sqs.us-east-1.amazonaws.com/000000000000/q";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("KEAP_SINK_QUEUE_URL", source, "KEAP_SINK_REJECT_QUEUE_URL", rejects))
                .withMessageContaining("KEAP_SINK_REJECT_QUEUE_URL names the queue of KEAP_SINK_QUEUE_URL, in which a")
                .withMessageEndingWith("Set the variable to the URL of the reject queue.");
        assertThat(settings("KEAP_SINK_QUEUE_URL", source, "KEAP_SINK_REJECT_QUEUE_URL", source + "-rejects")
                        .queues()
                        .rejects())
                .contains(source + "-rejects");
    }

    @Test
    void everyInstanceNeedsACallAMinute() {
        assertThatThrownBy(() -> Settings.of(
                        TestConfig.of(Map.of(
                                "KEAP_SINK_API_KEY", "KeapAK-1",
                                "KEAP_SINK_MINUTE_LIMIT", "3",
                                "KEAP_SINK_MAX_CONCURRENCY", "4")),
                        name -> ""))
                .hasMessageContaining("KEAP_SINK_MINUTE_LIMIT")
                .hasMessageContaining("KEAP_SINK_MAX_CONCURRENCY");
    }
}
