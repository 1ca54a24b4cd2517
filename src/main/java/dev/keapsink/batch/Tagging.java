package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Applies the tags of the contacts of one batch that were just written: one call a tag and hundred contacts, not one a contact.
 */
final class Tagging {

    private final TagWriter tags;
    private final Account account;
    private final Concurrency concurrency;
    private final Bugs bugs = new Bugs();

    /** The tags that a contact of this batch has got. */
    private final Set<Long> proven = new HashSet<>();

    Tagging(TagWriter tags, Account account, Concurrency concurrency) {
        this.tags = tags;
        this.account = account;
        this.concurrency = concurrency;
    }

    private record Group(long tag, List<Long> contacts) {}

    /**
     * What became of one tag.
     *
     * @param failures the contacts that do not have it now, each with the reason
     */
    private record Applied(int contacts, Map<Long, KeapFailure> failures) {
        static final Applied NOTHING = new Applied(0, Map.of());

        Applied and(Applied more) {
            Map<Long, KeapFailure> all = new HashMap<>(failures);
            all.putAll(more.failures);
            return new Applied(contacts + more.contacts, all);
        }

        boolean succeeded() {
            return failures.size() < contacts;
        }
    }

    /** The results after tagging, by position: what was untagged has ended or failed, all else is as it was. */
    Map<Integer, Result> apply(Map<Integer, Result> results, Deadline deadline) {
        List<Group> groups = groups(results);
        List<Applied> outcomes = concurrency.map(groups, group -> applied(group, deadline));
        Map<Long, Applied> byTag = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            byTag.merge(groups.get(i).tag(), outcomes.get(i), Applied::and);
        }
        byTag.forEach((tag, applied) -> {
            if (applied.succeeded()) {
                proven.add(tag);
            }
        });
        Map<Long, Result> meanings = new HashMap<>();
        Map<Integer, Result> tagged = new HashMap<>(results);
        tagged.replaceAll((position, result) -> result instanceof Result.Untagged untagged
                ? result(untagged, byTag, (tag, failure) -> meaning(tag, failure, byTag, meanings, deadline))
                : result);
        return tagged;
    }

    private Applied applied(Group group, Deadline deadline) {
        try {
            return new Applied(group.contacts().size(), tags.apply(group.tag(), group.contacts(), deadline));
        } catch (Throwable e) {
            KeapFailure bug = bugs.stopped(e).failure();
            Map<Long, KeapFailure> failures = new HashMap<>();
            group.contacts().forEach(contact -> failures.put(contact, bug));
            return new Applied(group.contacts().size(), failures);
        }
    }

    private static List<Group> groups(Map<Integer, Result> results) {
        Map<Long, Set<Long>> contactsByTag = new LinkedHashMap<>();
        for (Result result : results.values()) {
            if (result instanceof Result.Untagged untagged) {
                untagged.tags()
                        .forEach(tag -> contactsByTag
                                .computeIfAbsent(tag, ignored -> new LinkedHashSet<>())
                                .add(untagged.contact().id()));
            }
        }
        List<Group> groups = new ArrayList<>();
        contactsByTag.forEach((tag, contacts) -> {
            List<Long> all = List.copyOf(contacts);
            for (int i = 0; i < all.size(); i += TagWriter.MAX_CONTACTS) {
                groups.add(new Group(tag, all.subList(i, Math.min(i + TagWriter.MAX_CONTACTS, all.size()))));
            }
        });
        return groups;
    }

    private static Result result(
            Result.Untagged untagged, Map<Long, Applied> byTag, BiFunction<Long, KeapFailure, Result> meaning) {
        Result worst = new Result.Ended(new Outcome.Written(untagged.contact().effect()));
        for (long tag : untagged.tags()) {
            KeapFailure failure = byTag.getOrDefault(tag, Applied.NOTHING)
                    .failures()
                    .get(untagged.contact().id());
            if (failure != null && !(worst instanceof Result.Failed)) {
                worst = meaning.apply(tag, failure);
            }
        }
        return worst;
    }

    /**
     * What a tag that was not applied means for a contact. Others that got the tag show that it is the contact's trouble; a
     * configured tag that none of several gets is the deployment's.
     *
     * @param known what it means that a tag is gone, found out once a tag
     */
    private Result meaning(
            long tag, KeapFailure failure, Map<Long, Applied> byTag, Map<Long, Result> known, Deadline deadline) {
        if (!(failure instanceof KeapFailure.Answered answered)) {
            return new Result.Failed(failure);
        }
        int contacts = byTag.getOrDefault(tag, Applied.NOTHING).contacts();
        return switch (answered) {
            case KeapFailure.NotFound missing ->
                proven.contains(tag)
                        ? new Result.Failed(KeapFailure.Unavailable.ofTag(
                                "Keap applied tag %d to other contacts, and did not find it for this one"
                                        .formatted(tag)))
                        : known.computeIfAbsent(
                                tag, gone -> new Result.Failed(account.removed(gone, contacts, deadline)));
            case KeapFailure.Forbidden forbidden ->
                account.tags().contains(tag) && contacts > 1 && !proven.contains(tag)
                        ? new Result.Failed(new KeapFailure.Misconfigured(
                                "Keap forbids to apply tag %d, which every contact gets; give the key's user the permission in Keap"
                                        .formatted(tag)))
                        : new Result.Failed(forbidden);
            case KeapFailure.Misdirected page ->
                new Result.Failed(
                        contacts > 1 ? KeapFailure.Unavailable.ofTag(String.valueOf(page.getMessage())) : page);
            case KeapFailure.Refused refused ->
                new Result.Ended(new Rejected(Reason.REFUSED_BY_KEAP, "tags", refused.detail()));
        };
    }
}
