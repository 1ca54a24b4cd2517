package dev.keapsink.tools.airbyte.settings;

import java.util.List;
import java.util.Optional;

/** Says what kind of value a setting holds. */
sealed interface Form {

    /**
     * A text.
     *
     * @param secret whether the platform hides the text
     * @param multiline whether the platform shows several lines of it
     * @param pattern a regular expression that the whole text has to match; empty for any text
     * @param words complete "must be …" for the pattern
     */
    record Text(boolean secret, boolean multiline, Optional<String> pattern, String words) implements Form {
        static final Text ANY = new Text(false, false, Optional.empty(), "a text");
    }

    /** One of several texts. */
    record Choice(List<String> choices) implements Form {}

    /** True or false. */
    record Flag() implements Form {}

    /** A whole number between two bounds, both included. */
    record Whole(int least, int most) implements Form {}

    /** An object with settings of its own. */
    record Group(List<Entry> entries) implements Form {}

    /**
     * One of several objects, which a field of theirs tells apart.
     *
     * @param discriminator the name of that field
     */
    record OneOf(String discriminator, List<Branch> branches) implements Form {
        List<String> values() {
            return branches.stream().map(Branch::value).toList();
        }
    }

    /**
     * One of the objects.
     *
     * @param value the discriminator's value for it
     * @param title its name in the platform's list
     */
    record Branch(String value, String title, List<Entry> entries) {}
}
