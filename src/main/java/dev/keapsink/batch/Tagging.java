package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.Collection;
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

        Applied without(List<Long> some) {
            Map<Long, KeapFailure> rest = new HashMap<>(failures);
            rest.keySet().removeAll(some);
            return new Applied(contacts - some.size(), rest);
        }

        boolean succeeded() {
            return failures.size() < contacts;
        }

        /** Whether Keap said of none of several contacts what became of it. */
        boolean isUntold() {
            Set<KeapFailure> reasons = new HashSet<>(failures.values());
            return contacts > 1
                    && !succeeded()
                    && (reasons.stream().allMatch(KeapFailure.Unclear.class::isInstance)
                            || (reasons.size() == 1 && reasons.iterator().next() instanceof KeapFailure.Unavailable));
        }
    }

    /** The results after tagging, by position: what was untagged has ended or failed, all else is as it was. */
    Map<Integer, Result> apply(Map<Integer, Result> results, Deadline deadline) {
        Map<Long, Applied> byTag = new HashMap<>();
        List<Group> groups = groups(results);
        while (!groups.isEmpty()) {
            groups = again(groups, applied(groups, byTag, deadline), byTag, deadline);
        }
        Map<Long, Result> meanings = new HashMap<>();
        Map<Integer, Result> tagged = new HashMap<>(results);
        tagged.replaceAll((position, result) -> result instanceof Result.Untagged untagged
                ? result(untagged, byTag, (tag, failure) -> meaning(tag, failure, byTag, meanings, deadline))
                : result);
        return tagged;
    }

    /** What became of each group, added to what became of its tag. */
    private List<Applied> applied(List<Group> groups, Map<Long, Applied> byTag, Deadline deadline) {
        List<Applied> outcomes = concurrency.map(groups, group -> applied(group, deadline));
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            byTag.merge(group.tag(), outcomes.get(i), Applied::and);
            if (outcomes.get(i).succeeded()) {
                proven.add(group.tag());
            }
        }
        return outcomes;
    }

    /**
     * The groups of whose contacts nothing was told, divided: at their next delivery, or at once, if others have got the tag, so that it is
     * one contact's doing.
     */
    private List<Group> again(List<Group> groups, List<Applied> outcomes, Map<Long, Applied> byTag, Deadline deadline) {
        List<Group> again = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (!outcomes.get(i).isUntold()) {
                continue;
            }
            tags.doubt(group.tag(), group.contacts());
            if (proven.contains(group.tag()) && tags.isTimeFor(deadline)) {
                byTag.computeIfPresent(group.tag(), (tag, all) -> all.without(group.contacts()));
                again.addAll(divided(group.tag(), group.contacts()));
            }
        }
        return again;
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

    private List<Group> groups(Map<Integer, Result> results) {
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
        contactsByTag.forEach((tag, contacts) -> groups.addAll(divided(tag, contacts)));
        return groups;
    }

    private List<Group> divided(long tag, Collection<Long> contacts) {
        return tags.divide(tag, contacts).stream()
                .map(some -> new Group(tag, some))
                .toList();
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
