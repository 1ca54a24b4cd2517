package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.airbyte.rejects.FolderRejects;
import dev.keapsink.tools.airbyte.rejects.RejectStore;
import dev.keapsink.tools.airbyte.rejects.RejectedRow;
import dev.keapsink.tools.airbyte.rejects.RejectsNotStored;
import dev.keapsink.tools.airbyte.rejects.S3Rejects;
import dev.keapsink.tools.airbyte.settings.RejectsPlace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts rejected rows into the place that the settings name. */
final class StoredRejects implements RowRejects {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final RejectStore store;

    private StoredRejects(RejectStore store) {
        this.store = store;
    }

    static RowRejects of(RejectsPlace place, Clock clock) {
        return store(place, clock).<RowRejects>map(StoredRejects::new).orElseGet(RowRejects::none);
    }

    /** Why rejected rows could not be stored, with what to do about it; empty if they can be. */
    static Optional<String> problem(RejectsPlace place, Clock clock) {
        Optional<RejectStore> store = store(place, clock);
        try {
            if (store.isPresent()) {
                store.get().tryOut();
            }
            return Optional.empty();
        } catch (RejectsNotStored e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<RejectStore> store(RejectsPlace place, Clock clock) {
        return switch (place) {
            case RejectsPlace.None none -> Optional.empty();
            case RejectsPlace.Folder folder -> Optional.of(new FolderRejects(folder.folder()));
            case RejectsPlace.S3 s3 -> Optional.of(S3Rejects.open(s3, clock, UUID.randomUUID()));
        };
    }

    @Override
    public void store(List<RowRejects.Reject> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<RejectedRow> stored = new ArrayList<>();
        for (RowRejects.Reject rejected : rows) {
            StreamName name = rejected.row().stream().name();
            stored.add(new RejectedRow(
                    name.name(),
                    name.namespace().isEmpty() ? null : name.namespace(),
                    data(rejected.row()),
                    rejected.rejection()));
        }
        try {
            store.store(stored);
        } catch (RejectsNotStored e) {
            String sentence = String.valueOf(e.getMessage());
            throw e.isPassing() ? SyncFailure.passing(sentence) : SyncFailure.ofConfig(sentence);
        }
    }

    private static ObjectNode data(Row row) {
        try {
            return (ObjectNode) JSON.readTree(row.body()).path("record").path("data");
        } catch (JsonProcessingException e) {
            // The row was JSON when it came.
            throw new IllegalStateException("A row is no JSON any more", e);
        }
    }
}
