package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.RecordReader;
import dev.keapsink.field.Value;
import dev.keapsink.object.Key;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the key of a record's contact, or says why there is none. */
final class RecordKey {

    /** The fields that identify a contact. */
    static final List<Field> FIELDS =
            List.of(ContactFields.EMAIL1, ContactFields.PHONE1, ContactFields.GIVEN_NAME, ContactFields.FAMILY_NAME);

    private RecordKey() {}

    /**
     * The key of a record.
     *
     * @param key the key that its fields make; empty if they hold no address and no number
     * @throws InvalidValue with all faults of the record, if there are any: a record with a fault is about no contact
     */
    static Key of(SinkRecord.Row row, Map<Field, Value> fields, Optional<Key> key, RecordReader record, Faults faults) {
        if (key.isEmpty()) {
            for (RepeatedFields repeated : List.of(RepeatedFields.EMAILS, RepeatedFields.PHONES)) {
                String field = repeated.slots().getFirst().label();
                record.whyLeftOut(List.of(field, repeated.field()))
                        .map(why -> new Rejected(Reason.INVALID_VALUE, field, why))
                        .ifPresent(faults::add);
            }
        }
        if (key.isEmpty() && FIELDS.stream().noneMatch(field -> faults.isIn(field.label()))) {
            faults.add(none("The record has neither a first e-mail address (email) nor a first phone number (phone)."
                    + advice(row)));
        }
        key.filter(found -> found.by() == Key.By.PHONE)
                .map(found -> fields.get(ContactFields.PHONE1))
                .filter(number -> !ContactSearch.isSearchable(number.text()))
                .map(number ->
                        new Rejected(Reason.INVALID_VALUE, ContactFields.PHONE1.label(), ContactSearch.NOT_SEARCHABLE))
                .ifPresent(faults::add);
        faults.check();
        return key.orElseThrow();
    }

    /**
     * Advice on where to find an address that no field reads. A change stream may leave it out of a deletion
     * altogether.
     */
    private static String advice(SinkRecord.Row row) {
        return row.context().said().stream()
                .filter(said -> said.means(Operation.DELETE))
                .map(said -> said.dialect().advice())
                .filter(advice -> !advice.isEmpty())
                .findFirst()
                .map(" "::concat)
                .orElseGet(
                        () -> UnmappedAddress.hint(Stream.concat(Stream.of(row.data()), row.context().around().stream())
                                .toList()));
    }

    static Rejected none(String detail) {
        return new Rejected(Reason.NO_MATCH_KEY, "email", detail);
    }
}
