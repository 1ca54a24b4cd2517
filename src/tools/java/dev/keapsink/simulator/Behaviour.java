package dev.keapsink.simulator;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The behaviour of an account where Keap's own is not published: one choice of each kind, as in
 * {@code Behaviour.DEFAULT.with(Lists.REPLACE, YesNo.TEXT)}. The first constant of a kind is the default. Immutable.
 */
public record Behaviour(Set<Choice> choices) {
    /** The default choice of each kind. */
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
                    UpsertStatus.class,
                    Discounts.class,
                    TotalDue.class)
            .map(kind -> kind.getEnumConstants()[0])
            .collect(Collectors.toUnmodifiableSet()));

    /** One of the possible behaviours of a kind. */
    public sealed interface Choice {}

    /** Whether a write keeps the list items that it does not send; in v2 this concerns custom fields. */
    public enum Lists implements Choice {
        MERGE,
        REPLACE
    }

    /** The values of a YesNo field: 1 and 0, true and false, or Yes and No. */
    public enum YesNo implements Choice {
        NUMBER,
        BOOLEAN,
        TEXT
    }

    /** The value of a ListBox or UserListBox field: an array, or one text with commas between the items. */
    public enum ListBox implements Choice {
        ARRAY,
        COMMA
    }

    /** The value of a Date field: 2026-01-31T00:00:00.000Z or 2026-01-31. */
    public enum Date implements Choice {
        DATE_TIME,
        DATE
    }

    /** The value of a Month field: 1 to 12, or the English name. */
    public enum Month implements Choice {
        NUMBER,
        NAME
    }

    /** The value of a DayOfWeek field: 1 for Sunday to 7, or the English name. */
    public enum DayOfWeek implements Choice {
        NUMBER,
        NAME
    }

    /** The value that empties a field. The other one is refused, but a text field stores an empty text. */
    public enum Clearing implements Choice {
        EMPTY_TEXT,
        NULL
    }

    /** The e-mail slots of a contact that an upsert compares with its own e-mail. */
    public enum DuplicateSlots implements Choice {
        ALL,
        EMAIL1
    }

    /** The treatment of a contact type that the account does not have; an ignored one is left out of the contact. */
    public enum UnknownType implements Choice {
        REFUSED,
        IGNORED,
        STORED
    }

    /** The treatment of a text that is longer than its column. */
    public enum TooLong implements Choice {
        STORED,
        CUT,
        REFUSED
    }

    /** The status of an upsert: 201 for a new contact and 200 for a known one, or 200 for both. */
    public enum UpsertStatus implements Choice {
        TELLS_NEW,
        ALWAYS_200
    }

    /** The price of a discount in an order: added as it is sent, or taken away whatever its sign. */
    public enum Discounts implements Choice {
        AS_SENT,
        SUBTRACTED
    }

    /** The amount total_due of an order: what is left to pay, or the whole total in spite of payments. */
    public enum TotalDue implements Choice {
        BALANCE,
        WHOLE
    }

    /** A copy of the choices, which have to be one of each kind. */
    public Behaviour {
        choices = Set.copyOf(choices);
    }

    /** The same behaviour with other choices, each in place of the one of its kind. */
    public Behaviour with(Choice... others) {
        Set<Choice> all = new HashSet<>(choices);
        for (Choice other : others) {
            all.removeIf(choice -> choice.getClass() == other.getClass());
            all.add(other);
        }
        return new Behaviour(all);
    }

    /** Whether the account behaves so. */
    public boolean is(Choice choice) {
        return choices.contains(choice);
    }
}
