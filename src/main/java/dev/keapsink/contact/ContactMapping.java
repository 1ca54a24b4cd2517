package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.Mapping;
import dev.keapsink.mapping.Entry;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.TagName;
import dev.keapsink.record.TagTexts.Kind;
import dev.keapsink.value.Conventions;
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
 * @param values those of fields
 * @param contactType the record's own contact type
 */
public record ContactMapping(
        Mapping values, Optional<Source> contactType, Constants constants, TagSources tags, Consent consent) {

    /** Everything by its usual name. */
    public static final ContactMapping AUTOMATIC = new ContactMapping(
            Mapping.AUTOMATIC,
            Optional.empty(),
            new Constants(Set.of(), Set.of(), Optional.empty()),
            new TagSources(List.of()),
            new Consent(Optional.empty(), List.of()));

    /** The same for producers with other conventions. */
    public ContactMapping reading(Conventions others) {
        return new ContactMapping(values.reading(others), contactType, constants, tags, consent);
    }

    public Map<String, Entry> customFields() {
        return values.customFields();
    }

    Encoding encoding() {
        return values.encoding();
    }

    Conventions conventions() {
        return values.conventions();
    }

    /**
     * The fields of a record that are not matched by their own names: those that are ignored, and those that entries read,
     * because a second place is not meant. What only says whether something is written (consent, suppress) is no value.
     */
    Set<String> sources() {
        return Stream.concat(values.ignored().stream(), read()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> read() {
        Stream<Source> others =
                Stream.concat(contactType.stream(), tags.list().stream().map(TagSources.From::source));
        return Stream.concat(values.read(), others.flatMap(source -> source.names().stream()));
    }

    /** Whether an entry writes a field that is to be ignored, which cannot both be meant. */
    Optional<String> contradiction() {
        return read().filter(values.ignored()::contains).findFirst();
    }

    /** What every contact gets; if the account does not have it, that is nobody's record's fault. */
    public record Constants(Set<Long> tagIds, Set<TagName> tags, Optional<String> contactType) {}

    /** Where the tags of a record come from, beside its own {@code tags}. */
    record TagSources(List<From> list) {
        /** A source of tags. */
        record From(Source source, Kind kind, boolean createMissing) {}

        /** Whether tags of the record's own {@code tags} are made if they are missing. */
        boolean makeOwn() {
            return list.stream().anyMatch(from -> from.createMissing() && areOwn(from.source()));
        }

        /** Whether a source is the record's own {@code tags}. */
        static boolean areOwn(Source source) {
            return source.names().stream().map(Field::normalised).anyMatch("tags"::equals);
        }
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
    record Suppression(Source when, Set<Field> fields) {
        boolean ofRecord() {
            return fields.isEmpty();
        }
    }
}
