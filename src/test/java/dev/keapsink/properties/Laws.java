package dev.keapsink.properties;

import dev.keapsink.simulator.StoredContact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold for every delivery; each law answers with the sentences that say where it is broken. */
final class Laws {

    private final Setup setup;

    Laws(Setup setup) {
        this.setup = setup;
    }

    List<String> oneOutcomeEach(Delivered delivered) {
        List<String> broken = new ArrayList<>();
        Set<String> delivery = new HashSet<>();
        delivered.letters().forEach(letter -> delivery.add(letter.messageId()));
        if (!delivery.containsAll(delivered.returned())) {
            broken.add("a message is returned that was not delivered");
        }
        if (Set.copyOf(delivered.returned()).size() < delivered.returned().size()) {
            broken.add("a message is returned twice");
        }
        if (!Set.copyOf(delivered.returned()).containsAll(delivered.hidden())) {
            broken.add("a message is hidden that is not returned");
        }
        for (Letter letter : delivered.letters()) {
            // Of a message that comes again for one reject that was not taken, the queue has taken others.
            if (delivered.isRejected(letter)
                    && delivered.isReturned(letter)
                    && delivered.notTaken().isEmpty()) {
                broken.add(letter.id() + " is rejected and returned");
            }
            if (letter.isPoison() && delivered.isWritten(letter)) {
                broken.add(letter.id() + " is poison, and nobody will ever know");
            }
        }
        return broken;
    }

    /** What was acknowledged is in Keap, and what was not has done no more than it might. */
    List<String> acknowledgedMeansDone(Delivered delivered) {
        List<String> broken = new ArrayList<>();
        for (Person person : Person.values()) {
            Expected expected = new Expected(setup, delivered.before().traits(person));
            for (Letter letter : delivered.about(person)) {
                if (delivered.isWritten(letter)) {
                    expected.surely(letter);
                } else {
                    expected.perhaps(letter);
                }
            }
            expected.contradictions(delivered.after().traits(person))
                    .forEach(contradiction -> broken.add(person + ": " + contradiction));
        }
        return broken;
    }

    List<String> nobodyTwice(Delivered delivered) {
        List<String> broken = new ArrayList<>();
        for (Person person : Person.values()) {
            if (delivered.after().contactsOf(person).size() > 1) {
                broken.add("there are several contacts of " + person);
            }
        }
        for (StoredContact contact : delivered.after().contacts()) {
            if (Stream.of(Person.values()).noneMatch(person -> person.is(contact))) {
                broken.add("contact %d is nobody".formatted(contact.id()));
            }
        }
        return broken;
    }

    List<String> onlyPoisonIsRejected(Delivered delivered) {
        return delivered
                .where(letter -> !letter.isPoison()
                        && (delivered.isRejected(letter) || delivered.notTaken().contains(letter.id())))
                .stream()
                .map(letter -> letter.id() + " is rejected")
                .toList();
    }

    List<String> laterOnesWaitForTheFirst(Delivered delivered) {
        List<String> broken = new ArrayList<>();
        for (List<Letter> group : delivered.groups(setup)) {
            group.stream()
                    .dropWhile(letter -> !delivered.isReturned(letter))
                    .filter(delivered::isWritten)
                    .forEach(letter -> broken.add(letter.id() + " is done before its group's turn"));
            delivered.afterTheFirstThatWaits(group).stream()
                    .filter(letter -> !delivered.isReturned(letter))
                    .filter(letter -> delivered.notTaken().isEmpty() || !delivered.isRejected(letter))
                    .forEach(letter -> broken.add(letter.id() + " overtakes its group"));
        }
        for (Person person : Person.values()) {
            delivered.afterTheFirstThatWaits(delivered.about(person)).stream()
                    .filter(delivered::isWritten)
                    .forEach(letter -> broken.add(letter.id() + " overtakes its contact"));
        }
        return broken;
    }

    /**
     * A contact of which all messages come after one that waits, each in its group, is left alone. (One of which some come
     * before it may be written together with them.)
     */
    List<String> nothingIsWrittenBehindOneThatWaits(Delivered delivered) {
        Set<Letter> behind = new HashSet<>();
        delivered.groups(setup).forEach(group -> behind.addAll(delivered.afterTheFirstThatWaits(group)));
        List<String> broken = new ArrayList<>();
        for (Person person : Person.values()) {
            Map<String, String> before = delivered.before().traits(person);
            if (behind.containsAll(delivered.about(person))
                    && !before.equals(delivered.after().traits(person))) {
                broken.add("%s was %s".formatted(person, before));
            }
        }
        return broken;
    }
}
