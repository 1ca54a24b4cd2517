package dev.keapsink.simulator;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nobody has published about Keap, decided for one account: one choice of every kind, of which the first listed is
 * the default, as in {@code Behaviour.DEFAULT.with(Lists.REPLACE, YesNo.TEXT)}. Immutable.
 */
public record Behaviour(Set<Choice> choices) {
    public static final Behaviour DEFAULT = new Behaviour(Stream.of(
                    Lists.class,
                    YesNo.class,
                    ListBox.class,
                    Date.class,
                    Month.class,
                    DayOfWeek.class,
                    Clearing.class,
                    DuplicateSlots.class,
                    UnknownType.class,
                    TooLong.class,
                    UpsertStatus.class)
            .map(kind -> kind.getEnumConstants()[0])
            .collect(Collectors.toUnmodifiableSet()));

    /** One way of doing one thing. */
    public sealed interface Choice {}

    /** What becomes of the list items that a v1 write does not send. */
    public enum Lists implements Choice {
        MERGE,
        REPLACE
    }

    /** What a field of the type YesNo takes: 1 and 0, true and false, or Yes and No. */
    public enum YesNo implements Choice {
        NUMBER,
        BOOLEAN,
        TEXT
    }

    /** What a ListBox and a UserListBox take: an array, or one text with commas between the items. */
    public enum ListBox implements Choice {
        ARRAY,
        COMMA
    }

    /** What a Date takes: 2026-01-31T00:00:00.000Z or 2026-01-31. */
    public enum Date implements Choice {
        DATE_TIME,
        DATE
    }

    /** What a Month takes: 1 to 12, or its English name. */
    public enum Month implements Choice {
        NUMBER,
        NAME
    }

    /** What a DayOfWeek takes: 1 for Sunday to 7, or its English name. */
    public enum DayOfWeek implements Choice {
        NUMBER,
        NAME
    }

    /** What empties a field; the other one is refused, but for an empty text in a text field, which is stored. */
    public enum Clearing implements Choice {
        EMPTY_TEXT,
        NULL
    }

    /** Which addresses of a contact an upsert compares with the one that it brings. */
    public enum DuplicateSlots implements Choice {
        ALL,
        EMAIL1
    }

    /** What becomes of a contact type that the account does not have. */
    public enum UnknownType implements Choice {
        REFUSED,
        IGNORED,
        STORED
    }

    /** What becomes of a text that is longer than its column. */
    public enum TooLong implements Choice {
        STORED,
        CUT,
        REFUSED
    }

    /** How an upsert answers: 201 for a new contact and 200 for a known one, or 200 for both. */
    public enum UpsertStatus implements Choice {
        TELLS_NEW,
        ALWAYS_200
    }

    public Behaviour {
        choices = Set.copyOf(choices);
    }

    public Behaviour with(Choice... others) {
        Set<Choice> all = new HashSet<>(choices);
        for (Choice other : others) {
            all.removeIf(choice -> choice.getClass() == other.getClass());
            all.add(other);
        }
        return new Behaviour(all);
    }

    public boolean is(Choice choice) {
        return choices.contains(choice);
    }
}
