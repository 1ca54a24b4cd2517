package dev.keapsink.infrastructure;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an operator may ask for, as variables of Terraform's and as the same parameters of the SAM template's. */
record Setup(Map<String, Object> variables) {

    static final Setup PLAIN = of();

    /** CloudFormation cannot calculate: a message of a FIFO queue is hidden for as long as one of another. */
    static final Setup FIFO = of("fifo", true, "visibility_timeout", new BigDecimal(725));

    static final Setup OAUTH = of("oauth", true, "keap_token_url", "https://example.com/token");
    static final Setup KEY = of("kms_key_arn", "arn:aws:kms:eu-central-1:123456789012:key/1b2c");
    static final Setup LEDGER = of("ledger", true);
    static final Setup FILES = of("file_bucket", "my-files");
    static final Setup SENDER = of(
            "senders",
            List.of(Map.of("service", "sns.amazonaws.com", "arn", "arn:aws:sns:eu-central-1:123456789012:leads")));
    static final Setup SECRET = of(
            "credentials_parameter", "/aws/reference/secretsmanager/keap",
            "credentials_secret_arn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:keap-AbCdEf");

    /** Every setting that the functions are told as it is, each with a value of its own. */
    static final Setup SETTINGS = of(
            "keap_base_url", "https://example.com/rest",
            "keap_api_key_header", "Authorization",
            "keap_streams", List.of("contacts", "notes"),
            "keap_tag_ids", List.of(new BigDecimal(101), new BigDecimal(102)),
            "keap_contact_type", "Lead",
            "keap_duplicate_option", "EmailAndName",
            "keap_write_policy", "create-only",
            "keap_on_delete", "ignore",
            "keap_country", "US",
            "keap_date_order", "dmy",
            "keap_key_field", "Source key",
            "keap_default_user", "ada@example.com",
            "file_hosts", List.of("files.example.org", "*.example.net"),
            "file_bucket", "my-files",
            "file_limit", "20 MB",
            "keap_connect_timeout", "PT4S",
            "keap_call_timeout", "PT16S",
            "keap_tag_timeout", "PT31S",
            "keap_spike_limit", new BigDecimal(9),
            "keap_minute_limit", new BigDecimal(321),
            "ledger_retention", "P45D",
            "ledger_key", "a-key-of-16-or-more-signs");

    static final Setup PLACES = of("credentials_parameter", "/crm/keap", "mapping_parameter", "/crm/mapping:2");
    static final Setup REST = of(
            "function_runtime", "provided.al2023",
            "function_architecture", "arm64",
            "log_retention_days", new BigDecimal(90),
            "enabled", false,
            "alarm_topic_arn", "arn:aws:sns:eu-central-1:123456789012:alarms");
    static final Setup EVERYTHING = FIFO.and(OAUTH)
            .and(KEY)
            .and(LEDGER)
            .and(SENDER)
            .and(SETTINGS)
            .and(PLACES)
            .and(REST);

    static Setup of(Object... namesAndValues) {
        Map<String, Object> variables = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Setup(variables);
    }

    static Setup named(String name) {
        return Map.of("PLAIN", PLAIN, "FIFO", FIFO, "OAUTH", OAUTH, "KEY", KEY, "LEDGER", LEDGER)
                .get(name);
    }

    Setup and(Setup more) {
        Map<String, Object> both = new TreeMap<>(variables);
        both.putAll(more.variables);
        return new Setup(both);
    }

    /** Those that the SAM template has; a sender is two of them. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.equals("senders")) {
                Map<?, ?> sender = (Map<?, ?>) ((List<?>) value).getFirst();
                sender.forEach((part, text) -> parameters.put(parameter("sender_" + part), (String) text));
            } else {
                parameters.put(parameter(name), text(value));
            }
        });
        parameters.keySet().retainAll(SamTemplate.parameters());
        return parameters;
    }

    /** {@code keap_tag_ids} is {@code KeapTagIds} in the SAM template. */
    static String parameter(String variable) {
        return Arrays.stream(variable.split("_", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** A value as the SAM template and the functions take it. */
    static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(HclEvaluator::text).collect(Collectors.joining(","))
                : HclEvaluator.text(value);
    }
}
