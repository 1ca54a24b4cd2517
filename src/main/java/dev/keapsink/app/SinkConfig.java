package dev.keapsink.app;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * The configuration as it is written: one text a variable, absent when it is unset or empty. {@link Settings} checks the
 * texts, adds the defaults and gives them their types, so that a wrong one is answered with a sentence that names the
 * environment variable. {@code keap-sink.base-url} is set by {@code KEAP_SINK_BASE_URL}, and so on.
 */
@ConfigMapping(prefix = "keap-sink")
public interface SinkConfig {

    /** Where Keap's REST API is; {@code /v1/…} and {@code /v2/…} are appended. */
    Optional<String> baseUrl();

    /** Where Keap renews OAuth2 tokens. */
    Optional<String> tokenUrl();

    /** The Personal Access Token or Service Account Key. */
    Optional<String> apiKey();

    /** The name of the parameter that holds the credential instead. */
    Optional<String> credentialsParameter();

    /** The header an API key is sent in: {@code X-Keap-API-Key}, or {@code Authorization} (as Bearer). */
    Optional<String> apiKeyHeader();

    /** The ids of the tags that every contact gets, with commas. */
    Optional<String> tagIds();

    /** The contact type for records that name none. */
    Optional<String> contactType();

    /** What makes two contacts the same for Keap: {@code Email} or {@code EmailAndName}. */
    Optional<String> duplicateOption();

    /** Which contacts are written: {@code upsert}, {@code create-only} or {@code update-only}. */
    Optional<String> writePolicy();

    /** Which values of a record go where: a JSON document, or {@code ssm:/name} for one in Parameter Store. */
    Optional<String> mapping();

    /** The country whose telephone numbers records write without a country code. */
    Optional<String> country();

    /** The order of the numbers in dates such as 12/10/1980: {@code mdy}, {@code dmy} or {@code ymd}. */
    Optional<String> dateOrder();

    /** What a delete in the source does in Keap: {@code untag}, {@code delete} or {@code ignore}. */
    Optional<String> onDelete();

    /** The Lambda function's timeout, as an ISO-8601 duration. */
    Optional<String> timeout();

    /** How long connecting to Keap may take. */
    Optional<String> connectTimeout();

    /** How long one call to Keap may take. */
    Optional<String> callTimeout();

    /** How long one call that applies a tag may take. */
    Optional<String> tagTimeout();

    /** Keap calls a second for the credential. */
    Optional<String> spikeLimit();

    /** Keap calls a minute for the credential. */
    Optional<String> minuteLimit();

    /** How many invocations may run at once: the event source mapping's maximum concurrency. */
    Optional<String> maxConcurrency();

    /** The source queue, for visibility delays. */
    Optional<String> queueUrl();

    /** The queue for rejected records. */
    Optional<String> rejectQueueUrl();

    /** The DynamoDB table of the ledger. */
    Optional<String> ledgerTable();

    /** How long the ledger remembers a contact. */
    Optional<String> ledgerRetention();

    /** The secret that the hashes in the ledger are keyed with. */
    Optional<String> ledgerKey();
}
