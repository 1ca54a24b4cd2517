package dev.keapsink.properties;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.properties.Setup.Limits;
import dev.keapsink.properties.Trouble.Where;
import dev.keapsink.properties.Turn.Ending;
import dev.keapsink.properties.Turn.RejectQueueState;
import dev.keapsink.properties.Turn.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** How scenarios are made up. */
final class Scenarios {

    private static final Set<Where> WRITES =
            EnumSet.of(Where.UPSERTS, Where.CREATES, Where.UPDATES, Where.REMOVALS, Where.SEARCHES);

    private static final int MOST_TOGETHER = 4;

    private Scenarios() {}

    /** Anything may happen. */
    static Arbitrary<Scenario> any() {
        return of(setups(Arbitraries.of(true, false), Arbitraries.of(Limits.class)), turns());
    }

    /** Anything may happen, and every message can be done within an invocation. */
    static Arbitrary<Scenario> doable() {
        return any().map(scenario -> scenario.setup().hasTimeForSeveralRecords() ? scenario : alone(scenario));
    }

    /** Anything may happen on a FIFO queue. */
    static Arbitrary<Scenario> fifo() {
        return of(
                setups(Arbitraries.just(true), Arbitraries.of(Limits.class)),
                turns().filter(turn -> turn.weather().missingTags().isEmpty()));
    }

    /** Anything may happen but that Keap answers no to a sound record. */
    static Arbitrary<Scenario> withoutRefusals() {
        return of(
                setups(Arbitraries.of(true, false), Arbitraries.of(Limits.class)),
                turns().map(turn -> with(
                        turn,
                        turn.ending(),
                        new Weather(turn.weather().rejectQueue(), turn.weather().keyWorks(), Set.of()),
                        trouble -> !trouble.mishap().isRefusing())));
    }

    /** One process that knows Keap's limits makes all of the calls. (A made-up spike arrest is metered, a real one is not.) */
    static Arbitrary<Scenario> paced() {
        return of(
                setups(Arbitraries.of(true, false), Arbitraries.of(Limits.OF_AN_API_KEY, Limits.TIGHT)),
                turns().filter(turn -> turn.ending() != Ending.KILLED)
                        .map(turn -> with(
                                turn,
                                turn.ending(),
                                turn.weather(),
                                trouble -> trouble.mishap() != Mishap.SPIKE_ARREST)));
    }

    /**
     * A FIFO queue without deletes, time and calls enough, and nothing goes wrong but the writing of contacts. (A delete is
     * written after the first states of all contacts, so a message behind it does overtake it, and comes again with it. So
     * does one behind a message that comes again for another of its records.)
     */
    static Arbitrary<Scenario> fifoWithFailingWrites() {
        return of(
                        setups(Arbitraries.just(true), Arbitraries.just(Limits.AMPLE))
                                .filter(setup -> setup.timeout().toSeconds() == 120),
                        turns().map(turn -> with(turn, Ending.REPLIED, Weather.FINE, Scenarios::concernsOneWrite)))
                .map(Scenarios::withoutDeletes)
                .map(Scenarios::alone);
    }

    private static Turn with(Turn turn, Ending ending, Weather weather, Predicate<Trouble> wanted) {
        List<Trouble> troubles = turn.troubles().stream().filter(wanted).toList();
        return new Turn(turn.pause(), turn.choice(), turn.size(), ending, turn.callsLeft(), weather, troubles);
    }

    /** A write that fails because of the configuration turns earlier rejects of its batch back. */
    private static boolean concernsOneWrite(Trouble trouble) {
        return WRITES.contains(trouble.where())
                && !trouble.mishap().isRefusing()
                && trouble.mishap() != Mishap.KEY_EXPIRED
                && trouble.mishap() != Mishap.REDIRECT;
    }

    private static Scenario withoutDeletes(Scenario scenario) {
        return new Scenario(
                scenario.setup(),
                scenario.letters().stream().filter(letter -> !letter.delete()).toList(),
                scenario.turns());
    }

    /** Each letter in a message of its own. */
    private static Scenario alone(Scenario scenario) {
        return new Scenario(scenario.setup(), addressed(scenario.letters(), 0), scenario.turns());
    }

    private static Arbitrary<Scenario> of(Arbitrary<Setup> setups, Arbitrary<Turn> turns) {
        return Combinators.combine(
                        setups,
                        letters().list().ofMinSize(1).ofMaxSize(12),
                        Arbitraries.of(Person.class).set(),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(0)),
                                Tuple.of(2, Arbitraries.integers().between(1, 4095))),
                        turns.list().ofMinSize(1).ofMaxSize(6))
                .as((setup, letters, versioned, together, turns_) ->
                        new Scenario(setup, addressed(numbered(letters, versioned, setup.fifo()), together), turns_));
    }

    private static Arbitrary<Setup> setups(Arbitrary<Boolean> fifo, Arbitrary<Limits> limits) {
        return Combinators.combine(
                        fifo,
                        Arbitraries.of(Set.<Long>of(), Set.of(101L), Set.of(101L, 102L)),
                        Arbitraries.of("", "Customer"),
                        Arbitraries.of(MatchRule.class),
                        Arbitraries.of(OnDelete.class),
                        Arbitraries.of(120, 20, 6).map(Duration::ofSeconds),
                        limits,
                        Arbitraries.of(false, true))
                .as(Setup::new)
                .filter(Setup::isSensible);
    }

    /** Letters as drawn, still without their place in the order of sending. */
    private static Arbitrary<Letter> letters() {
        return Combinators.combine(
                        Arbitraries.of(Person.class),
                        Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(Setup.TAGS).set(),
                        Arbitraries.frequency(Tuple.of(3, ""), Tuple.of(1, "Lead")),
                        Arbitraries.of(Letter.FIELDS).set(),
                        Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(Poison.NONE)), Tuple.of(1, poisons())),
                        Arbitraries.of("g", "h"))
                .as((person, delete, version, tags, type, fields, poison, group) ->
                        new Letter(0, 0, 0, person, delete, version, tags, type, fields, poison, group));
    }

    private static Arbitrary<Poison> poisons() {
        return Arbitraries.of(Poison.class);
    }

    /** On a FIFO queue a producer sends its versions in their order. */
    private static List<Letter> numbered(List<Letter> drawn, Set<Person> versioned, boolean fifo) {
        List<Letter> letters = new ArrayList<>();
        for (Letter letter : drawn) {
            int number = letters.size();
            int version = fifo ? number + 1 : letter.version();
            letters.add(new Letter(
                    number,
                    number,
                    0,
                    letter.person(),
                    letter.delete(),
                    versioned.contains(letter.person()) ? version : 0,
                    letter.tags(),
                    letter.type(),
                    letter.fields(),
                    letter.delete() && letter.poison().sparesDeletes() ? Poison.NONE : letter.poison(),
                    letter.group()));
        }
        return letters;
    }

    /**
     * Up to four letters in one message, which is of the first one's group.
     *
     * @param together a bit for each letter, whether it is in the message of the one before
     */
    private static List<Letter> addressed(List<Letter> letters, int together) {
        List<Letter> addressed = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            boolean joins = i % MOST_TOGETHER != 0 && isSet(together, i);
            boolean isJoined = (i + 1) % MOST_TOGETHER != 0 && i + 1 < letters.size() && isSet(together, i + 1);
            Letter before = joins ? addressed.getLast() : letters.get(i);
            int record = joins ? before.record() + 1 : isJoined ? 1 : 0;
            int message = joins ? before.message() : letters.get(i).number();
            addressed.add(letters.get(i).in(message, record, before.group()));
        }
        return addressed;
    }

    private static boolean isSet(int bits, int bit) {
        return (bits >> bit) % 2 == 1;
    }

    private static Arbitrary<Turn> turns() {
        return Combinators.combine(
                        Arbitraries.of(0, 1, 70, 600, 20_000).map(Duration::ofSeconds),
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.frequency(
                                Tuple.of(6, Ending.REPLIED),
                                Tuple.of(1, Ending.REPLY_LOST),
                                Tuple.of(1, Ending.KILLED)),
                        Arbitraries.integers().between(0, 12),
                        weathers(),
                        troubles().list().ofMaxSize(3))
                .as(Turn::new);
    }

    private static Arbitrary<Weather> weathers() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Weather.FINE)),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.of(RejectQueueState.class),
                                        Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false)),
                                        Arbitraries.frequencyOf(
                                                Tuple.of(4, Arbitraries.just(Set.<Long>of())),
                                                Tuple.of(
                                                        1,
                                                        Arbitraries.of(Setup.TAGS)
                                                                .set())))
                                .as(Weather::new)));
    }

    private static Arbitrary<Trouble> troubles() {
        return Combinators.combine(
                        Arbitraries.of(Mishap.class),
                        Arbitraries.of(Where.class),
                        Arbitraries.of(1, 1, 2, 3, 1000),
                        Arbitraries.of(1, 90, 30_000).map(Duration::ofSeconds))
                .as(Trouble::new);
    }
}
