package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.OutcomePolicy;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.CallFailure;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Applies tags to the contacts that one batch has just written: one call for a tag and a hundred contacts, not one for
 * each contact.
 */
final class Tagging {

    private final TagWriter tags;
    private final VerifiedAccount account;
    private final Concurrency concurrency;
    private final Backstop backstop = new Backstop();

    /** In so many groups of one tag a single contact may make the call fail; more are an outage. */
    private static final int FEW = 3;

    private final Instant start;

    /** The tags that a contact of this batch has got. */
    private final Set<Long> proven = new HashSet<>();

    /**
     * @param start when the batch began
     */
    Tagging(TagWriter tags, VerifiedAccount account, Concurrency concurrency, Instant start) {
        this.start = start;
        this.tags = tags;
        this.account = account;
        this.concurrency = concurrency;
    }

    private record Group(long tag, List<Long> contacts) {}

    /**
     * The outcome of one tag.
     *
     * @param failures the contacts that do not have the tag now, each with the reason
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

        /**
         * The failure of the call as a whole. It is one if no contact has the tag, and either all have the same failure
         * or Keap reported none of them.
         */
        Optional<KeapFailure> together() {
            Set<KeapFailure> reasons = new HashSet<>(failures.values());
            boolean untold = reasons.stream().allMatch(KeapFailure.Unclear.class::isInstance);
            return contacts > 1 && !succeeded() && (untold || reasons.size() == 1)
                    ? Optional.of(reasons.iterator().next())
                    : Optional.empty();
        }
    }

    /** The results after tagging, by index. Each untagged result becomes an ended or a failed one; all others stay. */
    Map<Integer, Result> apply(Map<Integer, Result> results, Deadline deadline) {
        Map<Long, Applied> byTag = new HashMap<>();
        List<Group> groups = groups(results);
        while (!groups.isEmpty()) {
            groups = again(groups, applied(groups, byTag, deadline), byTag, deadline);
        }
        Map<Long, Result> meanings = new HashMap<>();
        Map<Integer, Result> tagged = new HashMap<>(results);
        tagged.replaceAll((index, result) -> result instanceof Result.Untagged untagged
                ? result(
                        untagged,
                        byTag,
                        (tag, failure) -> meaning(tag, failure, isShared(failure, byTag.get(tag)), meanings, deadline))
                : result);
        return tagged;
    }

    /** The outcome of each group, which is also added to the outcome of its tag. */
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
     * Divides the groups that failed as a whole. A group is divided at once if a few quick calls show which contact is
     * at fault, or if others have the tag. Otherwise it is divided at the next delivery.
     */
    private List<Group> again(List<Group> groups, List<Applied> outcomes, Map<Long, Applied> byTag, Deadline deadline) {
        Map<Long, Integer> failed = new HashMap<>();
        Map<Group, KeapFailure> together = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            outcomes.get(i).together().ifPresent(failure -> {
                together.put(group, failure);
                failed.merge(group.tag(), 1, Integer::sum);
            });
        }
        List<Group> again = new ArrayList<>();
        together.forEach((group, failure) -> {
            if (isDoubtful(failure)) {
                tags.doubt(group.tag(), group.contacts());
                if (isDividedAtOnce(group, failure, failed.getOrDefault(group.tag(), 0)) && tags.isTimeFor(deadline)) {
                    byTag.computeIfPresent(group.tag(), (tag, all) -> all.without(group.contacts()));
                    again.addAll(divided(group.tag(), group.contacts()));
                }
            }
        });
        return again;
    }

    /** Whether a single contact may have made the call fail. */
    private static boolean isDoubtful(KeapFailure failure) {
        return failure instanceof KeapFailure.Answered
                || failure instanceof KeapFailure.ServerError
                || failure instanceof KeapFailure.Unclear
                || (failure instanceof KeapFailure.Unavailable
                        && failure.progress() != CallFailure.Progress.NOT_STARTED);
    }

    /**
     * Whether to divide a group now.
     *
     * @param failed how many groups of the tag failed side by side; many are an outage, unless the tag was applied
     *     lately
     */
    private boolean isDividedAtOnce(Group group, KeapFailure failure, int failed) {
        boolean isAnswer = failure instanceof KeapFailure.Answered || failure instanceof KeapFailure.ServerError;
        return proven.contains(group.tag())
                || failure instanceof KeapFailure.Refused
                || (isAnswer && (failed <= FEW || tags.wasApplied(group.tag(), start.minus(OutcomePolicy.LATELY))));
    }

    private Applied applied(Group group, Deadline deadline) {
        try {
            return new Applied(group.contacts().size(), tags.apply(group.tag(), group.contacts(), deadline));
        } catch (Throwable e) {
            KeapFailure bug = backstop.stopped(e).failure();
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
                                .add(untagged.saved().id()));
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

    private static boolean isShared(KeapFailure failure, @Nullable Applied applied) {
        return applied != null
                && applied.failures().values().stream().filter(failure::equals).count() > 1;
    }

    private static Result result(
            Result.Untagged untagged, Map<Long, Applied> byTag, BiFunction<Long, KeapFailure, Result> meaning) {
        Result worst = new Result.Ended(
                new Outcome.Written(untagged.saved().effect(), untagged.saved().id()));
        for (long tag : untagged.tags()) {
            KeapFailure failure = byTag.getOrDefault(tag, Applied.NOTHING)
                    .failures()
                    .get(untagged.saved().id());
            if (failure != null && !(worst instanceof Result.Failed)) {
                worst = meaning.apply(tag, failure);
            }
        }
        return worst;
    }

    /**
     * The result of a contact without its tag. If Keap reports a tag as gone, it is asked for the tag once. A failure
     * that several contacts share is the fault of none.
     *
     * @param known the results for tags that are gone, by tag
     */
    private Result meaning(
            long tag, KeapFailure failure, boolean isShared, Map<Long, Result> known, Deadline deadline) {
        return switch (failure) {
            case KeapFailure.NotFound missing ->
                proven.contains(tag)
                        ? new Result.Failed(KeapFailure.Unavailable.ofTag(
                                "Keap applied tag %d to other contacts, and did not find it for this one"
                                        .formatted(tag)))
                        : known.computeIfAbsent(tag, gone -> new Result.Failed(account.removed(gone, deadline)));
            case KeapFailure.Misdirected page
            when isShared -> new Result.Failed(KeapFailure.Unavailable.ofTag(String.valueOf(page.getMessage())));
            case KeapFailure.ServerError error
            when isShared -> new Result.Failed(KeapFailure.Unavailable.ofTag("Keap's server failed on a tag call"));
            case KeapFailure.Refused refused ->
                new Result.Ended(new Rejected(Reason.REFUSED_BY_KEAP, "tags", refused.detail()));
            default -> new Result.Failed(failure);
        };
    }
}
