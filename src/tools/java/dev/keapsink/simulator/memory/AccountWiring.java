package dev.keapsink.simulator.memory;

import dev.keapsink.app.AllObjects;
import dev.keapsink.batch.VerifiedAccount;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.content.AllowedHosts;
import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.FileLimit;
import dev.keapsink.content.FileReader;
import dev.keapsink.content.FileSources;
import dev.keapsink.field.Mapping;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.tag.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the objects of an account as the function wires them. */
public final class AccountWiring {

    /** The label of the custom field that holds a record's key. */
    public static final String KEY_FIELD = "Keap Sink Key";

    /** Reads the files that records carry themselves; nothing is fetched. */
    public static final FileReader FILES = new FileReader(
            new FileSources(AllowedHosts.NONE, Optional.empty(), FileLimit.parse("10 MB")),
            (host, deadline) -> List.of(),
            (file, at, limit, deadline) -> {
                throw new ContentUnavailable(ContentUnavailable.Kind.UNREACHED, "No file is fetched here");
            },
            Optional.empty(),
            Duration.ofSeconds(1));

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

    /**
     * The objects that a sink without a ledger writes.
     *
     * @param timeout of a call
     * @param contactType for contacts that name none
     */
    public static KeapObjects objects(
            KeapClient client,
            Duration timeout,
            InstantSource time,
            MatchRule match,
            ContactMapping mapping,
            @Nullable String contactType) {
        return objects(
                client, timeout, time, new ContactSettings(match, mapping, contactType), false, WritePolicy.UPSERT);
    }

    /**
     * The objects that the sink writes.
     *
     * @param timeout of a call
     * @param hasLedger whether a ledger remembers what was written
     * @param policy whether objects are created
     */
    public static KeapObjects objects(
            KeapClient client,
            Duration timeout,
            InstantSource time,
            ContactSettings contacts,
            boolean hasLedger,
            WritePolicy policy) {
        return AllObjects.of(
                client,
                new AllObjects.Options(
                        contacts,
                        type -> Mapping.AUTOMATIC,
                        (child, parent) -> policy != WritePolicy.UPDATE_ONLY
                                && contacts.mapping().references().createsMissing(parent),
                        new ObjectContext.Keys(KEY_FIELD, hasLedger),
                        Optional.of("1"),
                        FILES),
                timeout,
                time);
    }
}
