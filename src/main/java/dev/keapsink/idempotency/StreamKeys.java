package dev.keapsink.idempotency;

import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.object.Change;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.record.ObjectType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The keys of the ledger for one Keap account. Each kind of object has its own. Threadsafe. */
final class StreamKeys {

    private final Map<ObjectType, LedgerKeys> byType = new EnumMap<>(ObjectType.class);

    /**
     * @param ofStream the keys of a stream, by its name
     */
    StreamKeys(Function<String, LedgerKeys> ofStream) {
        for (ObjectType type : ObjectType.values()) {
            byType.put(type, ofStream.apply(type.stream()));
        }
    }

    /** The keys of the stream that a change belongs to. */
    LedgerKeys of(Change change) {
        return of(change.key().type());
    }

    /** A key that no record has. */
    LedgerKey unusedKey() {
        return byType.values().iterator().next().ofNobody();
    }

    /** Whether an entry is of a type whose objects would be created again without it. */
    boolean areKept(LedgerKey key) {
        return byType.entrySet().stream()
                .anyMatch(type -> KeyedTypes.areMadeHereAlone(type.getKey())
                        && key.value().startsWith(type.getValue().prefix()));
    }

    LedgerKeys of(ObjectType type) {
        return Objects.requireNonNull(byType.get(type));
    }
}
