package dev.keapsink.tools.airbyte;

import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes the configured tags off the contacts that the source no longer has, once it has sent all that it has. If too
 * many would lose a tag, the source is more likely broken than emptied, and none loses it.
 */
final class Mirror {

    private static final int ALL = 100;

    private final Members members;
    private final Set<Long> tagIds;
    private final int limitPercent;

    /**
     * @param tagIds the tags that the written contacts wear
     * @param limitPercent how many of a tag's members may lose it, from 0 to 100
     * @param timeout of one call
     */
    Mirror(KeapClient keap, TagWriter tags, Set<Long> tagIds, int limitPercent, Duration timeout) {
        if (limitPercent < 0 || limitPercent > ALL) {
            throw new IllegalArgumentException("The limit of a mirror is from 0 to 100 percent");
        }
        this.members = new Members(keap, tags, timeout);
        this.tagIds = new TreeSet<>(tagIds);
        this.limitPercent = limitPercent;
    }

    /**
     * What a mirror found and did. With several tags, a contact counts once for each tag that it wears.
     *
     * @param members the contacts that wore a tag
     * @param gone those of them that the source no longer has
     * @param overLimit whether so many are gone that none was untagged
     * @param untagged those that lost the tag: all that are gone, or none
     * @param tagged contacts of the source that did not wear a tag, and got it: the ledger holds their rows for written
     */
    record Report(int members, int gone, boolean overLimit, int untagged, int tagged) {}

    /**
     * Untags the members that are not among the written contacts. All members of all tags are read before the first of
     * them loses a tag. A source that has sent nothing untags nobody, whatever the limit. Running it again is harmless.
     *
     * <p>A contact of the source that does not wear a tag gets it again: an earlier mirror may have taken it off, and a
     * ledger then takes the contact's unchanged row for written.
     *
     * @param written the ids of all contacts that the source has
     * @param mayTag whether contacts may get the tag; not if a row of the sync has removed one
     * @throws KeapFailure if Keap did not answer; some may have lost their tag then, and none if the limit is exceeded
     */
    Report run(Set<Long> written, boolean mayTag, Deadline deadline) {
        Map<Long, List<Long>> goneByTag = new TreeMap<>();
        Map<Long, List<Long>> missingByTag = new TreeMap<>();
        int all = 0;
        int gone = 0;
        boolean overLimit = false;
        for (long tag : tagIds) {
            Set<Long> ofTag = members.of(tag, deadline);
            List<Long> goneOfTag =
                    ofTag.stream().filter(id -> !written.contains(id)).toList();
            goneByTag.put(tag, goneOfTag);
            missingByTag.put(
                    tag,
                    written.stream().filter(id -> !ofTag.contains(id)).sorted().toList());
            all += ofTag.size();
            gone += goneOfTag.size();
            overLimit |= isOverLimit(goneOfTag.size(), ofTag.size());
        }
        boolean untagsNone = overLimit || (written.isEmpty() && gone > 0);
        if (!untagsNone) {
            goneByTag.forEach((tag, contacts) -> members.untag(tag, contacts, deadline));
        }
        int tagged = 0;
        for (Map.Entry<Long, List<Long>> missing : missingByTag.entrySet()) {
            tagged += mayTag ? members.tag(missing.getKey(), missing.getValue(), deadline) : 0;
        }
        return new Report(all, gone, untagsNone, untagsNone ? 0 : gone, tagged);
    }

    private boolean isOverLimit(int gone, int ofAll) {
        return (long) gone * ALL > (long) limitPercent * ofAll;
    }
}
