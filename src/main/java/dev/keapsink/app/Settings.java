package dev.keapsink.app;

import dev.keapsink.batch.Account;
import dev.keapsink.check.QueueConflict;
import dev.keapsink.check.QueueFacts;
import dev.keapsink.check.QueueName;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.record.TagIds;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Countries;
import dev.keapsink.value.DateOrder;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration checked and typed, with every default.
 *
 * @param limits of whichever credential is in use
 */
record Settings(
        KeapSettings keap,
        Contacts contacts,
        Times times,
        CredentialLimits limits,
        Queues queues,
        LedgerSettings ledger) {

    private static final String DURATION = "an ISO-8601 duration longer than zero, such as PT15S";
    private static final String NUMBER = "a whole number, 1 or more";

    /** What every contact gets, and who is the same contact. */
    record Contacts(
            Set<Long> tagIds,
            @Nullable String contactType,
            MatchRule matchRule,
            WritePolicy writePolicy,
            ContactMapping mapping,
            OnDelete onDelete) {

        /** How contacts are read and told apart. */
        ContactSettings settings() {
            return new ContactSettings(
                    matchRule, mapping, mapping.constants().contactType().orElse(contactType));
        }

        /** What is written. */
        WriteRules rules() {
            return new WriteRules(writePolicy, onDelete);
        }

        /** The tags that the account has to have. */
        Account.Configured configured() {
            ContactMapping.Constants constants = mapping.constants();
            Set<Long> ids = new LinkedHashSet<>(tagIds);
            ids.addAll(constants.tagIds());
            return new Account.Configured(ids, constants.tags());
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
                KeapSettings.read(config, reader),
                contacts(config, reader, parameters),
                times(config, reader),
                limits(config, reader),
                queues(config, reader),
                LedgerSettings.read(config, reader));
        reader.check();
        return settings;
    }

    private static Contacts contacts(SinkConfig config, SettingReader reader, UnaryOperator<String> parameters) {
        return new Contacts(
                reader.read(
                        "KEAP_SINK_TAG_IDS",
                        config.tagIds(),
                        Set.of(),
                        "tag ids, which are positive whole numbers, with commas between them",
                        TagIds::of),
                reader.<Optional<String>>read(
                                "KEAP_SINK_CONTACT_TYPE",
                                config.contactType(),
                                Optional.empty(),
                                "the name of a contact type",
                                Optional::of)
                        .orElse(null),
                reader.read(
                        "KEAP_SINK_DUPLICATE_OPTION",
                        config.duplicateOption(),
                        MatchRule.EMAIL,
                        "Email or EmailAndName",
                        text -> Values.choice(text, MatchRule.values(), MatchRule::duplicateOption)),
                reader.read(
                        "KEAP_SINK_WRITE_POLICY",
                        config.writePolicy(),
                        WritePolicy.UPSERT,
                        "upsert, create-only or update-only",
                        text -> Values.choice(
                                text,
                                WritePolicy.values(),
                                policy -> policy.name().replace('_', '-'))),
                MappingSetting.read(reader, config.mapping(), parameters, conventions(config, reader)),
                reader.read(
                        "KEAP_SINK_ON_DELETE",
                        config.onDelete(),
                        OnDelete.UNTAG,
                        "untag, delete or ignore",
                        text -> Values.choice(text, OnDelete.values(), OnDelete::name)));
    }

    private static Conventions conventions(SinkConfig config, SettingReader reader) {
        return new Conventions(
                reader.<Optional<String>>read(
                        "KEAP_SINK_COUNTRY",
                        config.country(),
                        Optional.empty(),
                        "a country: its ISO 3166 code of two or three letters, or its English name",
                        text -> Optional.of(Countries.alpha3(text.toUpperCase(Locale.ROOT))
                                .flatMap(Countries::alpha2)
                                .orElseThrow())),
                reader.<Optional<DateOrder>>read(
                        "KEAP_SINK_DATE_ORDER",
                        config.dateOrder(),
                        Optional.empty(),
                        "mdy, dmy or ymd",
                        text -> Optional.of(Values.choice(text, DateOrder.values(), DateOrder::name))));
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

    private static CredentialLimits limits(SinkConfig config, SettingReader reader) {
        CredentialLimits limits = new CredentialLimits(
                number(reader, "KEAP_SINK_SPIKE_LIMIT", config.spikeLimit()),
                number(reader, "KEAP_SINK_MINUTE_LIMIT", config.minuteLimit()),
                number(reader, "KEAP_SINK_MAX_CONCURRENCY", config.maxConcurrency())
                        .orElse(2));
        if (limits.smallest().perMinute() < limits.instances()) {
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
        Optional<QueueFacts> source = queues.source().map(QueueFacts::ofUrl);
        Optional<QueueFacts> rejects = queues.rejects().map(QueueFacts::ofUrl);
        if (isFifo(source) && queues.rejects().isEmpty()) {
            reader.problem(
                    "KEAP_SINK_REJECT_QUEUE_URL is not set, but the queue in KEAP_SINK_QUEUE_URL is a FIFO queue,"
                            + " where one bad record would block its group; set it to the URL of a standard queue");
        }
        if (isFifo(rejects)) {
            reader.problem("KEAP_SINK_REJECT_QUEUE_URL is a FIFO queue, but must be a standard queue");
        }
        QueueConflict.between(source, rejects).ifPresent(conflict -> reader.problem(conflict.sentence()));
        return queues;
    }

    private static boolean isFifo(Optional<QueueFacts> queue) {
        return queue.filter(facts -> facts.name().isFifo()).isPresent();
    }

    private static Optional<String> queueUrl(SettingReader reader, String variable, Optional<String> text) {
        return reader.read(variable, text, Optional.<String>empty(), "the URL of an SQS queue", url -> {
            URI uri = Values.plain(Values.httpUri(url));
            return Values.allowedIf(
                    uri.getQuery() == null && QueueName.ofUrl(url).isPossible(), () -> Optional.of(uri.toString()));
        });
    }

    private static Duration duration(SettingReader reader, String variable, Optional<String> text, String byDefault) {
        return reader.read(variable, text, Duration.parse(byDefault), DURATION, value -> {
            Duration duration = Duration.parse(value);
            return Values.allowedIf(duration.isPositive(), () -> duration);
        });
    }

    /** Lambda allows 15 minutes; in less than two seconds no contact could be written and tagged. */
    private static Duration functionTimeout(String text) {
        Duration timeout = Duration.parse(text);
        return Values.allowedIf(
                timeout.compareTo(Duration.ofSeconds(2)) >= 0 && timeout.compareTo(Duration.ofMinutes(15)) <= 0,
                () -> timeout);
    }

    private static OptionalInt number(SettingReader reader, String variable, Optional<String> text) {
        return reader.read(variable, text, OptionalInt.empty(), NUMBER, value -> {
            int number = Integer.parseInt(value);
            return Values.allowedIf(number >= 1, () -> OptionalInt.of(number));
        });
    }
}
