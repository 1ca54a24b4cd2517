package dev.keapsink.properties;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One delivery and what came of it.
 *
 * @param returned the reply
 * @param rejected what the reject queue took, with the reason
 * @param notTaken the ids of the letters that the reject queue was given and did not take
 * @param hidden the ids of the messages whose visibility was set
 */
record Delivered(
        Turn turn,
        List<Letter> letters,
        List<Integer> receiveCounts,
        List<String> returned,
        Map<String, String> rejected,
        Set<String> notTaken,
        Set<String> hidden,
        Snapshot before,
        Snapshot after) {

    private static final Comparator<Letter> ORDER =
            Comparator.comparing(Letter::version).thenComparing(Letter::number);

    List<Letter> where(Predicate<Letter> wanted) {
        return letters.stream().filter(wanted).toList();
    }

    /** The sound messages about a person, in the order in which they take effect. */
    List<Letter> about(Person person) {
        return letters.stream()
                .filter(letter -> letter.person() == person && !letter.isPoison())
                .sorted(ORDER)
                .toList();
    }

    boolean isReturned(Letter letter) {
        return returned.contains(letter.messageId());
    }

    boolean isRejected(Letter letter) {
        return rejected.containsKey(letter.id());
    }

    boolean isWritten(Letter letter) {
        return !isReturned(letter) && !isRejected(letter);
    }

    /** Whether it was to come again, and is not rejected: that holds up nobody. */
    boolean waits(Letter letter) {
        return isReturned(letter) && !isRejected(letter) && !notTaken.contains(letter.id());
    }

    /** The messages of each group, in their order, and nothing on a standard queue. */
    List<List<Letter>> groups(Setup setup) {
        return setup.fifo()
                ? List.copyOf(letters.stream()
                        .collect(Collectors.groupingBy(Letter::group))
                        .values())
                : List.of();
    }

    /** Those of a sequence that come after the first one that waits, in other messages. */
    List<Letter> afterTheFirstThatWaits(List<Letter> sequence) {
        List<Letter> fromTheFirst =
                sequence.stream().dropWhile(letter -> !waits(letter)).toList();
        return fromTheFirst.stream()
                .filter(letter -> letter.message() != fromTheFirst.getFirst().message())
                .toList();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("delivery " + turn);
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            String outcome = isRejected(letter)
                    ? "rejected " + rejected.get(letter.id())
                    : waits(letter) ? "returned" : isReturned(letter) ? "returned, not taken as a reject" : "written";
            lines.add("  %s (delivery %d): %s".formatted(letter.id(), receiveCounts.get(i), outcome));
        }
        for (Person person : Person.values()) {
            if (!about(person).isEmpty()) {
                lines.add("  %s %s".formatted(person, after.traits(person)));
            }
        }
        return String.join("\n", lines);
    }
}
