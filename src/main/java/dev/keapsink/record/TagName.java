package dev.keapsink.record;

import java.util.Comparator;

/**
 * A tag by its name, for a producer that knows no ids.
 *
 * @param createMissing whether the tag is created if the account has none of that name
 */
public record TagName(String name, boolean createMissing) implements Comparable<TagName> {

    private static final Comparator<TagName> ORDER =
            Comparator.comparing(TagName::name).thenComparing(TagName::createMissing);

    @Override
    public int compareTo(TagName other) {
        return ORDER.compare(this, other);
    }
}
