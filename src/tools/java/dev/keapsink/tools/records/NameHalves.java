package dev.keapsink.tools.records;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the columns of a file that hold the two halves of a person's name. */
final class NameHalves {
    static final String GIVEN = "given_name";
    static final String FAMILY = "family_name";

    private static final Set<String> GIVEN_WORDS =
            Set.of("firstname", "givenname", "forename", "forenames", "fname", "vorname", "prénom", "prenom");

    private static final Set<String> FAMILY_WORDS = Set.of(
            "lastname",
            "familyname",
            "surname",
            "surnames",
            "secondname",
            "lname",
            "nachname",
            "familienname",
            "apellido",
            "apellidos");

    private final List<ColumnName> names;

    NameHalves(Collection<String> columns) {
        this.names = columns.stream().map(ColumnName::of).toList();
    }

    /** Returns the other half of a name; empty for other fields. */
    static Optional<String> other(String field) {
        return switch (field) {
            case GIVEN -> Optional.of(FAMILY);
            case FAMILY -> Optional.of(GIVEN);
            default -> Optional.empty();
        };
    }

    /** Returns the field of a column such as {@code Attendee First}, if the file also has {@code Attendee Last}. */
    Optional<String> bare(ColumnName name) {
        return Bare.of(name).filter(this::hasOther).map(Bare::field);
    }

    /** Whether any column seems to hold this half of a name. */
    boolean has(String half) {
        Set<String> words = half.equals(GIVEN) ? GIVEN_WORDS : FAMILY_WORDS;
        return names.stream()
                .anyMatch(name -> name.hasOneOf(words)
                        || Bare.of(name)
                                .filter(bare -> bare.field().equals(half))
                                .isPresent());
    }

    private boolean hasOther(Bare bare) {
        return names.stream()
                .flatMap(name -> Bare.of(name).stream())
                .anyMatch(other ->
                        !other.field().equals(bare.field()) && other.rest().equals(bare.rest()));
    }

    /**
     * A half that is called first or last, with or without the word name.
     *
     * @param rest the other words, which are a role of the contact
     */
    private record Bare(String field, List<String> rest) {
        static Optional<Bare> of(ColumnName name) {
            List<String> rest = name.words().stream()
                    .filter(word -> !Objects.equals(word, "name"))
                    .toList();
            boolean isFirst = rest.contains("first");
            if (isFirst == rest.contains("last")) {
                return Optional.empty();
            }
            List<String> others = rest.stream()
                    .filter(word -> !word.equals("first") && !word.equals("last"))
                    .toList();
            return ContactWords.areOfAContact(others)
                    ? Optional.of(new Bare(isFirst ? GIVEN : FAMILY, others))
                    : Optional.empty();
        }
    }
}
