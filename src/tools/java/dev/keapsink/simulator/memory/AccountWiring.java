package dev.keapsink.simulator.memory;

import dev.keapsink.batch.VerifiedAccount;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.Contacts;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.tag.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the objects of an account as the function wires them. */
public final class AccountWiring {

    private AccountWiring() {}

    /**
     * An account that is verified at its first use.
     *
     * @param timeout of a call
     * @param configured what the deployment names
     */
    public static VerifiedAccount account(
            KeapClient client, Duration timeout, InstantSource time, VerifiedAccount.Configured configured) {
        return new VerifiedAccount(new Tags(client, timeout, time), configured, new WhoAmI(client, timeout, time));
    }

    /** The names of a deployment without a mapping: only tag ids. */
    public static VerifiedAccount.Configured configured(Set<Long> tagIds) {
        return new VerifiedAccount.Configured(tagIds, Set.of());
    }

    /** The contacts alone. */
    public static KeapObjects objects(
            KeapClient client,
            Duration timeout,
            InstantSource time,
            MatchRule match,
            ContactMapping mapping,
            @Nullable String contactType) {
        return objects(client, timeout, time, match, mapping, contactType, List.of());
    }

    /**
     * The object types that the sink writes: contacts, and others beside them.
     *
     * @param timeout of a call
     * @param contactType for records that name none
     */
    public static KeapObjects objects(
            KeapClient client,
            Duration timeout,
            InstantSource time,
            MatchRule match,
            ContactMapping mapping,
            @Nullable String contactType,
            List<KeapObject> besideContacts) {
        List<KeapObject> all = new ArrayList<>(besideContacts);
        all.add(new Contacts(client, new ContactSettings(match, mapping, contactType), timeout, time));
        return new KeapObjects(all.toArray(KeapObject[]::new));
    }
}
