package dev.keapsink.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A type of object in Keap that this sink knows. Records name it by its stream. Each type stands behind its parents, so
 * that a batch can be written in the order of the constants.
 */
public enum ObjectType {
    COMPANIES("company"),
    PRODUCTS("product"),
    CONTACTS("contact", COMPANIES),
    OPPORTUNITIES("opportunity", CONTACTS),
    ORDERS("order", CONTACTS, PRODUCTS),
    PAYMENTS("payment", ORDERS),
    NOTES("note", CONTACTS),
    TASKS("task", CONTACTS, OPPORTUNITIES),
    FILES("file", CONTACTS);

    private final String noun;
    // It cannot be changed, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<ObjectType> parents;

    ObjectType(String noun, ObjectType... parents) {
        this.noun = noun;
        this.parents = Collections.unmodifiableSet(new TreeSet<>(List.of(parents)));
    }

    /** The name of the type's stream in records, in the log and in the ledger. It is also the plural of the noun. */
    public String stream() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for an object of the type, as in "contact". */
    public String noun() {
        return noun;
    }

    /** One object of the type in words, as in "an order". */
    public String one() {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    /** The types whose objects an object of this type can refer to, in the order of the constants. */
    public Set<ObjectType> parents() {
        return parents;
    }

    /** The type whose stream has this name, in any letter case; empty if there is none. */
    public static Optional<ObjectType> ofStream(String name) {
        return Arrays.stream(values())
                .filter(type -> type.stream().equalsIgnoreCase(name))
                .findFirst();
    }
}
