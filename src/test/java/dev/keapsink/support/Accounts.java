package dev.keapsink.support;

import dev.keapsink.batch.Account;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactTypes;
import dev.keapsink.contact.CustomFieldValues;
import dev.keapsink.contact.CustomFields;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.tag.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts as the application puts them together. */
public final class Accounts {

    private Accounts() {}

    public static Account.Lists lists(KeapClient client, Duration timeout, InstantSource time, ContactMapping mapping) {
        return new Account.Lists(
                new Tags(client, timeout, time),
                new ContactTypes(client, timeout, time),
                new CustomFieldValues(new CustomFields(client, timeout, time), mapping));
    }

    public static Account account(
            KeapClient client,
            Duration timeout,
            InstantSource time,
            ContactMapping mapping,
            Account.Configured configured) {
        return new Account(lists(client, timeout, time, mapping), configured, new WhoAmI(client, timeout, time));
    }

    /** What a deployment without a mapping names. */
    public static Account.Configured configured(Set<Long> tagIds, @Nullable String contactType) {
        return new Account.Configured(tagIds, Set.of(), contactType, Set.of());
    }
}
