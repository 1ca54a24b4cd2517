package dev.keapsink.incident;

import java.util.List;
import java.util.stream.Stream;

/** All incidents, in the order of the report. */
final class Incidents {

    private Incidents() {}

    static List<Incident> all() {
        return Stream.of(
                        Outages.all(),
                        Limits.all(),
                        Doubts.all(),
                        Troubles.records(),
                        Troubles.queues(),
                        OnesTrouble.all(),
                        LedgerTroubles.all(),
                        ObjectTroubles.all())
                .flatMap(List::stream)
                .toList();
    }

    static Incident named(String name) {
        return all().stream()
                .filter(incident -> incident.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
