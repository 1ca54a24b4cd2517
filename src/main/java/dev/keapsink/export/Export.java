package dev.keapsink.export;

import dev.keapsink.export.ExportStore.Progress;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of an account into a store, page by page. It goes on where an earlier run of the same export was cut off.
 * Used once, by one thread.
 */
public final class Export {

    /** Changes may be listed late, and clocks differ: an incremental export begins this much earlier. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    /** The longest that a page may take, with all waiting for Keap's quota. */
    private static final Duration LONGEST_PAGE = Duration.ofMinutes(5);

    private final KeapLists lists;
    private final Set<ExportObject> objects;
    private final ExportStore store;
    private final InstantSource clock;
    private final BiConsumer<ExportObject, Progress> listener;
    private final Map<ExportObject, String> unread = new EnumMap<>(ExportObject.class);
    private final Set<ExportObject> inexact = EnumSet.noneOf(ExportObject.class);

    /** Whether the page before was one of a second reading. */
    private boolean again;

    /**
     * What to read.
     *
     * @param objects the lists besides those of reference
     * @param since reads what has changed since then, where Keap offers that; null to read everything
     */
    public record Request(
            Set<ExportObject> objects, @Nullable Instant since) {

        /** The lists to be read, with those of reference, and with the parents of others. */
        public Set<ExportObject> all() {
            Set<ExportObject> all = EnumSet.noneOf(ExportObject.class);
            for (ExportObject object : ExportObject.values()) {
                if (object.isReference() || objects.contains(object)) {
                    all.add(object);
                    object.parent().ifPresent(all::add);
                }
            }
            return all;
        }
    }

    /**
     * How an export ended.
     *
     * @param unread the lists that Keap refuses to this account or credential, with Keap's reason
     * @param inexact the lists whose rows are fewer than Keap's own count of them, though they were read twice
     */
    public record Result(Map<ExportObject, String> unread, Set<ExportObject> inexact) {}

    /**
     * @param timeout of one call
     * @param listener is told after each page
     */
    public Export(
            KeapClient keap,
            Request request,
            ExportStore store,
            Duration timeout,
            InstantSource clock,
            BiConsumer<ExportObject, Progress> listener) {
        Instant since = request.since();
        this.lists = new KeapLists(keap, since == null ? null : since.minus(OVERLAP), timeout);
        this.objects = request.all();
        this.store = store;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Reads all lists to their ends.
     *
     * @throws KeapFailure if Keap cannot be read now; the same export goes on at the next page when it is run again
     * @throws StoreFailed if the store cannot be used
     */
    public Result run() {
        for (ExportObject object : objects) {
            String without = object.parent().map(unread::get).orElse(null);
            if (without != null) {
                unread.put(object, without);
                continue;
            }
            try {
                read(object);
            } catch (KeapFailure.Answered e) {
                unread.put(object, String.valueOf(e.getMessage()));
            }
        }
        return new Result(Collections.unmodifiableMap(unread), Collections.unmodifiableSet(inexact));
    }

    private void read(ExportObject object) {
        again = false;
        Progress progress = store.progress(object);
        if (progress.isComplete()) {
            return;
        }
        progress = resumed(object, progress);
        if (isShort(progress) && !again) {
            progress = pages(object, keep(object, List.of(), Place.secondTime(), OptionalLong.empty()));
        }
        boolean isShort = isShort(progress);
        if (isShort) {
            inexact.add(object);
        }
        store.complete(object, lists.isWhole(object) && !isShort && hasAllParents(object));
    }

    /** Rows of parents that were not read are not gone. */
    private boolean hasAllParents(ExportObject object) {
        return object.parent().map(store::progress).filter(Export::isShort).isEmpty();
    }

    /** Goes on with a list, or begins it anew if Keap does not know the name of the next page any more. */
    private Progress resumed(ExportObject object, Progress from) {
        try {
            return pages(object, from);
        } catch (KeapFailure.Answered e) {
            Place next = from.next();
            if (next == null || next.page() == null || !store.progress(object).equals(from)) {
                throw e;
            }
            return pages(object, keep(object, List.of(), next.begin(), from.counted()));
        }
    }

    private static boolean isShort(Progress progress) {
        return progress.counted().isPresent()
                && progress.items() < progress.counted().getAsLong();
    }

    private Progress pages(ExportObject object, Progress from) {
        Progress progress = from;
        List<String> parents = object.parent().map(store::ids).orElse(List.of());
        if (object.parent().isPresent() && parents.isEmpty()) {
            return keep(object, List.of(), null, OptionalLong.empty());
        }
        EndWatch watch = new EndWatch();
        while (progress.next() != null) {
            Place place = progress.next();
            if (object.parent().isPresent() && place.parent() == null) {
                place = place.of(parents.getFirst());
            }
            watch.reads(object, place);
            progress = page(object, place, parents, progress.counted());
        }
        return progress;
    }

    private Progress page(ExportObject object, Place place, List<String> parents, OptionalLong countedBefore) {
        again = place.again();
        Page page = page(object, place);
        Place next = page.next();
        OptionalLong counted = page.counted();
        if (object.parent().isPresent()) {
            long before = countedBefore.orElse(0);
            counted = next != null || counted.isEmpty() ? countedBefore : OptionalLong.of(before + counted.getAsLong());
            next = next == null ? nextParent(place, parents) : next;
        }
        return keep(object, page.rows(), next, counted);
    }

    private Page page(ExportObject object, Place place) {
        try {
            return lists.read(object, place, Deadline.in(LONGEST_PAGE, clock));
        } catch (KeapFailure.NotFound e) {
            if (place.parent() == null) {
                throw e;
            }
            // It was deleted after it was listed.
            return new Page(new ArrayList<>(), null, OptionalLong.of(0));
        }
    }

    private static @Nullable Place nextParent(Place place, List<String> parents) {
        int index = Collections.binarySearch(parents, place.parent());
        int next = index < 0 ? -index - 1 : index + 1;
        return next < parents.size() ? place.of(parents.get(next)) : null;
    }

    private Progress keep(ExportObject object, List<ExportedRow> rows, @Nullable Place next, OptionalLong counted) {
        Progress progress = store.keep(object, rows, next, counted);
        listener.accept(object, progress);
        return progress;
    }
}
