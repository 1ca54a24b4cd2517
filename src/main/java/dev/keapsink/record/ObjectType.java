package dev.keapsink.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of objects in Keap that are written. Each has a stream of its own, which records name. */
public enum ObjectType {
    CONTACTS;

    /** The name of the stream, as records, the log and the ledger have it. */
    public String stream() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind whose stream has this name, in any case; nothing if none has. */
    static Optional<ObjectType> ofStream(String name) {
        return Arrays.stream(values())
                .filter(type -> type.stream().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The names of all streams, for a person. */
    static String streams() {
        return Arrays.stream(values()).map(type -> '"' + type.stream() + '"').collect(Collectors.joining(", "));
    }
}
