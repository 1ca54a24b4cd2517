package dev.keapsink.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A type of object in Keap that this sink writes. Records name it by its stream. */
public enum ObjectType {
    CONTACTS;

    /** The name of the type's stream in records, in the log and in the ledger. */
    public String stream() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type whose stream has this name, in any letter case; empty if there is none. */
    static Optional<ObjectType> ofStream(String name) {
        return Arrays.stream(values())
                .filter(type -> type.stream().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The names of all streams as they stand in a sentence. */
    static String streams() {
        return Arrays.stream(values()).map(type -> '"' + type.stream() + '"').collect(Collectors.joining(", "));
    }
}
