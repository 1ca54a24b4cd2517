package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Configurations of the destination. */
final class Configs {

    private static final String KEY = "\"credentials\": {\"auth_type\": \"api_key\", \"api_key\": \"KeapAK-secret\"}";

    private Configs() {}

    /** A configuration with a key and the given further settings, whose quotation marks may be single ones. */
    static String withKey(String more) {
        return "{" + KEY + (more.isEmpty() ? "" : ", ") + more.replace('\'', '"') + "}";
    }

    static Stream<String> ofEveryBranch() {
        return Stream.of(
                withKey(""),
                withKey("'tag_id': '101,102', 'contact_type': 'Lead', 'mirror': true, 'mirror_limit': 25"),
                withKey("'streams': '{\\'leads\\': \\'contacts\\', \\'deals\\': {\\'object\\': \\'opportunities\\'}}'"),
                withKey("'rejects': {'storage_type': 'none'}, 'ledger': {'ledger_type': 'none'}"),
                withKey("'rejects': {'storage_type': 'folder', 'folder': '/local/rejects'}"),
                withKey("'rejects': {'storage_type': 'S3', 'access_key_id': 'AKIAABCDEFGHIJKLMNOP',"
                        + " 'secret_access_key': 'wJalrXUtnFEMI', 'role_arn': 'arn:aws:iam::123456789012:role/keap',"
                        + " 's3_bucket_name': 'rejects', 's3_bucket_region': 'eu-central-1',"
                        + " 's3_endpoint': 'http://minio:9000', 'bucket_path': 'keap/rejects'}"),
                withKey("'ledger': {'ledger_type': 'postgresql', 'url': 'postgresql://keap:p%40ss@db:5432/keap',"
                        + " 'key': '0123456789abcdef0123456789abcdef'}"),
                withKey("'ledger': {'ledger_type': 'dynamodb', 'table': 'keap-sink-ledger', 'region': 'us-east-1',"
                        + " 'access_key_id': 'AKIAABCDEFGHIJKLMNOP', 'secret_access_key': 'wJalrXUtnFEMI',"
                        + " 'endpoint': 'http://dynamodb:8000', 'key': '0123456789abcdef0123456789abcdef'}"),
                withKey("'advanced': {'base_url': 'http://localhost:8080', 'token_url': 'http://localhost:8080/token',"
                        + " 'spike_limit': 5, 'minute_limit': 100, 'country': 'Germany', 'date_order': 'dmy',"
                        + " 'default_user': '17', 'key_field': 'CRM key', 'on_delete': 'ignore',"
                        + " 'duplicate_option': 'EmailAndName'}"),
                """
                {"credentials": {"auth_type": "oauth2", "client_id": "client", "client_secret": "hush",
                 "refresh_token": "refresh-1", "access_token": "access-1", "token_expiry_date": "2026-01-31T12:00:00Z"}}
                """);
    }

    /** What is wrong with a configuration; nothing if it can be read. */
    static List<String> problems(JsonNode config) {
        try {
            AirbyteSettings.of(config, Map.of());
            return List.of();
        } catch (SettingsInvalid e) {
            return e.problems();
        }
    }
}
