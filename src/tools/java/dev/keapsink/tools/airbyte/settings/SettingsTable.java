package dev.keapsink.tools.airbyte.settings;

import static dev.keapsink.tools.airbyte.settings.Entry.branch;
import static dev.keapsink.tools.airbyte.settings.Entry.choice;
import static dev.keapsink.tools.airbyte.settings.Entry.document;
import static dev.keapsink.tools.airbyte.settings.Entry.flag;
import static dev.keapsink.tools.airbyte.settings.Entry.group;
import static dev.keapsink.tools.airbyte.settings.Entry.oneOf;
import static dev.keapsink.tools.airbyte.settings.Entry.secret;
import static dev.keapsink.tools.airbyte.settings.Entry.text;
import static dev.keapsink.tools.airbyte.settings.Entry.whole;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Defines every setting of the destination, in the order of the form, and is the only place that does. */
final class SettingsTable {

    static final String AUTH_TYPE = "auth_type";

    static final String STORAGE_TYPE = "storage_type";

    static final String LEDGER_TYPE = "ledger_type";

    /** Stands for the field that tells the objects of a choice apart. */
    static final Entry DISCRIMINATOR = text("type", "", "");

    /** The variables of the environment that come before the settings, so that a test needs no other configuration. */
    static final List<String> OVERRIDES =
            List.of("KEAP_SINK_BASE_URL", "KEAP_SINK_TOKEN_URL", "KEAP_SINK_SPIKE_LIMIT", "KEAP_SINK_MINUTE_LIMIT");

    /** Percent of the members of a tag that a mirror takes it from at most. */
    static final int MIRROR_LIMIT = 10;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Entry CREDENTIALS = oneOf(
                    "credentials",
                    AUTH_TYPE,
                    "Credentials",
                    "How the destination signs in to Keap.",
                    branch(
                            "api_key",
                            "Personal Access Token or Service Account Key",
                            secret(
                                            "api_key",
                                            "Key",
                                            "The token or key, which you make in Keap under Settings, API Settings.")
                                    .mandatory()
                                    .becomes("KEAP_SINK_API_KEY")),
                    branch(
                            "oauth2",
                            "OAuth2",
                            secret("client_id", "Client ID", "The id of your application in Keap's developer portal.")
                                    .mandatory(),
                            secret("client_secret", "Client secret", "The secret of the same application.")
                                    .mandatory(),
                            secret(
                                            "refresh_token",
                                            "Refresh token",
                                            "Keap ends it when it is used, and gives another one. The destination hands"
                                                    + " that to Airbyte, which saves it here.")
                                    .mandatory(),
                            secret(
                                    "access_token",
                                    "Access token",
                                    "Filled in by the destination. As long as it is valid, the refresh token is left"
                                            + " alone."),
                            text(
                                            "token_expiry_date",
                                            "End of the access token",
                                            "Filled in by the destination: until when the access token is valid.",
                                            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$",
                                            Wishes.MOMENT)
                                    .examples("2026-01-31T12:00:00Z")))
            .mandatory();

    private static final Entry REJECTS = oneOf(
                    "rejects",
                    STORAGE_TYPE,
                    "Rejected records",
                    "Where records go that Keap can never take, each with the reason. Without a place the first of them"
                            + " fails the sync.",
                    branch("none", "None: a rejected record fails the sync"),
                    branch(
                            "folder",
                            "Folder",
                            text(
                                            "folder",
                                            "Folder",
                                            "A folder that the destination can write to, such as a mounted volume. Each"
                                                    + " stream has one file in it.")
                                    .mandatory()
                                    .examples("/local/rejects")),
                    branch(
                            "S3",
                            "S3",
                            secret(
                                    "access_key_id",
                                    "Access key ID",
                                    "The id of an AWS access key that may write to the bucket. Leave it empty to use the"
                                            + " rights of the machine."),
                            secret("secret_access_key", "Secret access key", "The secret of the same access key."),
                            text(
                                            "role_arn",
                                            "Role ARN",
                                            "The ARN of an AWS role that is assumed before the bucket is written to.",
                                            "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$",
                                            Wishes.ROLE)
                                    .examples("arn:aws:iam::123456789012:role/keap-rejects"),
                            text(
                                            "s3_bucket_name",
                                            "S3 bucket name",
                                            "The name of the bucket.",
                                            "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
                                            Wishes.BUCKET)
                                    .mandatory()
                                    .examples("my-rejects"),
                            text(
                                            "s3_bucket_region",
                                            "S3 bucket region",
                                            "The region of the bucket.",
                                            "^[a-z0-9-]+$",
                                            Wishes.REGION)
                                    .mandatory()
                                    .examples("us-east-1"),
                            text(
                                            "s3_endpoint",
                                            "S3 endpoint",
                                            "The address of a store that speaks S3's protocol. Leave it empty for AWS.",
                                            "^https?://[^\\s@]+$",
                                            Wishes.ADDRESS)
                                    .examples("http://minio:9000"),
                            text("bucket_path", "Path in the bucket", "The names of all objects begin with it.")
                                    .examples("keap/rejects")))
            .byDefault(first(STORAGE_TYPE));

    private static final Entry LEDGER_KEY = secret(
                    "key",
                    "Key of the hashes",
                    "A secret of 16 characters or more. It keys the hashes in the ledger, so that a reader of the table"
                            + " cannot test guesses about your contacts. Another key makes every entry unknown.",
                    "^[!-~]{16,}$",
                    "a secret of at least 16 letters, digits and signs without spaces")
            .becomes("KEAP_SINK_LEDGER_KEY");

    private static final Entry LEDGER = oneOf(
                    "ledger",
                    LEDGER_TYPE,
                    "Ledger",
                    "Where the destination remembers what it wrote. With a ledger a repeated record makes no call, an"
                            + " older state never replaces a newer one, and a contact keeps its identity when its e-mail"
                            + " address changes.",
                    branch("none", "None"),
                    branch(
                            "postgresql",
                            "PostgreSQL",
                            secret(
                                            "url",
                                            "URL",
                                            "The address of the database with user and password. The table is made if it"
                                                    + " is missing.",
                                            "^(jdbc:)?postgres(ql)?://\\S+$",
                                            Wishes.DATABASE)
                                    .mandatory()
                                    .examples("postgresql://user:password@db.example.org:5432/keap?sslmode=require"),
                            LEDGER_KEY),
                    branch(
                            "dynamodb",
                            "DynamoDB",
                            text("table", "Table", "The name of a table with the string key `pk`.")
                                    .mandatory()
                                    .becomes("KEAP_SINK_LEDGER_TABLE")
                                    .examples("keap-sink-ledger"),
                            text("region", "Region", "The region of the table.", "^[a-z0-9-]+$", Wishes.REGION)
                                    .examples("us-east-1"),
                            secret(
                                    "access_key_id",
                                    "Access key ID",
                                    "The id of an AWS access key that may read and write the table. Leave it empty to use"
                                            + " the rights of the machine."),
                            secret("secret_access_key", "Secret access key", "The secret of the same access key."),
                            text(
                                            "endpoint",
                                            "Endpoint",
                                            "The address of a server that speaks DynamoDB's protocol. Leave it empty for"
                                                    + " AWS.",
                                            "^https?://[^\\s@]+$",
                                            Wishes.ADDRESS)
                                    .examples("http://dynamodb:8000"),
                            LEDGER_KEY))
            .byDefault(first(LEDGER_TYPE));

    private static final Entry ADVANCED = group(
            "advanced",
            "Advanced",
            "What most connections leave alone.",
            text("base_url", "Address of Keap's API", "Where the calls go. `/v1` and `/v2` are appended.")
                    .becomes("KEAP_SINK_BASE_URL"),
            text("token_url", "Address of Keap's tokens", "Where OAuth2 tokens are renewed.")
                    .becomes("KEAP_SINK_TOKEN_URL"),
            whole(
                            "spike_limit",
                            1,
                            Integer.MAX_VALUE,
                            "Calls a second",
                            "The most calls a second. Empty: what Keap grants, which is 10 for a key and 25 for OAuth2.")
                    .becomes("KEAP_SINK_SPIKE_LIMIT"),
            whole(
                            "minute_limit",
                            1,
                            Integer.MAX_VALUE,
                            "Calls a minute",
                            "The most calls a minute. Empty: what Keap grants, which is 240 for a key and 1,500 for"
                                    + " OAuth2.")
                    .becomes("KEAP_SINK_MINUTE_LIMIT"),
            text(
                            "country",
                            "Country",
                            "The country of phone numbers without a country code, in records that name no country: its ISO"
                                    + " code or English name.")
                    .becomes("KEAP_SINK_COUNTRY")
                    .examples("US"),
            choice(
                    "date_order",
                    "KEAP_SINK_DATE_ORDER",
                    "Order of dates",
                    "The order in dates such as 12/10/1980. Empty: an ambiguous date is rejected."),
            text(
                            "default_user",
                            "User of notes and tasks",
                            "The user of Keap for notes and tasks that name none: an id or an e-mail address.")
                    .becomes("KEAP_SINK_DEFAULT_USER")
                    .examples("17"),
            text(
                            "key_field",
                            "Key field",
                            "The label of the custom field that holds a record's key, in companies, opportunities, orders,"
                                    + " notes and tasks.")
                    .becomes("KEAP_SINK_KEY_FIELD"),
            choice(
                    "on_delete",
                    "KEAP_SINK_ON_DELETE",
                    "Deleted records",
                    "What a deleted row of the source does: untag takes the tags off, delete deletes the contact, ignore"
                            + " does nothing."),
            choice(
                    "duplicate_option",
                    "KEAP_SINK_DUPLICATE_OPTION",
                    "Same contact",
                    "What makes two records the same contact: the e-mail address, or the address and both names."));

    static final List<Entry> ENTRIES = List.of(
            CREDENTIALS,
            text(
                            "tag_id",
                            "Tag ID",
                            "The id of the tag that every contact gets. Several ids have commas between them.",
                            "^[0-9]+(,[0-9]+)*$",
                            Wishes.TAGS)
                    .becomes("KEAP_SINK_TAG_IDS")
                    .examples("101", "101,102")
                    .alwaysShown(),
            text(
                            "contact_type",
                            "Contact type",
                            "The type of contacts whose records name none. It has to exist in Keap.")
                    .becomes("KEAP_SINK_CONTACT_TYPE")
                    .examples("Lead", "Customer")
                    .alwaysShown(),
            document(
                            "streams",
                            "Streams",
                            "Which stream of the source becomes which object of Keap, as a JSON object. A stream that it"
                                    + " does not name becomes contacts. An object, a mapping of its fields and a prefix for"
                                    + " the keys of its records can be named together.")
                    .examples(
                            "{\"leads\": \"contacts\", \"calls\": \"notes\"}",
                            "{\"deals\": {\"object\": \"opportunities\", \"mapping\": {\"fields\": {\"opportunity_title\":"
                                    + " \"deal_name\"}, \"automatic\": true}, \"key_prefix\": \"crm-\"}}"),
            REJECTS,
            LEDGER,
            flag(
                    "mirror",
                    "Mirror",
                    "Permits the sync mode Overwrite for contacts: after a complete sync, contacts that wear the tag and"
                            + " are no longer in the source lose it. It never deletes a contact."),
            whole(
                            "mirror_limit",
                            0,
                            100,
                            "Limit of the mirror",
                            "The most percent of the tag's contacts that may lose it in one sync. If it would be more,"
                                    + " none does.")
                    .byDefault(JSON.numberNode(MIRROR_LIMIT)),
            ADVANCED);

    private SettingsTable() {}

    private static ObjectNode first(String discriminator) {
        return JSON.objectNode().put(discriminator, "none");
    }
}
