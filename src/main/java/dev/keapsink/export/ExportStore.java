package dev.keapsink.export;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps what an export reads, and how far it has come, so that one that was cut off goes on. Used by one thread. */
public interface ExportStore {

    /**
     * How far an export has come with a list.
     *
     * @param pages that were read
     * @param items how many different rows they held
     * @param next where the list goes on; null once it has ended
     * @param counted by Keap; empty if it does not count
     * @param isComplete whether the list is done with
     */
    record Progress(int pages, long items, @Nullable Place next, OptionalLong counted, boolean isComplete) {

        /** Nothing is read yet. */
        public static final Progress NONE = new Progress(0, 0, Place.START, OptionalLong.empty(), false);
    }

    /**
     * How far this export has come with a list.
     *
     * @throws StoreFailed if the store cannot be asked
     */
    Progress progress(ExportObject object);

    /**
     * Keeps a page, and where the list goes on, both or none of them.
     *
     * @param next where the list goes on; null after the last page
     * @param counted how many rows Keap has counted so far, those of earlier parents included
     * @return the progress with this page
     * @throws StoreFailed if they are not kept
     */
    Progress keep(ExportObject object, List<ExportedRow> rows, @Nullable Place next, OptionalLong counted);

    /**
     * Notes that a list is done with.
     *
     * @param hasAll whether every row of the list was read, so that one that was there before and is not any more has gone
     * @throws StoreFailed if that is not noted
     */
    void complete(ExportObject object, boolean hasAll);

    /**
     * The ids of the rows of a list that this export has read, sorted as texts.
     *
     * @throws StoreFailed if the store cannot be asked
     */
    List<String> ids(ExportObject object);
}
