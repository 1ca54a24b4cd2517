package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies the tags of the contacts that were just written: one call a tag and hundred contacts, not one a contact. */
final class Tagging {

    private final TagWriter tags;
    private final Account account;
    private final Concurrency concurrency;

    Tagging(TagWriter tags, Account account, Concurrency concurrency) {
        this.tags = tags;
        this.account = account;
        this.concurrency = concurrency;
    }

    private record Group(long tag, List<Long> contacts) {}

    /** The results after tagging, by position: what was untagged has ended or failed, all else is as it was. */
    Map<Integer, Result> apply(Map<Integer, Result> results, Deadline deadline) {
        List<Group> groups = groups(results);
        List<Map<Long, KeapFailure>> failures =
                concurrency.map(groups, group -> tags.apply(group.tag(), group.contacts(), deadline));
        Map<Long, Map<Long, KeapFailure>> byTag = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            byTag.computeIfAbsent(groups.get(i).tag(), tag -> new HashMap<>()).putAll(failures.get(i));
        }
        Map<Integer, Result> tagged = new HashMap<>(results);
        tagged.replaceAll(
                (position, result) -> result instanceof Result.Untagged untagged ? result(untagged, byTag) : result);
        return tagged;
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

    private Result result(Result.Untagged untagged, Map<Long, Map<Long, KeapFailure>> failuresByTag) {
        Result worst = new Result.Ended(new Outcome.Written(untagged.contact().effect()));
        for (long tag : untagged.tags()) {
            KeapFailure failure = failuresByTag
                    .getOrDefault(tag, Map.of())
                    .get(untagged.contact().id());
            if (failure != null && !(worst instanceof Result.Failed)) {
                worst = meaning(tag, failure);
            }
        }
        return worst;
    }

    /** A configured tag concerns every record, so it is the deployment's fault; a record's own tag is the record's. */
    private Result meaning(long tag, KeapFailure failure) {
        if (!(failure instanceof KeapFailure.Answered answered)) {
            return new Result.Failed(failure);
        }
        boolean everybodys = account.tags().contains(tag);
        return switch (answered) {
            case KeapFailure.NotFound missing -> new Result.Failed(account.removed(tag));
            case KeapFailure.Forbidden forbidden ->
                everybodys
                        ? new Result.Failed(new KeapFailure.Misconfigured(
                                "Keap forbids to apply tag %d in KEAP_SINK_TAG_IDS (403)".formatted(tag)))
                        : new Result.Failed(forbidden);
            case KeapFailure.Refused refused ->
                new Result.Ended(new Rejected(Reason.REFUSED_BY_KEAP, "tags", refused.detail()));
        };
    }
}
