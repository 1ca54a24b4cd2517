package dev.keapsink.keap;

import dev.keapsink.record.ObjectType;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The purpose of a call: its kind, and the type of object or the tag that it is about. A failure can be the fault of
 * the record or of the deployment. If other calls for the same purpose succeed, it is the record's.
 *
 * @param type the type of object that the call is about; null if it is about the account or a tag
 * @param tag the tag to be applied; 0 for every other call
 */
public record Purpose(Endpoint endpoint, @Nullable ObjectType type, long tag) implements Comparable<Purpose> {

    private static final Comparator<Purpose> ORDER = Comparator.comparing(Purpose::endpoint)
            .thenComparing(Purpose::type, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Purpose::tag);

    /**
     * Calls that share a circuit breaker. Failing writes do not keep the written objects from their tags, and an outage
     * of one type's endpoints leaves the other types alone.
     */
    private static final Object TAGS = "tags";

    public Purpose {
        if (endpoint.isOfObject() != (type != null)) {
            throw new IllegalArgumentException("The calls for objects have a type, and no others");
        }
    }

    /** The purpose of a call about the account or a tag. */
    public static Purpose of(Endpoint endpoint) {
        return new Purpose(endpoint, null, 0);
    }

    /** The purpose of a call about objects of this type. */
    public static Purpose of(Endpoint endpoint, ObjectType type) {
        return new Purpose(endpoint, type, 0);
    }

    public static Purpose tagging(long tag) {
        return new Purpose(Endpoint.TAGGING, null, tag);
    }

    /** The write that a call for this purpose serves. Tags serve contacts, which alone have them. */
    public Purpose write() {
        return of(Endpoint.WRITE, type == null ? ObjectType.CONTACTS : type);
    }

    @Override
    public int compareTo(Purpose other) {
        return ORDER.compare(this, other);
    }

    /** As in "Keap forbids …". */
    String inWords() {
        if (type != null) {
            return endpoint.inWords(type);
        }
        return tag == 0 ? endpoint.inWords() : "applying tag %d".formatted(tag);
    }

    /** Look-ups in the account are made at the API that contacts are written through, and fail with it. */
    private static ObjectType serviceOf(@Nullable ObjectType type) {
        return type == null ? ObjectType.CONTACTS : type;
    }

    /** The name of the calls that share a circuit breaker with this one. */
    Object service() {
        return switch (endpoint) {
            case TAGGING, UNTAGGING -> TAGS;
            case ACCOUNT, TAG_SEARCH, TAG_CREATION, SEARCH, WRITE, DELETION -> serviceOf(type);
        };
    }
}
