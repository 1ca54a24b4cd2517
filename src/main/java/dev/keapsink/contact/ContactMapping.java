package dev.keapsink.contact;

import dev.keapsink.mapping.Entry;
import dev.keapsink.mapping.Handling;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.TagName;
import dev.keapsink.value.Encoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which values of a record go where in a contact.
 *
 * @param automatic whether what no entry is about is found by its name
 * @param otherwise how the values are written that no entry is about
 * @param fields Keap's own fields
 * @param customFields by label or technical name
 * @param contactType the record's own contact type
 */
public record ContactMapping(
        boolean automatic,
        Handling otherwise,
        Map<ContactField, Entry> fields,
        Map<String, Entry> customFields,
        Optional<Source> contactType,
        Constants constants,
        TagSources tags,
        Consent consent,
        Encoding encoding) {

    /** Everything by its usual name. */
    public static final ContactMapping AUTOMATIC = new ContactMapping(
            true,
            Handling.DEFAULT,
            Map.of(),
            Map.of(),
            Optional.empty(),
            new Constants(Set.of(), Set.of(), Optional.empty()),
            new TagSources(List.of(), List.of()),
            new Consent(Optional.empty(), List.of()),
            Encoding.DEFAULT);

    /**
     * The fields of a record that entries read, and that are therefore not matched by their own names: whoever says where a
     * value goes does not mean a second place. What only says whether something is written (consent, suppress) is no value.
     */
    Set<String> sources() {
        return Stream.of(
                        fields.values().stream().map(Entry::source),
                        customFields.values().stream().map(Entry::source),
                        contactType.stream(),
                        tags.ids().stream(),
                        tags.names().stream().map(TagSources.Names::source))
                .flatMap(sources -> sources)
                .flatMap(source -> source.names().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What every contact gets; if the account does not have it, that is nobody's record's fault. */
    public record Constants(Set<Long> tagIds, Set<TagName> tags, Optional<String> contactType) {}

    /** Where the tags of a record come from. */
    record TagSources(List<Source> ids, List<Names> names) {
        /** A source of names. */
        record Names(Source source, boolean createMissing) {}
    }

    /**
     * What a person agreed to.
     *
     * @param toMail without a yes here, no reason for an opt-in is written
     */
    record Consent(Optional<Source> toMail, List<Suppression> suppressions) {}

    /**
     * What is left out when a source says yes.
     *
     * @param fields the fields; empty for the whole record
     */
    record Suppression(Source when, Set<ContactField> fields) {
        boolean ofRecord() {
            return fields.isEmpty();
        }
    }
}
