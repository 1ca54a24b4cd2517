package dev.keapsink.app;

import dev.keapsink.check.QueueName;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.content.AllowedHosts;
import dev.keapsink.content.FileLimit;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.TagIds;
import dev.keapsink.value.Countries;
import dev.keapsink.value.DateOrder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Defines every setting, and is the only place that does. docs/settings.md describes each. {@link Settings}
 * holds the values.
 */
final class SinkConfig {

    private static final List<Setting<?>> TABLE = new ArrayList<>();

    private static final Allowed<Duration> DURATION = Allowed.of(
                    "an ISO-8601 duration longer than zero, such as PT15S", Duration::parse)
            .where(Duration::isPositive);

    private static final Allowed<Integer> NUMBER =
            Allowed.of("a whole number, 1 or more", Integer::valueOf).where(number -> number >= 1);

    private static final Allowed<URI> QUEUE = Allowed.of("the URL of an SQS queue", Allowed::address)
            .where(uri ->
                    uri.getQuery() == null && QueueName.ofUrl(uri.toString()).isPossible());

    static final Setting<String> CREDENTIALS_PARAMETER = setting(
            "KEAP_SINK_CREDENTIALS_PARAMETER",
            Allowed.text("the name of a parameter in Parameter Store, such as /keap-sink/credentials", "[\\w./+=@:-]+"),
            "the name of the parameter in Parameter Store that holds the credential ([credentials.md](credentials.md)); this or the next is required");
    static final Setting<String> API_KEY = setting(
            "KEAP_SINK_API_KEY",
            Allowed.secret("a key without spaces, as Keap shows it", "[!-~]+"),
            "the Personal Access Token or Service Account Key itself, for local runs and tests");
    static final Setting<URI> BASE_URL = setting(
            "KEAP_SINK_BASE_URL",
            "https://api.infusionsoft.com/crm/rest",
            Allowed.of(
                            "an http or https address without /v1, such as https://api.infusionsoft.com/crm/rest",
                            text -> Allowed.address(text.replaceAll("/+$", "")))
                    .where(uri -> !uri.getPath().matches(".*/v[12]$") && uri.getQuery() == null),
            "Keap's REST API; `/v1/…` and `/v2/…` are appended");
    static final Setting<URI> TOKEN_URL = setting(
            "KEAP_SINK_TOKEN_URL",
            "https://api.infusionsoft.com/token",
            Allowed.of("an http or https address, such as https://api.infusionsoft.com/token", Allowed::address),
            "where Keap renews OAuth2 tokens");
    static final Setting<Header> API_KEY_HEADER = setting(
            "KEAP_SINK_API_KEY_HEADER",
            "X-Keap-API-Key",
            Allowed.choice(
                    Header.values(), header -> header == Header.AUTHORIZATION ? "Authorization" : "X-Keap-API-Key"),
            "the header of an API key; or `Authorization` (sent as Bearer, as OAuth2 tokens always are)");

    static final Setting<Set<ObjectType>> STREAMS = setting(
            "KEAP_SINK_STREAMS",
            "contacts",
            Allowed.of("names of streams with commas between them: " + StreamNames.ALL, StreamNames::parsed),
            "the streams that are written, with commas ([messages.md](messages.md#streams)); a record of any other is rejected");
    static final Setting<Set<Long>> TAG_IDS = setting(
            "KEAP_SINK_TAG_IDS",
            Allowed.of("tag ids, which are positive whole numbers, with commas between them", TagIds::of),
            "ids of the tags that every contact gets, with commas");
    static final Setting<String> CONTACT_TYPE = setting(
            "KEAP_SINK_CONTACT_TYPE",
            Allowed.of("the name of a contact type", Function.identity()),
            "contact type for records that name none");
    static final Setting<MatchRule> DUPLICATE_OPTION = setting(
            "KEAP_SINK_DUPLICATE_OPTION",
            "Email",
            Allowed.choice(MatchRule.values(), MatchRule::duplicateOption),
            "what makes two contacts the same; or `EmailAndName`");
    static final Setting<WritePolicy> WRITE_POLICY = setting(
            "KEAP_SINK_WRITE_POLICY",
            "upsert",
            Allowed.choice(WritePolicy.values()),
            "which contacts are written; or `create-only`, `update-only`, which cost a look-up a contact");
    static final Setting<String> MAPPING = setting(
            "KEAP_SINK_MAPPING",
            Allowed.of("a JSON document, or ssm: and the name of a parameter with one", Function.identity()),
            "which value of a record goes into which field: a JSON document, or `ssm:/name` for one in Parameter Store ([mapping.md](mapping.md)); unset: fields are matched by their names");
    static final Setting<OnDelete> ON_DELETE = setting(
            "KEAP_SINK_ON_DELETE",
            "untag",
            Allowed.choice(OnDelete.values()),
            "what a delete does: `untag` takes the configured and the record's own tags off, `delete` deletes the contact, `ignore` does nothing");
    static final Setting<String> COUNTRY = setting(
            "KEAP_SINK_COUNTRY",
            Allowed.of(
                    "a country: its ISO 3166 code of two or three letters, or its English name",
                    text -> Countries.ofSetting(text).orElseThrow()),
            "the country of phone numbers without a country code, in records that name no country; also of an address object with a region and no country. An ISO 3166 code or an English name ([phone numbers](fields.md#phone-numbers)); unset: such numbers are compared digit by digit");
    static final Setting<DateOrder> DATE_ORDER = setting(
            "KEAP_SINK_DATE_ORDER",
            Allowed.choice(DateOrder.values()),
            "the order in dates such as `12/10/1980`: `mdy`, `dmy` or `ymd` ([dates](fields.md#dates)); unset: an ambiguous date is refused");
    static final Setting<AllowedHosts> FILE_HOSTS = setting(
            "KEAP_SINK_FILE_HOSTS",
            Allowed.of(
                    "names of hosts, such as files.example.org, or *.example.org for all below a name, with commas between them",
                    AllowedHosts::parse),
            "hosts that files may be fetched from by their https addresses, with commas; `*.example.org` stands for all names below `example.org` ([files.md](files.md)); unset: none");
    static final Setting<String> FILE_BUCKET = setting(
            "KEAP_SINK_FILE_BUCKET",
            Allowed.text(
                    "the name of a bucket in S3, which has 3 to 63 small letters, digits, hyphens and dots",
                    "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
            "the bucket in S3 whose objects may be sent to Keap as files ([files.md](files.md)); unset: none");
    static final Setting<FileLimit> FILE_LIMIT = setting(
            "KEAP_SINK_FILE_LIMIT",
            "10 MB",
            Allowed.of("a size from 1 KB to 50 MB, such as 10 MB", FileLimit::parse),
            "the largest file that is sent to Keap: `1 KB` to `50 MB`");

    static final Setting<String> KEY_FIELD = setting(
            "KEAP_SINK_KEY_FIELD",
            "Keap Sink Key",
            Allowed.text("the label of a custom field, with a letter from A to Z or a digit in it", ".*[A-Za-z0-9].*"),
            "the label of the custom field that holds a record's key, in companies, opportunities, orders, notes and tasks; `./run setup` makes the fields ([operating.md](operating.md#key-fields))");
    static final Setting<String> DEFAULT_USER = setting(
            "KEAP_SINK_DEFAULT_USER",
            Allowed.text("a user of Keap: an id or an e-mail address", "[1-9][0-9]{0,17}|[^@\\s]+@[^@\\s]+"),
            "the user of notes and tasks that name none: an id or an e-mail address; unset: such a record is rejected");

    static final Setting<Duration> TIMEOUT = setting(
            "KEAP_SINK_TIMEOUT",
            "PT120S",
            // Lambda allows 15 minutes. Less than two seconds are too short to write and tag a contact.
            between(
                    "an ISO-8601 duration from PT2S to PT15M, the function's own timeout",
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(15)),
            "the Lambda function's timeout, which the function itself cannot see");
    static final Setting<Duration> CONNECT_TIMEOUT =
            setting("KEAP_SINK_CONNECT_TIMEOUT", "PT3S", DURATION, "for connecting to Keap");
    static final Setting<Duration> CALL_TIMEOUT = setting(
            "KEAP_SINK_CALL_TIMEOUT",
            "PT15S",
            DURATION,
            "for one Keap call; shortened to what the invocation's time leaves");
    static final Setting<Duration> TAG_TIMEOUT =
            setting("KEAP_SINK_TAG_TIMEOUT", "PT30S", DURATION, "for one call that applies a tag");

    static final Setting<Integer> SPIKE_LIMIT = setting(
            "KEAP_SINK_SPIKE_LIMIT",
            NUMBER,
            "Keap calls a second for the credential; unset: 10 for an API key, 25 for OAuth2; shared by all instances; a smaller limit reported by Keap wins");
    static final Setting<Integer> MINUTE_LIMIT = setting(
            "KEAP_SINK_MINUTE_LIMIT",
            NUMBER,
            "Keap calls a minute for the credential; unset: 240 for an API key, 1,500 for OAuth2; shared by all instances; a smaller limit reported by Keap wins");
    static final Setting<Integer> MAX_CONCURRENCY = setting(
            "KEAP_SINK_MAX_CONCURRENCY",
            "2",
            NUMBER,
            "how many instances share the limits: the event source mapping's maximum concurrency");

    static final Setting<URI> QUEUE_URL = setting(
            "KEAP_SINK_QUEUE_URL",
            QUEUE,
            "the source queue, for the delays of returned messages; unset: the queue's visibility timeout applies");
    static final Setting<URI> REJECT_QUEUE_URL = setting(
            "KEAP_SINK_REJECT_QUEUE_URL",
            QUEUE,
            "a standard queue for rejected records, neither the source queue nor a dead-letter queue; unset: rejected records are returned and end in the dead-letter queue; required for a FIFO source");

    static final Setting<String> LEDGER_TABLE = setting(
            "KEAP_SINK_LEDGER_TABLE",
            Allowed.text(
                    "the name of a DynamoDB table, which has 3 to 255 letters, digits, underscores, hyphens and dots",
                    "[A-Za-z0-9_.-]{3,255}"),
            "the DynamoDB table that remembers what was written ([ledger.md](ledger.md)); unset: nothing is remembered");
    static final Setting<Duration> LEDGER_RETENTION = setting(
            "KEAP_SINK_LEDGER_RETENTION",
            "P45D",
            // In less than a day the ledger would see hardly any repetition. More than ten years is a typing error.
            between("an ISO-8601 duration from P1D to P3650D", Duration.ofDays(1), Duration.ofDays(3650)),
            "how long the ledger remembers a contact after a write: `P1D` to `P3650D`. It must exceed the time that a message can wait in the queues (`P24D` with the retentions of this repository)");
    static final Setting<String> LEDGER_KEY = setting(
            "KEAP_SINK_LEDGER_KEY",
            Allowed.secret(
                    "a secret of at least 16 letters, digits and signs without spaces, such as 32 random hexadecimal digits",
                    "[!-~]{16,}"),
            "a secret of 16 characters or more that keys the hashes in the table; unset: a reader of the table can test guesses about its contacts; a changed key makes every entry unknown");

    private SinkConfig() {}

    static List<Setting<?>> table() {
        return Collections.unmodifiableList(TABLE);
    }

    private static <T> Setting<T> setting(String variable, Allowed<T> allowed, String meaning) {
        return setting(variable, "", allowed, meaning);
    }

    private static <T> Setting<T> setting(String variable, String byDefault, Allowed<T> allowed, String meaning) {
        Setting<T> setting = new Setting<>(variable, byDefault, allowed, meaning);
        TABLE.add(setting);
        return setting;
    }

    private static Allowed<Duration> between(String words, Duration shortest, Duration longest) {
        return Allowed.of(words, Duration::parse)
                .where(duration -> duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0);
    }
}
