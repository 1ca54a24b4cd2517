package dev.keapsink.outcome;

import dev.keapsink.record.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What became of the records of a batch, and what they owe to each other.
 *
 * @param places of the records, in the order of the batch
 * @param objects the positions of each object's records in their order
 * @param byPosition the outcome of every record
 */
public record Outcomes(List<Place> places, List<List<Integer>> objects, Map<Integer, Outcome> byPosition) {

    /** What became of one record. */
    public Outcome of(Place place) {
        return Objects.requireNonNull(byPosition.get(place.position()));
    }

    /** The same records with other outcomes. */
    public Outcomes with(Map<Integer, Outcome> others) {
        return new Outcomes(places, objects, others);
    }

    /** The records of each message. */
    public Collection<List<Place>> messages() {
        return places.stream()
                .collect(Collectors.groupingBy(Place::messagePosition, LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}
