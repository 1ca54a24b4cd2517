package dev.keapsink.app;

import dev.keapsink.batch.VerifiedAccount;
import dev.keapsink.check.QueueConflict;
import dev.keapsink.check.QueueFacts;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.content.AllowedHosts;
import dev.keapsink.content.FileSources;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.record.ObjectType;
import dev.keapsink.value.Conventions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Holds the checked and typed configuration, with every default.
 *
 * @param limits the call limits of each kind of credential
 * @param files where the contents of files may come from
 */
record Settings(
        KeapSettings keap,
        Contacts contacts,
        ObjectSettings objects,
        Times times,
        CredentialLimits limits,
        Queues queues,
        LedgerSettings ledger,
        FileSources files) {

    /** Says what every contact gets, and when two contacts are the same. */
    record Contacts(
            Set<Long> tagIds,
            @Nullable String contactType,
            MatchRule matchRule,
            WritePolicy writePolicy,
            ContactMapping mapping,
            OnDelete onDelete) {

        /** How contacts are read and matched. */
        ContactSettings settings() {
            return new ContactSettings(
                    matchRule, mapping, mapping.constants().contactType().orElse(contactType));
        }

        /** Which contacts are written, and what a delete does. */
        WriteRules rules() {
            return new WriteRules(writePolicy, onDelete);
        }

        private Contacts with(ContactMapping other) {
            return new Contacts(tagIds, contactType, matchRule, writePolicy, other, onDelete);
        }

        /** The tags that the account must have. */
        VerifiedAccount.Configured configured() {
            ContactMapping.Constants constants = mapping.constants();
            Set<Long> ids = new LinkedHashSet<>(tagIds);
            ids.addAll(constants.tagIds());
            return new VerifiedAccount.Configured(ids, constants.tags());
        }
    }

    /** Limits the time of an invocation, and of each kind of call in it. */
    record Times(Duration function, Duration connect, Duration call, Duration tag) {}

    /** Holds the URLs of the queues that the deployment names. */
    record Queues(Optional<String> source, Optional<String> rejects) {}

    /**
     * Checks a configuration and types it.
     *
     * @param parameters returns the text of a parameter in Parameter Store by its name
     * @throws IllegalArgumentException with a sentence for every wrong value
     */
    static Settings of(Config config, UnaryOperator<String> parameters) {
        SettingReader reader = new SettingReader(config);
        Set<ObjectType> types = reader.read(SinkConfig.STREAMS);
        Conventions conventions = new Conventions(reader.find(SinkConfig.COUNTRY), reader.find(SinkConfig.DATE_ORDER));
        Mappings mappings = MappingSetting.read(reader, parameters, reading(conventions, types));
        Settings settings = new Settings(
                KeapSettings.read(reader),
                contacts(reader, mappings.contacts()),
                ObjectSettings.read(reader, types, mappings),
                new Times(
                        reader.read(SinkConfig.TIMEOUT),
                        reader.read(SinkConfig.CONNECT_TIMEOUT),
                        reader.read(SinkConfig.CALL_TIMEOUT),
                        reader.read(SinkConfig.TAG_TIMEOUT)),
                limits(reader),
                queues(reader),
                LedgerSettings.read(reader),
                files(reader));
        reader.check();
        return settings;
    }

    /**
     * Returns the same settings with another mapping, which reads ambiguous values as this one does.
     *
     * @throws MappingError with a sentence if the document is no mapping
     */
    Settings withMapping(String document) {
        Mappings mappings =
                MappingSetting.tried(document, reading(contacts.mapping().conventions(), objects.types()));
        return new Settings(
                keap, contacts.with(mappings.contacts()), objects.with(mappings), times, limits, queues, ledger, files);
    }

    private static Mappings.Reading reading(Conventions conventions, Set<ObjectType> types) {
        return new Mappings.Reading(conventions, types, Vocabulary::of);
    }

    private static Contacts contacts(SettingReader reader, ContactMapping mapping) {
        return new Contacts(
                reader.find(SinkConfig.TAG_IDS).orElse(Set.of()),
                reader.find(SinkConfig.CONTACT_TYPE).orElse(null),
                reader.read(SinkConfig.DUPLICATE_OPTION),
                reader.read(SinkConfig.WRITE_POLICY),
                mapping,
                reader.read(SinkConfig.ON_DELETE));
    }

    private static CredentialLimits limits(SettingReader reader) {
        CredentialLimits limits = new CredentialLimits(
                reader.find(SinkConfig.SPIKE_LIMIT),
                reader.find(SinkConfig.MINUTE_LIMIT),
                reader.read(SinkConfig.MAX_CONCURRENCY));
        if (limits.smallest().perMinute() < limits.instances()) {
            reader.problem(
                    "KEAP_SINK_MINUTE_LIMIT is smaller than KEAP_SINK_MAX_CONCURRENCY, so that not every instance"
                            + " could make a call a minute; lower the concurrency");
        }
        return limits;
    }

    private static Queues queues(SettingReader reader) {
        Queues queues = new Queues(
                reader.find(SinkConfig.QUEUE_URL).map(URI::toString),
                reader.find(SinkConfig.REJECT_QUEUE_URL).map(URI::toString));
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

    private static FileSources files(SettingReader reader) {
        return new FileSources(
                reader.find(SinkConfig.FILE_HOSTS).orElse(AllowedHosts.NONE),
                reader.find(SinkConfig.FILE_BUCKET),
                reader.read(SinkConfig.FILE_LIMIT));
    }

    private static boolean isFifo(Optional<QueueFacts> queue) {
        return queue.filter(facts -> facts.name().isFifo()).isPresent();
    }
}
