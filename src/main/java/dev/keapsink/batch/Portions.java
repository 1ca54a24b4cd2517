package dev.keapsink.batch;

import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Divides a wave into portions. The tags of a portion are applied before the next one is written. A portion has a
 * limited number of objects, and no more tag calls than there is time for. Objects without tags gain nothing from a
 * large portion, so their calls count instead.
 */
final class Portions {

    /** At the pace of an API key that two instances share, these calls take half a minute. */
    private static final int MOST_TAG_CALLS = 50;

    private Portions() {}

    /**
     * Divides the items of a wave.
     *
     * @param tags of an item
     * @param calls that an item takes, its tags apart
     * @param most items in a portion; never more than a tag call takes contacts
     */
    static <T> List<List<T>> of(List<T> items, Function<T, Set<Long>> tags, ToIntFunction<T> calls, int most) {
        List<List<T>> portions = new ArrayList<>();
        int from = 0;
        while (from < items.size()) {
            int to = end(items, from, tags, calls, Math.min(most, TagWriter.MAX_CONTACTS));
            portions.add(items.subList(from, to));
            from = to;
        }
        return portions;
    }

    private static <T> int end(List<T> items, int from, Function<T, Set<Long>> tags, ToIntFunction<T> calls, int most) {
        Set<Long> all = new HashSet<>();
        int size = 0;
        int to = from;
        while (to < items.size() && size < most) {
            Set<Long> own = tags.apply(items.get(to));
            all.addAll(own);
            size += own.isEmpty() ? Math.max(1, calls.applyAsInt(items.get(to))) : 1;
            if ((all.size() > MOST_TAG_CALLS || size > most) && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    /** How many tag calls a portion takes. */
    static <T> int tagCalls(List<T> portion, Function<T, Set<Long>> tags) {
        Set<Long> all = new HashSet<>();
        portion.forEach(item -> all.addAll(tags.apply(item)));
        return all.size();
    }
}
