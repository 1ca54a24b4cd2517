package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactTypes;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.Tags;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Keap account as far as a batch depends on it: the configured tags and contact type, checked once a process, and
 * whether those that a record names exist.
 */
public final class Account {

    private final Tags tags;
    private final ContactTypes contactTypes;
    private final Set<Long> configuredTags;
    private final @Nullable String configuredType;

    private final AtomicBoolean rechecking = new AtomicBoolean();
    private volatile boolean verified;
    private volatile @Nullable String spelling;

    public Account(Tags tags, ContactTypes contactTypes, Set<Long> configuredTags, @Nullable String configuredType) {
        this.tags = tags;
        this.contactTypes = contactTypes;
        this.configuredTags = Set.copyOf(configuredTags);
        this.configuredType = configuredType;
    }

    /** The tags that every contact gets. */
    Set<Long> tags() {
        return configuredTags;
    }

    /** The contact type for records that name none, as the account spells it. */
    @Nullable
    String contactType() {
        return spelling;
    }

    /**
     * Makes sure that what is configured exists. Only a success is kept.
     *
     * @throws KeapFailure.Misconfigured if it does not
     */
    void verify(Deadline deadline) {
        if (verified) {
            return;
        }
        for (long tag : configuredTags) {
            if (!lookUp("tags", () -> tags.exists(tag, deadline))) {
                throw missingTag(tag);
            }
        }
        if (configuredType != null) {
            spelling = spelling(configuredType, deadline).orElseThrow(Account::missingContactType);
        }
        verified = true;
    }

    /**
     * Makes sure that the configured contact type still exists. While one caller asks, the others do not: its answer decides
     * for the whole batch.
     *
     * @throws KeapFailure.Misconfigured if it does not
     */
    void recheckContactType(Deadline deadline) {
        String type = spelling;
        if (type == null || !rechecking.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!lookUp("contact types", () -> contactTypes.stillHas(type, deadline))) {
                verified = false;
                throw missingContactType();
            }
        } finally {
            rechecking.set(false);
        }
    }

    private static KeapFailure.Misconfigured missingContactType() {
        return new KeapFailure.Misconfigured(
                "The contact type in KEAP_SINK_CONTACT_TYPE does not exist in the Keap account;"
                        + " correct it or add the type in Keap");
    }

    static KeapFailure.Misconfigured missingTag(long tag) {
        return new KeapFailure.Misconfigured(
                "Tag %d in KEAP_SINK_TAG_IDS does not exist in the Keap account; correct the id or create the tag"
                        .formatted(tag));
    }

    /**
     * A change whose own tags and contact type exist, the type spelt as the account does, or the configured one if it names
     * none; or why it is rejected. A delete needs neither: what does not exist is not worn.
     *
     * @throws KeapFailure.ServerError if Keap stumbled over a tag that this record alone names
     * @throws KeapFailure.Unclear likewise
     * @throws KeapFailure any other, which concerns every record
     */
    Checked<ContactChange> check(ContactChange change, Deadline deadline) {
        if (change.isDelete()) {
            return new Checked.Valid<>(change);
        }
        if (!change.tags().isEmpty()) {
            everybodys("tags", () -> {
                tags.load(deadline);
                return true;
            });
        }
        for (long tag : change.tags()) {
            if (!lookUp("tags", () -> tags.exists(tag, deadline))) {
                return rejected(Reason.UNKNOWN_TAG, "tags", "The Keap account has no tag %d.".formatted(tag));
            }
        }
        String own = change.contactType();
        if (own == null) {
            return new Checked.Valid<>(change.withContactType(spelling));
        }
        return spelling(own, deadline)
                .<Checked<ContactChange>>map(type -> new Checked.Valid<>(change.withContactType(type)))
                .orElseGet(() -> rejected(
                        Reason.UNKNOWN_CONTACT_TYPE, "contact_type", "The Keap account has no such contact type."));
    }

    private static Checked<ContactChange> rejected(Reason reason, String field, String detail) {
        return new Checked.Invalid<>(new Rejected(reason, field, detail));
    }

    private Optional<String> spelling(String name, Deadline deadline) {
        return everybodys("contact types", () -> contactTypes.spelling(name, deadline));
    }

    /** A look-up that does not depend on the record, so that its failure concerns every record. */
    private static <T> T everybodys(String what, Supplier<T> lookUp) {
        try {
            return lookUp(what, lookUp);
        } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
            throw new KeapFailure.Unavailable(
                    "Keap did not list the account's %s".formatted(what),
                    e.progress(),
                    e.retryAfter().orElse(null));
        }
    }

    /** A look-up that Keap refuses is nobody's record's fault. */
    private static <T> T lookUp(String what, Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()));
        }
    }
}
