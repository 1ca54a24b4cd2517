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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How scenarios are made up. */
final class Scenarios {

    private static final Set<Where> WRITES =
            EnumSet.of(Where.UPSERTS, Where.CREATES, Where.UPDATES, Where.REMOVALS, Where.SEARCHES);

    private static final List<Boolean> EITHER = List.of(false, true);

    private static final List<Boolean> ONLY_FIFO = List.of(true);

    private static final List<Limits> ANY_LIMITS = List.of(Limits.values());

    private static final int MOST_TOGETHER = 4;

    private static final int MOST_LETTERS = 12;

    private static final int MOST_TURNS = 6;

    private Scenarios() {}

    /** Anything may happen. */
    static Scenario any(Random random) {
        return of(random, setup(random, EITHER, ANY_LIMITS), Scenarios::turn);
    }

    /** Anything may happen, and every message can be done within an invocation. */
    static Scenario doable(Random random) {
        Scenario scenario = any(random);
        return scenario.setup().hasTimeForSeveralRecords() ? scenario : alone(scenario);
    }

    /** Anything may happen on a FIFO queue. */
    static Scenario fifo(Random random) {
        return of(
                random,
                setup(random, ONLY_FIFO, ANY_LIMITS),
                drawn -> suitable(
                        drawn,
                        Scenarios::turn,
                        turn -> turn.weather().missingTags().isEmpty()));
    }

    /** Anything may happen but that Keap answers no to a sound record. */
    static Scenario withoutRefusals(Random random) {
        return of(random, setup(random, EITHER, ANY_LIMITS), drawn -> {
            Turn turn = turn(drawn);
            return with(
                    turn,
                    turn.ending(),
                    new Weather(turn.weather().rejectQueue(), turn.weather().keyWorks(), Set.of()),
                    trouble -> !trouble.mishap().isRefusing());
        });
    }

    /** One process that knows Keap's limits makes all of the calls. (A made-up spike arrest is metered, a real one is not.) */
    static Scenario paced(Random random) {
        return of(random, setup(random, EITHER, List.of(Limits.OF_AN_API_KEY, Limits.TIGHT)), drawn -> {
            Turn turn = suitable(drawn, Scenarios::turn, any -> any.ending() != Ending.KILLED);
            return with(turn, turn.ending(), turn.weather(), trouble -> trouble.mishap() != Mishap.SPIKE_ARREST);
        });
    }

    /**
     * A FIFO queue without deletes, time and calls enough, and nothing goes wrong but the writing of contacts. (A delete is
     * written after the first states of all contacts, so a message behind it does overtake it, and comes again with it. So
     * does one behind a message that comes again for another of its records.)
     */
    static Scenario fifoWithFailingWrites(Random random) {
        Setup setup = suitable(
                random,
                drawn -> setup(drawn, ONLY_FIFO, List.of(Limits.AMPLE)),
                any -> any.timeout().toSeconds() == 120);
        return alone(withoutDeletes(of(
                random, setup, drawn -> with(turn(drawn), Ending.REPLIED, Weather.FINE, Scenarios::concernsOneWrite))));
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

    private static Scenario of(Random random, Setup setup, Function<Random, Turn> turns) {
        List<Letter> letters = letters(random);
        Set<Person> versioned = some(random, List.of(Person.values()));
        return new Scenario(
                setup,
                addressed(numbered(letters, versioned, setup.fifo()), together(random)),
                list(random, 1, MOST_TURNS, turns));
    }

    private static Setup setup(Random random, List<Boolean> fifo, List<Limits> limits) {
        return suitable(
                random,
                drawn -> new Setup(
                        one(drawn, fifo),
                        new TreeSet<>(Setup.TAGS.subList(0, drawn.nextInt(Setup.TAGS.size() + 1))),
                        one(drawn, List.of("", "Customer")),
                        one(drawn, List.of(MatchRule.values())),
                        one(drawn, List.of(OnDelete.values())),
                        Duration.ofSeconds(one(drawn, List.of(120, 20, 6))),
                        one(drawn, limits),
                        drawn.nextBoolean()),
                Setup::isSensible);
    }

    /** Those as drawn, still without their place in the order of sending; now and then all of one person, or all alike. */
    private static List<Letter> letters(Random random) {
        List<Letter> any = list(random, 1, MOST_LETTERS, Scenarios::letter);
        Letter first = any.getFirst();
        return switch (random.nextInt(12)) {
            case 0 -> any.stream().map(letter -> to(first.person(), letter)).toList();
            case 1 -> Collections.nCopies(any.size(), first);
            default -> any;
        };
    }

    private static Letter letter(Random random) {
        return new Letter(
                0,
                0,
                0,
                one(random, List.of(Person.values())),
                isOneOf(5, random),
                1 + random.nextInt(4),
                some(random, Setup.TAGS),
                isOneOf(4, random) ? "Lead" : "",
                some(random, Letter.FIELDS),
                isOneOf(6, random) ? one(random, Poison.OWN) : Poison.NONE,
                one(random, List.of("g", "h")));
    }

    private static Letter to(Person person, Letter letter) {
        return new Letter(
                0,
                0,
                0,
                person,
                letter.delete(),
                letter.version(),
                letter.tags(),
                letter.type(),
                letter.fields(),
                letter.poison(),
                letter.group());
    }

    /** Which letters are in the message of the one before: none, all that fit, or any. */
    private static int together(Random random) {
        int all = (1 << MOST_LETTERS) - 1;
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> 0;
            case 4 -> all;
            default -> random.nextInt(all + 1);
        };
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
        return addressed.stream()
                .collect(Collectors.groupingBy(Letter::message, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Letter::read)
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isSet(int bits, int bit) {
        return (bits >> bit) % 2 == 1;
    }

    private static Turn turn(Random random) {
        return new Turn(
                Duration.ofSeconds(one(random, List.of(0, 1, 70, 600, 20_000))),
                random.nextInt(1000),
                1 + random.nextInt(12),
                ending(random),
                random.nextInt(13),
                isOneOf(3, random) ? weather(random) : Weather.FINE,
                list(random, 0, 3, Scenarios::trouble));
    }

    private static Ending ending(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Ending.REPLY_LOST;
            case 1 -> Ending.KILLED;
            default -> Ending.REPLIED;
        };
    }

    private static Weather weather(Random random) {
        return new Weather(
                one(random, List.of(RejectQueueState.values())),
                !isOneOf(6, random),
                isOneOf(5, random) ? some(random, Setup.TAGS) : Set.of());
    }

    private static Trouble trouble(Random random) {
        return new Trouble(
                one(random, List.of(Mishap.values())),
                one(random, List.of(Where.values())),
                one(random, List.of(1, 1, 2, 3, 1000)),
                Duration.ofSeconds(one(random, List.of(1, 90, 30_000))));
    }

    private static boolean isOneOf(int many, Random random) {
        return random.nextInt(many) == 0;
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Any number of them, none and all as often as each other; the set's order is the same in each JVM. */
    private static <T> Set<T> some(Random random, List<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return new TreeSet<>(shuffled.subList(0, random.nextInt(shuffled.size() + 1)));
    }

    private static <T> List<T> list(Random random, int least, int most, Function<Random, T> values) {
        int size = least + random.nextInt(most - least + 1);
        return Stream.generate(() -> values.apply(random)).limit(size).toList();
    }

    /** The first drawn that is wanted. */
    private static <T> T suitable(Random random, Function<Random, T> draw, Predicate<T> wanted) {
        return Stream.generate(() -> draw.apply(random))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }
}
