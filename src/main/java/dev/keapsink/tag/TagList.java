package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of the account's list of tags was read.
 *
 * @param total how many tags the account has, as far as can be told
 * @param isStuck whether the last page held no tag that none before it held
 */
record TagList(int pages, int items, int total, boolean isWhole, boolean isStuck, Set<Long> ids) {

    /** The largest page that v1 is known to give. */
    static final int PAGE = 1000;

    /** An account with more tags than these pages hold is asked for each one. */
    private static final int MOST_PAGES = 50;

    /** That of an account without tags, and where every list begins. */
    static final TagList EMPTY = new TagList(0, 0, 0, true, false, Set.of());

    /** The list with its next page. */
    TagList and(JsonNode page) {
        Set<Long> all = new HashSet<>(ids);
        page.path("tags").forEach(tag -> all.add(tag.path("id").asLong()));
        int onPage = page.path("tags").size();
        int read = items + onPage;
        int inAll = Math.max(page.path("count").asInt(), read);
        boolean whole = onPage == 0 || (onPage < PAGE && read >= inAll);
        return new TagList(pages + 1, read, inAll, whole, !whole && all.size() == ids.size(), all);
    }

    /** How many calls reading the rest of it takes, as far as can be told. */
    int callsForTheRest() {
        return isWhole ? 0 : Math.max(1, Math.ceilDiv(total, PAGE) - pages);
    }

    /** How many calls reading it anew takes. */
    int calls() {
        return Math.max(1, pages);
    }

    /** Whether reading the rest of it makes sense: not if it has too many pages, or the same one comes again and again. */
    boolean canGoOn() {
        return !isWhole && !isStuck && pages + callsForTheRest() <= MOST_PAGES;
    }
}
