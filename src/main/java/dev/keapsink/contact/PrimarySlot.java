package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.FoundValue;
import dev.keapsink.field.LeftOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Moves the next good address or number to the first place, which finds the contact, if only a blank or a filler stands there. */
final class PrimarySlot {

    private static final List<String> PARTS = List.of("", "_type", "_extension", "_number_e164");

    private PrimarySlot() {}

    /**
     * Moves one if there is need.
     *
     * @param found what has a place; what moves takes its new one
     * @param isWanted the fields that may be filled
     * @return what stood in the first place before, if anything moved
     */
    static Optional<LeftOut> fill(RepeatedFields several, Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        Field first = several.places().getFirst();
        FoundValue there = found.get(first);
        if (there == null || there.mapped()) {
            return Optional.empty();
        }
        for (Field place : several.places().subList(1, several.places().size())) {
            FoundValue next = found.get(place);
            if (next != null && !next.mapped() && !next.isBlank() && !next.isFiller(place)) {
                return isFree(several, there, found) ? moved(place, first, there, found, isWanted) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isFree(RepeatedFields several, FoundValue there, Map<Field, FoundValue> found) {
        boolean isBlank = there.isBlank() && !there.isToBeCleared();
        return (isBlank || there.isFiller(several.places().getFirst()))
                && finds(several, found)
                && (isBlank || several.parts(there.json()).size() == 1);
    }

    private static Optional<LeftOut> moved(
            Field place, Field first, FoundValue there, Map<Field, FoundValue> found, Predicate<Field> isWanted) {
        PARTS.forEach(part -> move(place.label() + part, first.label() + part, found, isWanted));
        return there.isBlank()
                ? Optional.empty()
                : first.kind().whyNothing(first.label(), there.json()).map(why -> new LeftOut(first.label(), why));
    }

    /** A number finds the contact only for want of an address. */
    private static boolean finds(RepeatedFields several, Map<Field, FoundValue> found) {
        FoundValue address = found.get(ContactFields.EMAIL1);
        return several.equals(RepeatedFields.EMAILS)
                || (several.equals(RepeatedFields.PHONES)
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
