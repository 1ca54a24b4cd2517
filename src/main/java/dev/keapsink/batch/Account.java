package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactTypes;
import dev.keapsink.contact.CustomFieldValues;
import dev.keapsink.keap.Evidence;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.CallFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.Tags;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Keap account as far as a batch depends on it: its lists, and what is configured to be in them, checked once a process.
 */
public final class Account {

    private final Lists lists;
    private final Configured configured;
    private final WhoAmI user;

    private final AtomicBoolean rechecking = new AtomicBoolean();
    private volatile boolean verified;
    private volatile Set<Long> tags = Set.of();
    private volatile @Nullable String spelling;

    /** What the account has. */
    public record Lists(Tags tags, ContactTypes contactTypes, CustomFieldValues customFields) {}

    /**
     * What the deployment names, and the account has to have.
     *
     * @param tagIds the ids of tags that every contact gets
     * @param tagNames the names of more of them
     * @param contactType for records that name none
     * @param customFields those that the mapping names
     */
    public record Configured(
            Set<Long> tagIds,
            Set<TagName> tagNames,
            @Nullable String contactType,
            Set<String> customFields) {}

    public Account(Lists lists, Configured configured, WhoAmI user) {
        this.lists = lists;
        this.configured = configured;
        this.user = user;
    }

    /** What calls succeeded lately. */
    Evidence evidence() {
        return user.evidence();
    }

    Lists lists() {
        return lists;
    }

    /** The tags that every contact gets; known once {@link #verify} has been through. */
    Set<Long> tags() {
        return tags;
    }

    /** The contact type for records that name none, as the account spells it. */
    @Nullable
    String contactType() {
        return spelling;
    }

    /**
     * Makes sure that Keap lets the credential in, if it did not the last time, and that what is configured exists. Only a
     * success is kept.
     *
     * @throws KeapFailure.Misconfigured if not
     */
    void verify(Deadline deadline) {
        user.requireAccepted(deadline);
        if (verified) {
            return;
        }
        Set<Long> found = new LinkedHashSet<>();
        for (long tag : configured.tagIds()) {
            if (!LookUp.configured("tags", () -> lists.tags().exists(tag, deadline))) {
                throw missingTag(tag);
            }
            found.add(tag);
        }
        for (TagName tag : configured.tagNames()) {
            found.add(LookUp.configured("tags", () -> lists.tags().id(tag, deadline))
                    .orElseThrow(() -> missingTag(tag)));
        }
        LookUp.configured("custom fields", () -> {
            lists.customFields().require(configured.customFields(), deadline);
            return true;
        });
        String type = configured.contactType();
        if (type != null) {
            spelling = LookUp.configured(
                            "contact types", () -> lists.contactTypes().spelling(type, deadline))
                    .orElseThrow(Account::missingContactType);
        }
        tags = Collections.unmodifiableSet(found);
        verified = true;
    }

    /**
     * Keap says that a tag is gone which was there when the record was fitted. It is not believed before it was asked for the tag
     * itself.
     *
     * @return what that means: the next delivery finds out whether the record or the mapping has another one of its name, but
     *     an id that is configured has to be mended
     */
    KeapFailure removed(long tag, Deadline deadline) {
        lists.tags().forget(tag);
        if (!tags.contains(tag)) {
            return removed(tag);
        }
        verified = false;
        boolean mended = configured.tagIds().contains(tag) && isGone(tag, deadline);
        return mended ? missingTag(tag) : removed(tag);
    }

    private boolean isGone(long tag, Deadline deadline) {
        try {
            return !lists.tags().exists(tag, deadline);
        } catch (KeapFailure e) {
            return false;
        }
    }

    private static KeapFailure removed(long tag) {
        return new KeapFailure.Unavailable(
                "Tag %d was removed from the Keap account".formatted(tag), CallFailure.Progress.FINISHED, null);
    }

    /**
     * Makes sure that the configured contact type still exists. While one caller asks, the others do not: its answer decides
     * for the whole batch.
     *
     * @throws KeapFailure.Misconfigured if it does not
     * @throws KeapFailure.Unavailable if Keap cannot be asked
     */
    void recheckContactType(Deadline deadline) {
        String type = spelling;
        if (type == null || !rechecking.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!rechecked("contact types", () -> lists.contactTypes().stillHas(type, deadline))) {
                verified = false;
                throw missingContactType();
            }
        } finally {
            rechecking.set(false);
        }
    }

    /**
     * Makes sure that the custom fields of a change that Keap refused still exist. If one is gone, the next delivery does
     * without it, or waits for somebody to mend the mapping that names it.
     *
     * @throws KeapFailure.Unavailable if one does not, or Keap cannot be asked
     */
    void recheckCustomFields(ContactChange change, Deadline deadline) {
        if (!rechecked("custom fields", () -> lists.customFields().stillHas(change, deadline))) {
            throw customFieldRemoved();
        }
    }

    /** What a record waits for that names a custom field which is gone; the next batch finds out what that means for others. */
    KeapFailure customFieldRemoved() {
        verified = false;
        return new KeapFailure.Unavailable(
                "A custom field was removed from the Keap account", CallFailure.Progress.FINISHED, null);
    }

    /** What one refused record has looked up: if that fails, nothing is known, and only that record waits. */
    private static boolean rechecked(String what, Supplier<Boolean> lookUp) {
        try {
            return LookUp.everybodys(what, lookUp);
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Unavailable(
                    "Keap refused to list the account's %s (%s)".formatted(what, e.getMessage()),
                    CallFailure.Progress.FINISHED,
                    null);
        }
    }

    private static KeapFailure.Misconfigured missingContactType() {
        return new KeapFailure.Misconfigured(
                "The configured contact type (KEAP_SINK_CONTACT_TYPE, or contact_type in KEAP_SINK_MAPPING) does not"
                        + " exist in the Keap account; correct it or add the type in Keap");
    }

    private static KeapFailure.Misconfigured missingTag(TagName tag) {
        return new KeapFailure.Misconfigured(
                "The tag \"%s\" in KEAP_SINK_MAPPING does not exist in the Keap account; create it in Keap, or add \"create_missing\": true"
                        .formatted(tag.name()));
    }

    private static KeapFailure.Misconfigured missingTag(long tag) {
        return new KeapFailure.Misconfigured(
                "The configured tag %d (KEAP_SINK_TAG_IDS, or tags in KEAP_SINK_MAPPING) does not exist in the Keap account; correct the id or create the tag"
                        .formatted(tag));
    }
}
