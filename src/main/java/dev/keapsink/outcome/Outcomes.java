package dev.keapsink.outcome;

import dev.keapsink.record.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The outcomes of the records of a batch, and the order that binds the records to each other.
 *
 * @param positions of the records, in the order of the batch
 * @param objects the indexes of each object's records in their order
 * @param byPosition the outcome of every record, by its index
 */
public record Outcomes(List<RecordPosition> positions, List<List<Integer>> objects, Map<Integer, Outcome> byPosition) {

    /** The outcome of one record. */
    public Outcome of(RecordPosition position) {
        return Objects.requireNonNull(byPosition.get(position.index()));
    }

    /** The same records with other outcomes. */
    public Outcomes with(Map<Integer, Outcome> others) {
        return new Outcomes(positions, objects, others);
    }

    /** The records of each message, in the order of the batch. */
    public Collection<List<RecordPosition>> messages() {
        return positions.stream()
                .collect(Collectors.groupingBy(RecordPosition::messageIndex, LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}
