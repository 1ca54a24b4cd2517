package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.Mapping;
import dev.keapsink.mapping.Source;
import dev.keapsink.mapping.TargetEntry;
import dev.keapsink.object.ReferenceOptions;
import dev.keapsink.record.ObjectType;
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
 * Says which values of a record go where in a contact. Immutable.
 *
 * @param values the mapping of fields
 * @param contactType the source of the record's own contact type
 * @param constants tags and contact type of every contact
 * @param tags sources of tags beside the record's own {@code tags}
 * @param references whether the company that a contact names is created if it is missing
 */
public record ContactMapping(
        Mapping values,
        Optional<Source> contactType,
        Constants constants,
        TagSources tags,
        Consent consent,
        ReferenceOptions references) {

    /** Finds every value by its usual name. */
    public static final ContactMapping AUTOMATIC = new ContactMapping(
            Mapping.AUTOMATIC,
            Optional.empty(),
            new Constants(Set.of(), Set.of(), Optional.empty()),
            new TagSources(List.of()),
            new Consent(Optional.empty(), List.of()),
            ReferenceOptions.byDefault(ObjectType.CONTACTS));

    /** The same mapping with other conventions. */
    public ContactMapping reading(Conventions others) {
        return new ContactMapping(values.reading(others), contactType, constants, tags, consent, references);
    }

    public Map<String, TargetEntry> customFields() {
        return values.customFields();
    }

    Encoding encoding() {
        return values.encoding();
    }

    /** How the mapping reads ambiguous values. */
    public Conventions conventions() {
        return values.conventions();
    }

    /**
     * Names of the record's fields that are not found by their names: ignored ones, and those that an entry reads,
     * which go nowhere else. Fields that only decide on writing (consent, suppress) are not among them.
     */
    Set<String> sources() {
        return Stream.concat(values.ignored().stream(), read()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> read() {
        Stream<Source> others =
                Stream.concat(contactType.stream(), tags.list().stream().map(TagSources.From::source));
        return Stream.concat(values.read(), others.flatMap(source -> source.names().stream()));
    }

    /** A name that is both ignored and read by an entry, if there is one. */
    Optional<String> contradiction() {
        return read().filter(values.ignored()::contains).findFirst();
    }

    /** Tags and contact type of every contact. If the account lacks one, no single record is at fault. */
    public record Constants(Set<Long> tagIds, Set<TagName> tags, Optional<String> contactType) {}

    /** The sources of a record's tags beside its own {@code tags}. */
    record TagSources(List<From> list) {
        /**
         * A source of tags.
         *
         * @param kind whether the source holds ids, names, or both
         * @param createMissing whether a tag is created if the account has none of that name
         */
        record From(Source source, Kind kind, boolean createMissing) {}

        /** Whether missing tags of the record's own {@code tags} are created. */
        boolean makeOwn() {
            return list.stream().anyMatch(from -> from.createMissing() && areOwn(from.source()));
        }

        /** Whether a source is the record's own {@code tags}. */
        static boolean areOwn(Source source) {
            return source.names().stream().map(Field::normalised).anyMatch("tags"::equals);
        }
    }

    /**
     * A person's consent.
     *
     * @param toMail the reason for an opt-in is written only if this source says yes; empty if it is always written
     */
    record Consent(Optional<Source> toMail, List<Suppression> suppressions) {}

    /**
     * Values that are left out if a source says yes.
     *
     * @param fields the fields to leave out; empty to leave out the whole record
     */
    record Suppression(Source when, Set<Field> fields) {
        boolean ofRecord() {
            return fields.isEmpty();
        }
    }
}
