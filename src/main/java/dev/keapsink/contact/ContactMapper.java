package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.ContactMapping.Suppression;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.Checked;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.TagIds;
import dev.keapsink.record.TagName;
import dev.keapsink.value.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns records into changes of contacts, as far as that can be done without asking Keap. Threadsafe. */
public final class ContactMapper {

    private static final List<String> TAGS = List.of("tags");
    /** Keap cuts longer names (v2 reference, Create Tag), so that no tag would ever be found by one. */
    static final int MAX_TAG_NAME = 255;

    private static final List<String> CONTACT_TYPE = List.of("contacttype");

    /** What tells who a contact is. */
    private static final List<ContactField> OF_KEYS =
            List.of(ContactFields.EMAIL1, ContactFields.PHONE1, ContactFields.GIVEN_NAME, ContactFields.FAMILY_NAME);

    private final MatchRule matchRule;
    private final ContactMapping mapping;
    private final Set<String> sources;

    public ContactMapper(MatchRule matchRule, ContactMapping mapping) {
        this.matchRule = matchRule;
        this.mapping = mapping;
        this.sources = mapping.sources();
    }

    /** What a record asks for. */
    public sealed interface Mapped {

        /**
         * A change of a contact.
         *
         * @param wishes what only the account can tell whether it is possible
         * @param unused the fields of the record whose values have no place, unless a wish finds one
         */
        record Wanted(ContactChange change, Wishes wishes, List<String> unused) implements Mapped {}

        /** Nothing, as the mapping says. */
        record Suppressed() implements Mapped {}
    }

    /** The change that a record asks for, or why it cannot be made. */
    public Checked<Mapped> map(SinkRecord.Contact contact) {
        try {
            RecordReader record = new RecordReader(mapping, sources, contact.data());
            return new Checked.Valid<>(isDelete(contact) ? delete(contact, record) : upsert(contact, record));
        } catch (InvalidValue e) {
            return new Checked.Invalid<>(e.rejection());
        }
    }

    /** A change stream marks a deleted row by the time of its deletion. */
    private static boolean isDelete(SinkRecord.Contact contact) {
        return contact.header().operation() == Operation.DELETE
                || !Texts.isBlank(contact.data().path("_ab_cdc_deleted_at"));
    }

    /** Nothing is written, so nothing has to be fit for it but what tells who it is. */
    private Mapped delete(SinkRecord.Contact contact, RecordReader record) {
        SortedMap<ContactField, Value> fields = record.fields(OF_KEYS);
        ContactKey key = key(fields);
        if (key instanceof ContactKey.ByEmail byEmail && byEmail.lacksNames()) {
            throw noMatchKey("Contacts are matched by address and both names, and this delete has no name.");
        }
        ContactChange change = new ContactChange(
                key, Operation.DELETE, contact.header().version(), fields, tags(contact, record), null);
        return new Mapped.Wanted(
                change.named(contact.header().key()), new Wishes(List.of(), tagNames(record)), List.of());
    }

    private Mapped upsert(SinkRecord.Contact contact, RecordReader record) {
        List<Suppression> suppressions = mapping.consent().suppressions().stream()
                .filter(suppression -> record.saysYes(suppression.when()))
                .toList();
        if (suppressions.stream().anyMatch(Suppression::ofRecord)) {
            return new Mapped.Suppressed();
        }
        SortedMap<ContactField, Value> fields = record.fields(kept(record, suppressions));
        if (!mapping.consent().toMail().map(record::saysYes).orElse(true)) {
            fields.remove(ContactFields.OPT_IN_REASON);
        }
        checkRegions(fields);
        ContactKey key = key(fields);
        Set<Long> tags = tags(contact, record);
        Set<TagName> tagNames = tagNames(record);
        checkNumber(tags.size() + tagNames.size());
        ContactChange change = new ContactChange(
                key, Operation.UPSERT, contact.header().version(), fields, tags, contactType(contact, record));
        return new Mapped.Wanted(
                change.named(contact.header().key()), new Wishes(record.customFields(), tagNames), record.unused());
    }

    /** The fields that no suppression drops. What is dropped is not even looked at: it cannot reject the record. */
    private static List<ContactField> kept(RecordReader record, List<Suppression> suppressions) {
        if (suppressions.isEmpty()) {
            return ContactFields.values();
        }
        Set<ContactField> dropped = suppressions.stream()
                .flatMap(suppression -> suppression.fields().stream())
                .collect(Collectors.toSet());
        record.drop(dropped);
        return ContactFields.values().stream()
                .filter(field -> !dropped.contains(field))
                .toList();
    }

    private ContactKey key(Map<ContactField, Value> fields) {
        return matchRule
                .key(fields)
                .orElseThrow(() -> noMatchKey(
                        "The record has neither a first e-mail address (email) nor a first phone number (phone)."));
    }

    private static InvalidValue noMatchKey(String detail) {
        return new InvalidValue(new Rejected(Reason.NO_MATCH_KEY, "email", detail));
    }

    /** Keap refuses a region without its country. */
    private static void checkRegions(Map<ContactField, Value> fields) {
        fields.forEach((region, value) -> {
            if (region.label().endsWith("region") && !value.isClearing()) {
                String country = region.label().replace("region", "country");
                Value there = fields.get(ContactFields.named(country));
                if (there == null || there.isClearing()) {
                    throw new InvalidValue(
                            region.label(),
                            "needs a country beside it; if all records are of one country, give the field %s a value in KEAP_SINK_MAPPING"
                                    .formatted(country));
                }
            }
        });
    }

    private Set<Long> tags(SinkRecord.Contact contact, RecordReader record) {
        Set<Long> tags = new LinkedHashSet<>(contact.header().tags());
        tags.addAll(TagIds.of(record.named(TAGS)));
        for (Source source : mapping.tags().ids()) {
            tags.addAll(TagIds.of(record.of(source)));
        }
        return tags.isEmpty() ? contact.defaults().tags() : tags;
    }

    private Set<TagName> tagNames(RecordReader record) {
        Set<TagName> names = new LinkedHashSet<>();
        mapping.tags()
                .names()
                .forEach(source -> texts(record.of(source.source()))
                        .forEach(name -> names.add(new TagName(name, source.createMissing()))));
        names.forEach(name -> checkLength(name.name()));
        checkNumber(names.size());
        return names;
    }

    private static void checkNumber(int tags) {
        if (tags > TagIds.MAX_TAGS) {
            throw new InvalidValue("tags", "must not be more than %d tags".formatted(TagIds.MAX_TAGS));
        }
    }

    private static void checkLength(String tag) {
        int length = tag.codePointCount(0, tag.length());
        if (length > MAX_TAG_NAME) {
            throw new InvalidValue(new Rejected(
                    Reason.TOO_LONG,
                    "tags",
                    "holds a name of %d characters, and Keap keeps no more than %d.".formatted(length, MAX_TAG_NAME)));
        }
    }

    private static Stream<String> texts(JsonNode json) {
        Stream<String> texts = json.isArray()
                ? StreamSupport.stream(json.spliterator(), false)
                        .filter(item -> !item.isNull())
                        .map(item -> Texts.of("tags", item))
                : Stream.of(Texts.isBlank(json) ? "" : Texts.of("tags", json))
                        .flatMap(text -> Stream.of(text.split(",")));
        return texts.map(String::strip).filter(text -> !text.isEmpty());
    }

    private @Nullable String contactType(SinkRecord.Contact contact, RecordReader record) {
        Optional<String> mapped = mapping.contactType().map(record::of).flatMap(ContactMapper::text);
        Optional<String> named = text(record.named(CONTACT_TYPE));
        return Stream.of(
                        Optional.ofNullable(contact.header().contactType()),
                        mapped,
                        named,
                        Optional.ofNullable(contact.defaults().contactType()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> text(JsonNode json) {
        return Texts.isBlank(json) ? Optional.empty() : Optional.of(Texts.of("contact_type", json));
    }
}
