package dev.keapsink.batch;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.SimulatedDynamoDb;
import dev.keapsink.support.SimulatedDynamoDb.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What becomes of neighbours: with the ledger's own code before a simulated DynamoDB, all on virtual time. */
final class NeighboursCourse {

    private final InMemorySink sink = new InMemorySink().tags(101L);
    private final SimulatedDynamoDb dynamo = new SimulatedDynamoDb(sink.time, () -> Duration.ofMillis(5));
    private final Neighbours neighbours;

    NeighboursCourse(Neighbours neighbours) {
        this.neighbours = neighbours;
        sink.withLedger(new LedgerTable(
                () -> dynamo, "ledger", Timeouts.STANDARD, sink.time, sink.time, new Backoff(() -> 0.5)));
        sink.deliver(Messages.of(neighbours.before()));
    }

    SimulatedDynamoDb dynamo() {
        return dynamo;
    }

    /**
     * What a delivery of the batch has left behind.
     *
     * @param returned the ids of the messages that come again
     * @param contacts the contacts that there are, each as a text without its id
     * @param took how long it took
     */
    record End(Set<String> returned, Set<String> contacts, Duration took) {

        /** The same without the person in trouble. */
        End ofTheOthers(Neighbours neighbours) {
            Set<String> others = new HashSet<>(returned);
            others.removeAll(neighbours.ofTheTroubled());
            return new End(
                    others,
                    new TreeSet<>(contacts.stream()
                            .filter(contact -> !isTroubled(contact))
                            .toList()),
                    Duration.ZERO);
        }

        private static boolean isTroubled(String contact) {
            return contact.startsWith("[person0@") || contact.startsWith("[+1 555 01000]");
        }
    }

    /** Delivers the batch while the one person is in trouble. */
    End deliver(Trouble trouble) {
        int calls = dynamo.calls();
        List<String> troubled = Neighbours.keysOfTheTroubled();
        dynamo.trouble((operation, call, key) ->
                troubled.contains(key) ? trouble.of(operation, call - calls, key) : Optional.empty());
        Instant start = sink.time.instant();
        List<String> returned = sink.deliver(Messages.of(neighbours.batch()));
        return new End(new HashSet<>(returned), contacts(), Duration.between(start, sink.time.instant()));
    }

    /** Delivers what was returned until nothing is any more, now that all is well; how many deliveries that took. */
    int settle(Set<String> returned) {
        dynamo.trouble((operation, call, key) -> Optional.empty());
        Set<String> waiting = returned;
        int deliveries = 0;
        while (!waiting.isEmpty() && deliveries < 10) {
            Set<String> still = waiting;
            sink.time.advance(Duration.ofMinutes(5));
            waiting = new HashSet<>(sink.deliver(Messages.of(neighbours.batch()).stream()
                    .filter(message -> still.contains(message.id()))
                    .toList()));
            deliveries++;
        }
        return deliveries;
    }

    private Set<String> contacts() {
        Set<String> contacts = new TreeSet<>();
        sink.keap.contacts().forEach(contact -> contacts.add(text(contact)));
        return contacts;
    }

    Set<String> settledContacts() {
        return contacts();
    }

    private static String text(StoredContact contact) {
        return "%s %s %s"
                .formatted(
                        Stream.concat(contact.emails().stream(), contact.phones().stream())
                                .toList(),
                        contact.text("job_title"),
                        contact.tagIds());
    }
}
