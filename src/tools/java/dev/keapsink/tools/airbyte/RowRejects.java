package dev.keapsink.tools.airbyte;

import dev.keapsink.record.Outcome.Rejected;
import java.util.List;

/** Where rejected rows go. */
interface RowRejects {

    /** A rejected row and the reason. */
    record Reject(Row row, Rejected rejection) {}

    /**
     * Stores rejected rows, so that they are safe when this returns.
     *
     * @throws SyncFailure if they are not
     */
    void store(List<Reject> rows);

    /** For a destination without a place for rejected rows: the first one ends the sync. */
    static RowRejects none() {
        return rows -> {
            if (!rows.isEmpty()) {
                Reject first = rows.getFirst();
                throw SyncFailure.ofConfig(
                        ("A row of the stream %s is rejected: %s%s. Correct it in the source, or choose a place for"
                                        + " rejected rows in the setting rejects, so that they no longer stop the sync.")
                                .formatted(
                                        first.row().stream().name(),
                                        first.rejection().reason().code(),
                                        first.rejection().field() == null
                                                ? ""
                                                : " in the field "
                                                        + first.rejection().field()));
            }
        };
    }
}
