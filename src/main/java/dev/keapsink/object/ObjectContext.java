package dev.keapsink.object;

import dev.keapsink.field.Mapping;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.record.ObjectType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an object needs of the deployment.
 *
 * @param mapping of the records of its stream
 * @param parents the objects that its records can refer to
 * @param createMissing whether a missing parent of a type is created
 * @param keys how a repeated record is found
 * @param timeout of one call
 */
public record ObjectContext(
        KeapClient keap,
        Mapping mapping,
        Map<ObjectType, KeapObject> parents,
        Predicate<ObjectType> createMissing,
        Keys keys,
        Duration timeout,
        InstantSource clock) {

    /**
     * How a repeated record is found.
     *
     * @param field the label of the custom field that holds a record's key
     * @param hasLedger whether a ledger remembers what was written
     */
    public record Keys(String field, boolean hasLedger) {}
}
