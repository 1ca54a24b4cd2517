package dev.keapsink.export;

import dev.keapsink.keap.KeapFailure;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices a list that does not end: one whose pages come again, or that has more of them than lists have. */
final class EndWatch {

    /** A hundred million rows. */
    private static final int MOST_PAGES = 100_000;

    private final Set<String> seen = new HashSet<>();
    private @Nullable String parent;
    private int pages;

    /**
     * Is told about each page before it is read.
     *
     * @throws KeapFailure.Unclear if the list does not end
     */
    void reads(ExportObject object, Place place) {
        if (!Objects.equals(parent, place.parent())) {
            parent = place.parent();
            seen.clear();
            pages = 0;
        }
        pages++;
        if (pages > MOST_PAGES || (place.page() != null && !seen.add(place.page()))) {
            throw new KeapFailure.Unclear("Keap's list of rows for %s does not end".formatted(object.view()));
        }
    }
}
