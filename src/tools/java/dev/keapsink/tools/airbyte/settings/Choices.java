package dev.keapsink.tools.airbyte.settings;

import static dev.keapsink.tools.airbyte.settings.Entry.branch;
import static dev.keapsink.tools.airbyte.settings.Entry.oneOf;
import static dev.keapsink.tools.airbyte.settings.Entry.secret;
import static dev.keapsink.tools.airbyte.settings.Entry.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Defines the settings that are one of several objects: the credential, the place of rejects, and the ledger. */
final class Choices {

    static final String AUTH_TYPE = "auth_type";

    static final String STORAGE_TYPE = "storage_type";

    static final String LEDGER_TYPE = "ledger_type";

    static final Entry CREDENTIALS = oneOf(
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

    static final Entry REJECTS = oneOf(
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

    static final Entry LEDGER = oneOf(
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

    private Choices() {}

    private static ObjectNode first(String discriminator) {
        return JsonNodeFactory.instance.objectNode().put(discriminator, "none");
    }
}
