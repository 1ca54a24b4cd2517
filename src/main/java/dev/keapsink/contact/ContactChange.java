package dev.keapsink.contact;

import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one record wants of one contact, checked and in Keap's terms.
 *
 * @param fields only those that have a value
 * @param tags the record's own tags; the configured ones are not among them
 * @param contactType the record's own contact type, as the record spells it
 */
public record ContactChange(
        ContactKey key,
        Operation operation,
        @Nullable Version version,
        Map<ContactField, String> fields,
        Set<Long> tags,
        @Nullable String contactType) {

    public ContactChange {
        EnumMap<ContactField, String> inOrder = new EnumMap<>(ContactField.class);
        inOrder.putAll(fields);
        fields = Collections.unmodifiableMap(inOrder);
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /** This change followed by a later one of the same contact, as one: later fields win, tags are united. */
    public ContactChange followedBy(ContactChange later) {
        EnumMap<ContactField, String> merged = new EnumMap<>(ContactField.class);
        merged.putAll(fields);
        merged.putAll(later.fields);
        Set<Long> united = new LinkedHashSet<>(tags);
        united.addAll(later.tags);
        return new ContactChange(
                later.key,
                later.operation,
                later.version,
                merged,
                united,
                later.contactType == null ? contactType : later.contactType);
    }

    /** The same change with the contact type spelt as the account spells it. */
    public ContactChange withContactType(@Nullable String spelling) {
        return new ContactChange(key, operation, version, fields, tags, spelling);
    }

    public boolean isDelete() {
        return operation == Operation.DELETE;
    }

    /** Names nobody: the fields are personal. */
    @Override
    public String toString() {
        return "ContactChange[" + operation + ", " + fields.keySet() + "]";
    }
}
