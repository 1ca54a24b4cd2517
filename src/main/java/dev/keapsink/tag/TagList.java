package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of the account's list of tags was read, and whether what is not in it may be taken for missing. Not threadsafe.
 */
final class TagList {

    /** The largest page that v1 is known to give. */
    static final int PAGE = 1000;

    /** An account with more tags than these pages hold is asked for each one. */
    private static final int MOST_PAGES = 50;

    private int pages;
    private int items;
    private int total;
    private int size;
    private boolean stuck;
    private boolean again;
    private boolean whole;
    private boolean trusted;
    private Instant readAt = Instant.MIN;

    /** The list is read from its beginning. */
    TagList anew() {
        TagList list = new TagList();
        list.size = size;
        list.again = true;
        return list;
    }

    /**
     * A page was read.
     *
     * @param isNew whether it holds a tag that no page before it held
     */
    void add(JsonNode reply, boolean isNew, Instant now) {
        int onPage = reply.path("tags").size();
        pages++;
        items += onPage;
        total = Math.max(reply.path("count").asInt(), items);
        whole = onPage == 0 || (onPage < PAGE && items >= total);
        stuck = !whole && !isNew;
        if (whole) {
            // One that is empty, or shorter than the one before, may be the account contradicting itself.
            trusted = items > 0 && items >= size;
            size = items;
        }
        readAt = now;
    }

    /** Where the next page begins. */
    int offset() {
        return items;
    }

    boolean isRead() {
        return pages > 0;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether a tag that is not in it is not there: one list alone does not say that. */
    boolean isEvidence() {
        return again && whole && trusted;
    }

    boolean isOlderThan(Duration age, Instant now) {
        return now.isAfter(readAt.plus(age));
    }

    int pages() {
        return pages;
    }

    /** How many calls reading the rest of it takes, as far as can be told. */
    int pagesLeft() {
        return whole ? 0 : Math.max(1, Math.ceilDiv(total, PAGE) - pages);
    }

    /** Whether reading the rest of it makes sense: not if it has too many pages, or the same one comes again and again. */
    boolean canGoOn() {
        return !whole && !stuck && pages + pagesLeft() <= MOST_PAGES;
    }
}
