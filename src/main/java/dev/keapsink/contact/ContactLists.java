package dev.keapsink.contact;

import dev.keapsink.field.CustomField;
import dev.keapsink.field.CustomFieldValues;
import dev.keapsink.field.CustomFields;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapClient;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The account's lists for contacts.
 *
 * @param customFields the model of contacts' custom fields
 * @param values resolves the custom fields that records name
 */
public record ContactLists(ContactTypes types, CustomFields customFields, CustomFieldValues values) {

    /**
     * The lists of an account, not read yet.
     *
     * @param timeout of one call
     */
    public static ContactLists of(KeapClient keap, ContactMapping mapping, Duration timeout, InstantSource clock) {
        CustomFields fields = new CustomFields(
                keap, new ApiCall<>(ContactApi.class, ContactApi::model), CustomField.Ids.NUMBERS, timeout, clock);
        return new ContactLists(
                new ContactTypes(keap, timeout, clock),
                fields,
                new CustomFieldValues(fields, mapping.encoding(), mapping.conventions(), mapping.customFields()));
    }
}
