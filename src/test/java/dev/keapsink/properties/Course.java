package dev.keapsink.properties;

import dev.keapsink.properties.Turn.Ending;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.InMemorySink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens in a scenario: its turns, and then as many untroubled ones as it takes to empty the queue. */
final class Course {

    /** A record waits five deliveries for its rejection at most, and a day's quota of some dozen calls has to last. */
    private static final int MOST_UNTROUBLED_TURNS = 40;

    final Scenario scenario;
    final InMemorySink sink;
    final List<Delivered> deliveries = new ArrayList<>();
    private final Mailbox mailbox;
    private final Set<Letter> written = new HashSet<>();

    private Course(Scenario scenario) {
        this.scenario = scenario;
        sink = scenario.setup().sink();
        mailbox = new Mailbox(scenario.setup().fifo(), scenario.letters());
    }

    static Course of(Scenario scenario) {
        Course course = new Course(scenario);
        scenario.turns().forEach(course::play);
        course.sink.keap.clearFaults();
        for (int i = 0; i < MOST_UNTROUBLED_TURNS && !course.isSettled(); i++) {
            course.play(Turn.well(i));
        }
        return course;
    }

    boolean isSettled() {
        return mailbox.isEmpty();
    }

    /** Where a person of one FIFO group alone is not as the group's messages leave it, over all deliveries. */
    List<String> lostUpdates(Person person) {
        List<Letter> letters = scenario.letters().stream()
                .filter(letter -> letter.person() == person && !letter.isPoison())
                .toList();
        if (letters.stream().map(Letter::group).distinct().count() != 1) {
            return List.of();
        }
        Expected expected = new Expected(scenario.setup(), new Snapshot(List.of()).traits(person));
        for (Letter letter : letters) {
            if (written.contains(letter)) {
                expected.surely(letter);
            } else {
                expected.perhaps(letter);
            }
        }
        return expected.contradictions(new Snapshot(sink.keap.contacts()).traits(person));
    }

    private void play(Turn turn) {
        List<List<Letter>> letters = mailbox.receive(new Random(turn.choice()), turn.size());
        if (letters.isEmpty()) {
            return;
        }
        sink.time.advance(turn.pause());
        turn.weather().settle(sink.keap);
        turn.troubles().forEach(trouble -> trouble.begin(sink.keap, sink.time.instant()));
        Delivered delivered = deliver(turn, letters);
        deliveries.add(delivered);
        if (turn.ending() == Ending.REPLIED) {
            mailbox.done(delivered.where(letter -> !delivered.isReturned(letter)));
            written.addAll(delivered.where(delivered::isWritten));
        }
    }

    private Delivered deliver(Turn turn, List<List<Letter>> batch) {
        List<Message> messages = batch.stream()
                .map(message -> Letter.message(
                        message,
                        mailbox.receiveCount(message.getFirst()),
                        scenario.setup().fifo()))
                .toList();
        List<Letter> letters = batch.stream().flatMap(List::stream).toList();
        boolean killed = turn.ending() == Ending.KILLED;
        Set<String> takes = letters.stream()
                .filter(letter -> !killed && turn.weather().rejectQueueTakes(letter.number()))
                .map(Letter::id)
                .collect(Collectors.toSet());
        sink.rejected.clear();
        sink.hidden.clear();
        sink.notTaken.clear();
        sink.rejectQueueTaking(takes::contains);
        Snapshot before = new Snapshot(sink.keap.contacts());
        List<String> returned = killed ? sink.killedAfter(turn.callsLeft(), messages) : sink.deliver(messages);
        return new Delivered(
                turn,
                letters,
                letters.stream().map(mailbox::receiveCount).toList(),
                returned,
                Map.copyOf(sink.reasons()),
                Set.copyOf(sink.notTaken),
                Set.copyOf(sink.hidden.keySet()),
                before,
                new Snapshot(sink.keap.contacts()));
    }

    @Override
    public String toString() {
        return deliveries.stream().map(Delivered::toString).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
