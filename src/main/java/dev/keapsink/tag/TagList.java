package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The part of the account's list of tags that was read. Immutable.
 *
 * @param total the estimated number of tags in the account
 * @param isStuck whether the last page held only tags of earlier pages
 */
record TagList(int pages, int items, int total, boolean isWhole, boolean isStuck, Set<Long> ids) {

    /** The largest page that v1 is known to return. */
    static final int PAGE = 1000;

    /** The most pages that are read. In an account with more tags, each tag is looked up by itself. */
    private static final int MAX_PAGES = 50;

    /** The list of an account without tags, and the start of every list. */
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

    /** The estimated number of calls to read the rest of the list. */
    int callsForTheRest() {
        return isWhole ? 0 : Math.max(1, Math.ceilDiv(total, PAGE) - pages);
    }

    /** The number of calls to read the list again. */
    int calls() {
        return Math.max(1, pages);
    }

    /** Whether the rest can be read: not if it has too many pages, or Keap repeats the same page. */
    boolean canGoOn() {
        return !isWhole && !isStuck && pages + callsForTheRest() <= MAX_PAGES;
    }
}
