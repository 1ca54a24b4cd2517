package dev.keapsink.record;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The streams that this deployment writes, and the type of object that each of them becomes. Immutable. */
public final class Streams {

    /** Contacts alone, under their own name. */
    public static final Streams DEFAULT = new Streams(Set.of(ObjectType.CONTACTS), Map.of());

    private final Set<ObjectType> types;

    /** By name in small letters: the types' own names in their order, then the other names. */
    private final Map<String, ObjectType> byName = new LinkedHashMap<>();

    /**
     * @param types the types that are written
     * @param otherNames further names of streams, in any letter case
     * @throws IllegalArgumentException if a further name belongs to a type, or means a type that is not written
     */
    public Streams(Collection<ObjectType> types, Map<String, ObjectType> otherNames) {
        Set<ObjectType> written = EnumSet.noneOf(ObjectType.class);
        written.addAll(types);
        this.types = Collections.unmodifiableSet(written);
        written.forEach(type -> byName.put(type.stream(), type));
        otherNames.forEach((name, type) -> {
            if (ObjectType.ofStream(name).isPresent()) {
                throw new IllegalArgumentException("\"%s\" is a stream's own name".formatted(name));
            }
            if (!written.contains(type)) {
                throw new IllegalArgumentException(
                        "\"%s\" means %s, which are not written".formatted(name, type.stream()));
            }
            byName.put(folded(name), type);
        });
    }

    /** Whether contacts alone are written. */
    public boolean isContactsAlone() {
        return types.equals(DEFAULT.types);
    }

    /** Whether contacts alone are written, and have no further name. */
    boolean isDefault() {
        return byName.equals(DEFAULT.byName);
    }

    /** The types that are written, parents first. */
    public Set<ObjectType> types() {
        return types;
    }

    /** The type that a stream of this name becomes, in any letter case; empty if the stream is not written. */
    Optional<ObjectType> find(String name) {
        return Optional.ofNullable(byName.get(folded(name)));
    }

    /** The type of a record that names no stream; empty if contacts are not written. */
    Optional<ObjectType> unnamed() {
        return types.contains(ObjectType.CONTACTS) ? Optional.of(ObjectType.CONTACTS) : Optional.empty();
    }

    /** The names of all written streams as they stand in a sentence. */
    String inWords() {
        return byName.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
