package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.keap.RecentSuccesses;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.CallFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.Tags;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Verifies what every batch needs of the Keap account: that Keap accepts the credential, and that the configured tags
 * exist. The tags are verified once a process.
 */
public final class VerifiedAccount {

    private final Tags allTags;
    private final Configured configured;
    private final WhoAmI whoAmI;

    private volatile boolean verified;
    private volatile Set<Long> tags = Set.of();

    /**
     * The tags that the deployment names, which have to exist.
     *
     * @param tagIds the ids of tags that every object gets
     * @param tagNames the names of further ones
     */
    public record Configured(Set<Long> tagIds, Set<TagName> tagNames) {}

    public VerifiedAccount(Tags tags, Configured configured, WhoAmI whoAmI) {
        this.allTags = tags;
        this.configured = configured;
        this.whoAmI = whoAmI;
    }

    /** The calls that succeeded lately. */
    RecentSuccesses recentSuccesses() {
        return whoAmI.recentSuccesses();
    }

    /** All tags of the account. */
    Tags allTags() {
        return allTags;
    }

    /** The ids of the tags that every object gets; known once {@link #verify} has succeeded. */
    Set<Long> tags() {
        return tags;
    }

    /**
     * Makes sure that the configured tags exist and, after a refusal, that Keap accepts the credential again. Only a
     * success is kept.
     *
     * @throws KeapFailure.Misconfigured if not
     * @throws KeapFailure if Keap cannot be asked
     */
    void verify(Deadline deadline) {
        whoAmI.requireAccepted(deadline);
        if (verified) {
            return;
        }
        Set<Long> found = new LinkedHashSet<>();
        for (long tag : configured.tagIds()) {
            if (!LookUp.configured("tags", () -> allTags.exists(tag, deadline))) {
                throw missingTag(tag);
            }
            found.add(tag);
        }
        for (TagName tag : configured.tagNames()) {
            found.add(LookUp.configured("tags", () -> allTags.id(tag, deadline)).orElseThrow(() -> missingTag(tag)));
        }
        tags = Collections.unmodifiableSet(found);
        verified = true;
    }

    /**
     * The failure after Keap reported a tag as gone that existed when the record was resolved. For a configured id Keap
     * is first asked for the tag itself.
     *
     * @return {@link KeapFailure.Misconfigured} if a configured id is gone; otherwise {@link KeapFailure.Unavailable},
     *     and the next delivery resolves the name anew
     */
    KeapFailure removed(long tag, Deadline deadline) {
        allTags.forget(tag);
        if (!tags.contains(tag)) {
            return removed(tag);
        }
        verified = false;
        boolean isConfiguredIdGone = configured.tagIds().contains(tag) && isGone(tag, deadline);
        return isConfiguredIdGone ? missingTag(tag) : removed(tag);
    }

    private boolean isGone(long tag, Deadline deadline) {
        try {
            return !allTags.exists(tag, deadline);
        } catch (KeapFailure e) {
            return false;
        }
    }

    private static KeapFailure removed(long tag) {
        return new KeapFailure.Unavailable(
                "Tag %d was removed from the Keap account".formatted(tag), CallFailure.Progress.FINISHED, null);
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
