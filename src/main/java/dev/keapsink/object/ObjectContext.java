package dev.keapsink.object;

import dev.keapsink.account.Users;
import dev.keapsink.field.Mapping;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.record.ObjectType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an object needs of the deployment.
 *
 * @param mapping of the records of its stream
 * @param parents the objects that its records can refer to
 * @param createMissing whether a missing parent of a type is created
 * @param keys how a repeated record is found
 * @param people the account's users
 * @param timeout of one call
 */
public record ObjectContext(
        KeapClient keap,
        Mapping mapping,
        Map<ObjectType, KeapObject> parents,
        Predicate<ObjectType> createMissing,
        Keys keys,
        People people,
        Duration timeout,
        InstantSource clock) {

    /**
     * The account's users.
     *
     * @param byDefault the id or e-mail address of the user for records that need one and name none
     */
    public record People(Users users, Optional<String> byDefault) {}

    /**
     * How a repeated record is found.
     *
     * @param field the label of the custom field that holds a record's key
     * @param hasLedger whether a ledger remembers what was written
     */
    public record Keys(String field, boolean hasLedger) {}
}
