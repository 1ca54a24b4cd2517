package dev.keapsink.tools.airbyte;

import java.util.List;
import java.util.Optional;

/**
 * A stream of the configured catalog.
 *
 * @param mode what the destination does with its rows
 * @param route where its rows go
 * @param primaryKey the paths of the key's parts; empty for none
 * @param cursor the path of the value that orders rows of one key; empty for the order in which they come
 * @param isWhole whether the sync sends everything that the source has, so that what is missing is gone
 */
record CatalogStream(
        StreamName name,
        Mode mode,
        Route route,
        List<List<String>> primaryKey,
        Optional<List<String>> cursor,
        boolean isWhole) {

    /** The same stream, whose keys begin with this. */
    CatalogStream prefixed(String prefix) {
        return new CatalogStream(
                name, mode, new Route(route.type(), route.pipeline(), prefix), primaryKey, cursor, isWhole);
    }

    /** The destination sync modes of Airbyte's protocol that are offered. */
    enum Mode {
        APPEND,
        APPEND_DEDUP,
        OVERWRITE
    }
}
