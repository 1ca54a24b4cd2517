package dev.keapsink.object;

import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.record.ObjectType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which missing objects are created because a record refers to them.
 *
 * @param created the types of such objects
 */
public record ReferenceOptions(Set<ObjectType> created) {

    /** The types of which a reference alone says enough to create an object. */
    private static final Set<ObjectType> CREATABLE = EnumSet.of(ObjectType.COMPANIES, ObjectType.CONTACTS);

    private static final String CREATE_MISSING = "create_missing";

    public ReferenceOptions {
        created = Set.copyOf(created);
    }

    /** The options without a mapping: a company is created from its name, and a contact is not. */
    public static ReferenceOptions byDefault(ObjectType type) {
        return new ReferenceOptions(
                type.parents().contains(ObjectType.COMPANIES) ? Set.of(ObjectType.COMPANIES) : Set.of());
    }

    /** The parts of a type's mapping that are about references, such as {@code contact}. */
    public static Set<String> parts(ObjectType type) {
        return type.parents().stream()
                .filter(CREATABLE::contains)
                .map(ObjectType::noun)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the options of a type's mapping.
     *
     * @throws MappingError naming the offending entry
     */
    public static ReferenceOptions of(ObjectType type, MappingNode mapping) {
        Set<ObjectType> created = EnumSet.noneOf(ObjectType.class);
        created.addAll(byDefault(type).created());
        for (ObjectType parent : Collections.unmodifiableSet(CREATABLE)) {
            MappingNode options = mapping.child(parent.noun());
            if (type.parents().contains(parent)
                    && options.having(CREATE_MISSING).isThere()) {
                MappingNode create = options.child(CREATE_MISSING);
                if (create.isThere() && create.flag()) {
                    created.add(parent);
                } else if (create.isThere()) {
                    created.remove(parent);
                }
            }
        }
        return new ReferenceOptions(created);
    }

    /** Whether an object of this type is created if it is missing. */
    public boolean createsMissing(ObjectType parent) {
        return created.contains(parent);
    }
}
