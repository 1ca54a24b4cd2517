package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.FoundValue;
import dev.keapsink.field.LeftOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Moves the next good address or number to the first slot, if that slot holds only a blank or a filler. The contact is
 * found by its first slot.
 */
final class PrimarySlot {

    private static final List<String> PARTS = List.of("", "_type", "_extension", "_number_e164");

    private PrimarySlot() {}

    /**
     * Moves an address or number if the first slot needs one.
     *
     * @param found the values by field; the moved one changes its field
     * @param isWanted the fields that may be filled
     * @return the filler that was in the first slot; empty if it was blank, or nothing moved
     */
    static Optional<LeftOut> fill(RepeatedFields repeated, Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        Field first = repeated.slots().getFirst();
        FoundValue there = found.get(first);
        if (there == null || there.mapped()) {
            return Optional.empty();
        }
        for (Field slot : repeated.slots().subList(1, repeated.slots().size())) {
            FoundValue next = found.get(slot);
            if (next != null && !next.mapped() && !next.isBlank() && !next.isFiller(slot)) {
                return isFree(repeated, there, found) ? moved(slot, first, there, found, isWanted) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isFree(RepeatedFields repeated, FoundValue there, Map<Field, FoundValue> found) {
        boolean isBlank = there.isBlank() && !there.isToBeCleared();
        return (isBlank || there.isFiller(repeated.slots().getFirst()))
                && identifiesContact(repeated, found)
                && (isBlank || repeated.parts(there.json()).size() == 1);
    }

    private static Optional<LeftOut> moved(
            Field slot, Field first, FoundValue there, Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        PARTS.forEach(part -> move(slot.label() + part, first.label() + part, found, isWanted));
        return there.isBlank()
                ? Optional.empty()
                : first.kind().whyNothing(first.label(), there.json()).map(why -> new LeftOut(first.label(), why));
    }

    /** Whether the contact is found by these fields. A number finds it only without an e-mail address. */
    private static boolean identifiesContact(RepeatedFields repeated, Map<Field, FoundValue> found) {
        FoundValue address = found.get(ContactFields.EMAIL1);
        return repeated.equals(RepeatedFields.EMAILS)
                || (repeated.equals(RepeatedFields.PHONES)
                        && (address == null || address.isBlank() || address.isFiller(ContactFields.EMAIL1)));
    }

    private static void move(String from, String to, Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        Optional<Field> target = ContactFields.find(to).filter(isWanted);
        FoundValue part = ContactFields.find(from).map(found::remove).orElse(null);
        if (part != null && target.isPresent()) {
            found.put(target.get(), part);
        }
    }
}
