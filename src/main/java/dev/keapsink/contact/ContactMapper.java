package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Checked;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.TagIds;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a contact's fields in a record by their usual names. Threadsafe. */
public final class ContactMapper {

    private static final String TAGS = ContactField.normalised("tags");
    private static final String CONTACT_TYPE = ContactField.normalised("contact_type");

    private final MatchRule matchRule;

    public ContactMapper(MatchRule matchRule) {
        this.matchRule = matchRule;
    }

    /**
     * A record as a change of a contact.
     *
     * @param ignored how many of the record's fields have no place in a contact, or only a second name of one
     */
    public record Mapped(ContactChange change, int ignored) {}

    /** The change that a record asks for, or why it cannot be made. */
    public Checked<Mapped> map(SinkRecord.Contact contact) {
        try {
            return mapped(contact);
        } catch (InvalidValue e) {
            return new Checked.Invalid<>(e.rejection());
        }
    }

    private Checked<Mapped> mapped(SinkRecord.Contact contact) {
        Map<String, JsonNode> data = byNormalisedName(contact.data());
        Set<String> used = new LinkedHashSet<>(Set.of(TAGS, CONTACT_TYPE));
        Map<ContactField, String> fields = fields(data, used);
        int ignored = contact.data().size()
                - (int) data.keySet().stream().filter(used::contains).count();
        Optional<ContactKey> key = matchRule.key(fields);
        if (key.isEmpty()) {
            return noMatchKey(
                    "The record has neither a first e-mail address (email) nor a first phone number (phone).");
        }
        if (isDelete(contact) && key.get() instanceof ContactKey.ByEmail byEmail && byEmail.lacksNames()) {
            return noMatchKey("Contacts are matched by address and both names, and this delete has no name.");
        }
        SinkRecord.Header header = contact.header();
        ContactChange change = new ContactChange(
                key.get(),
                isDelete(contact) ? Operation.DELETE : Operation.UPSERT,
                header.version(),
                fields,
                tags(contact, data),
                contactType(contact, data));
        return new Checked.Valid<>(new Mapped(change, ignored));
    }

    private static Checked<Mapped> noMatchKey(String detail) {
        return new Checked.Invalid<>(new Rejected(Reason.NO_MATCH_KEY, "email", detail));
    }

    /** A change stream marks a deleted row by the time of its deletion. */
    private static boolean isDelete(SinkRecord.Contact contact) {
        return contact.header().operation() == Operation.DELETE
                || contact.data().hasNonNull("_ab_cdc_deleted_at");
    }

    private static Map<ContactField, String> fields(Map<String, JsonNode> data, Set<String> used) {
        Map<ContactField, String> fields = new EnumMap<>(ContactField.class);
        for (ContactField field : ContactField.values()) {
            for (String name : field.names()) {
                JsonNode json = data.get(name);
                if (json != null && !fields.containsKey(field)) {
                    used.add(name);
                    FieldValue.of(field, json).ifPresent(found -> fields.put(field, found));
                }
            }
        }
        return fields;
    }

    private static Set<Long> tags(SinkRecord.Contact contact, Map<String, JsonNode> data) {
        Set<Long> tags = new LinkedHashSet<>(contact.header().tags());
        tags.addAll(TagIds.of(data.get(TAGS)));
        return tags.isEmpty() ? contact.defaults().tags() : tags;
    }

    private static @Nullable String contactType(SinkRecord.Contact contact, Map<String, JsonNode> data) {
        return Stream.of(
                        Optional.ofNullable(contact.header().contactType()),
                        Optional.ofNullable(text(data.get(CONTACT_TYPE))),
                        Optional.ofNullable(contact.defaults().contactType()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (json.isContainerNode()) {
            throw new InvalidValue("contact_type", "must be a text");
        }
        String text = json.asText().strip();
        return text.isEmpty() ? null : text;
    }

    private static Map<String, JsonNode> byNormalisedName(ObjectNode data) {
        Map<String, JsonNode> fields = new HashMap<>();
        data.properties()
                .forEach(field -> fields.merge(
                        ContactField.normalised(field.getKey()),
                        field.getValue(),
                        (first, second) -> FieldValue.isBlank(first) ? second : first));
        return fields;
    }
}
