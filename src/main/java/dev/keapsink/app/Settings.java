package dev.keapsink.app;

import dev.keapsink.batch.Account;
import dev.keapsink.batch.OnDelete;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.contact.WritePolicy;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.keap.Limits;
import dev.keapsink.record.TagIds;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration checked and typed, with every default.
 *
 * @param limits of the credential
 */
record Settings(Keap keap, Contacts contacts, Times times, Limits limits, Queues queues) {

    private static final String DURATION = "an ISO-8601 duration longer than zero, such as PT15S";
    private static final String NUMBER = "a whole number, 1 or more";

    /** Where Keap is and how to speak to it. */
    record Keap(URI baseUrl, Header header, String apiKey) {
        @Override
        public String toString() {
            return "Keap[" + baseUrl + ", " + header + "]";
        }
    }

    /** What every contact gets, and who is the same contact. */
    record Contacts(
            Set<Long> tagIds,
            @Nullable String contactType,
            MatchRule matchRule,
            WritePolicy writePolicy,
            ContactMapping mapping,
            OnDelete onDelete) {

        /** What the account has to have. */
        Account.Configured configured() {
            ContactMapping.Constants constants = mapping.constants();
            Set<Long> ids = new LinkedHashSet<>(tagIds);
            ids.addAll(constants.tagIds());
            return new Account.Configured(
                    ids,
                    constants.tags(),
                    constants.contactType().orElse(contactType),
                    mapping.customFields().keySet());
        }
    }

    /** How long an invocation, and each kind of call in it, may take. */
    record Times(Duration function, Duration connect, Duration call, Duration tag) {}

    /** The queues, as far as the deployment names them. */
    record Queues(Optional<String> source, Optional<String> rejects) {}

    /**
     * Checks a configuration.
     *
     * @param parameters the text of a parameter in Parameter Store, by its name
     * @throws IllegalArgumentException with a sentence for every wrong value
     */
    static Settings of(SinkConfig config, UnaryOperator<String> parameters) {
        SettingReader reader = new SettingReader();
        Settings settings = new Settings(
                keap(config, reader),
                contacts(config, reader, parameters),
                times(config, reader),
                limits(config, reader),
                queues(config, reader));
        reader.check();
        return settings;
    }

    private static Keap keap(SinkConfig config, SettingReader reader) {
        String key = reader.read(
                "KEAP_SINK_API_KEY", config.apiKey(), "", "a key without spaces, as Keap shows it", Settings::key);
        if (config.apiKey().map(String::isBlank).orElse(true)) {
            reader.problem(
                    "KEAP_SINK_API_KEY is not set; set it to a Keap Personal Access Token or Service Account Key");
        }
        return new Keap(
                reader.read(
                        "KEAP_SINK_BASE_URL",
                        config.baseUrl(),
                        URI.create("https://api.infusionsoft.com/crm/rest"),
                        "an http or https address without /v1, such as https://api.infusionsoft.com/crm/rest",
                        Settings::baseUrl),
                reader.read(
                        "KEAP_SINK_API_KEY_HEADER",
                        config.apiKeyHeader(),
                        Header.KEAP_API_KEY,
                        "X-Keap-API-Key or Authorization",
                        text -> choice(text, Header.values(), header -> switch (header) {
                            case KEAP_API_KEY -> "X-Keap-API-Key";
                            case AUTHORIZATION -> "Authorization";
                        })),
                key);
    }

    private static Contacts contacts(SinkConfig config, SettingReader reader, UnaryOperator<String> parameters) {
        return new Contacts(
                reader.read(
                        "KEAP_SINK_TAG_IDS",
                        config.tagIds(),
                        Set.of(),
                        "tag ids, which are positive whole numbers, with commas between them",
                        TagIds::of),
                config.contactType()
                        .map(String::strip)
                        .filter(type -> !type.isEmpty())
                        .orElse(null),
                reader.read(
                        "KEAP_SINK_DUPLICATE_OPTION",
                        config.duplicateOption(),
                        MatchRule.EMAIL,
                        "Email or EmailAndName",
                        text -> choice(text, MatchRule.values(), MatchRule::duplicateOption)),
                reader.read(
                        "KEAP_SINK_WRITE_POLICY",
                        config.writePolicy(),
                        WritePolicy.UPSERT,
                        "upsert, create-only or update-only",
                        text -> choice(
                                text,
                                WritePolicy.values(),
                                policy -> policy.name().replace('_', '-'))),
                MappingSetting.read(reader, config.mapping(), parameters),
                reader.read(
                        "KEAP_SINK_ON_DELETE",
                        config.onDelete(),
                        OnDelete.UNTAG,
                        "untag, delete or ignore",
                        text -> choice(text, OnDelete.values(), OnDelete::name)));
    }

    private static Times times(SinkConfig config, SettingReader reader) {
        return new Times(
                reader.read(
                        "KEAP_SINK_TIMEOUT",
                        config.timeout(),
                        Duration.ofMinutes(2),
                        "an ISO-8601 duration from PT2S to PT15M, the function's own timeout",
                        Settings::functionTimeout),
                duration(reader, "KEAP_SINK_CONNECT_TIMEOUT", config.connectTimeout(), "PT3S"),
                duration(reader, "KEAP_SINK_CALL_TIMEOUT", config.callTimeout(), "PT15S"),
                duration(reader, "KEAP_SINK_TAG_TIMEOUT", config.tagTimeout(), "PT30S"));
    }

    private static Limits limits(SinkConfig config, SettingReader reader) {
        Limits limits = new Limits(
                number(reader, "KEAP_SINK_SPIKE_LIMIT", config.spikeLimit(), 10),
                number(reader, "KEAP_SINK_MINUTE_LIMIT", config.minuteLimit(), 240),
                number(reader, "KEAP_SINK_MAX_CONCURRENCY", config.maxConcurrency(), 2));
        if (limits.perMinute() < limits.instances()) {
            reader.problem(
                    "KEAP_SINK_MINUTE_LIMIT is smaller than KEAP_SINK_MAX_CONCURRENCY, so that not every instance"
                            + " could make a call a minute; lower the concurrency");
        }
        return limits;
    }

    private static Queues queues(SinkConfig config, SettingReader reader) {
        Queues queues = new Queues(
                queueUrl(reader, "KEAP_SINK_QUEUE_URL", config.queueUrl()),
                queueUrl(reader, "KEAP_SINK_REJECT_QUEUE_URL", config.rejectQueueUrl()));
        boolean fifo = queues.source().filter(url -> url.endsWith(".fifo")).isPresent();
        if (fifo && queues.rejects().isEmpty()) {
            reader.problem(
                    "KEAP_SINK_REJECT_QUEUE_URL is not set, but the queue in KEAP_SINK_QUEUE_URL is a FIFO queue,"
                            + " where one bad record would block its group; set it to the URL of a standard queue");
        }
        if (queues.rejects().filter(url -> url.endsWith(".fifo")).isPresent()) {
            reader.problem("KEAP_SINK_REJECT_QUEUE_URL is a FIFO queue, but must be a standard queue");
        }
        return queues;
    }

    private static Optional<String> queueUrl(SettingReader reader, String variable, Optional<String> text) {
        return reader.read(variable, text, Optional.<String>empty(), "the URL of an SQS queue", url -> {
            URI uri = httpUri(url);
            return Optional.of(uri.toString());
        });
    }

    private static Duration duration(SettingReader reader, String variable, Optional<String> text, String byDefault) {
        return reader.read(variable, text, Duration.parse(byDefault), DURATION, value -> {
            Duration duration = Duration.parse(value);
            return allowedIf(duration.isPositive(), () -> duration);
        });
    }

    /** Lambda allows 15 minutes; in less than two seconds no contact could be written and tagged. */
    private static Duration functionTimeout(String text) {
        Duration timeout = Duration.parse(text);
        return allowedIf(
                timeout.compareTo(Duration.ofSeconds(2)) >= 0 && timeout.compareTo(Duration.ofMinutes(15)) <= 0,
                () -> timeout);
    }

    private static int number(SettingReader reader, String variable, Optional<String> text, int byDefault) {
        return reader.read(variable, text, byDefault, NUMBER, value -> {
            int number = Integer.parseInt(value);
            return allowedIf(number >= 1, () -> number);
        });
    }

    private static URI baseUrl(String text) {
        URI uri = httpUri(text.replaceAll("/+$", ""));
        return allowedIf(
                !uri.getPath().matches(".*/v[12]$") && uri.getQuery() == null && uri.getUserInfo() == null, () -> uri);
    }

    private static URI httpUri(String text) {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return allowedIf((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null, () -> uri);
    }

    private static String key(String text) {
        return allowedIf(text.matches("[!-~]+"), () -> text);
    }

    private static <T> T choice(String text, T[] choices, Function<T, String> name) {
        return Arrays.stream(choices)
                .filter(choice -> name.apply(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T allowedIf(boolean allowed, Supplier<T> value) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
        return value.get();
    }
}
