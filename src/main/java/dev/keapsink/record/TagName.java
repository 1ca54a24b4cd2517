package dev.keapsink.record;

import java.util.Comparator;

/**
 * A tag by its name, for those who know no ids.
 *
 * @param createMissing whether it is made if the account has none of that name
 */
public record TagName(String name, boolean createMissing) implements Comparable<TagName> {

    private static final Comparator<TagName> ORDER =
            Comparator.comparing(TagName::name).thenComparing(TagName::createMissing);

    @Override
    public int compareTo(TagName other) {
        return ORDER.compare(this, other);
    }
}
