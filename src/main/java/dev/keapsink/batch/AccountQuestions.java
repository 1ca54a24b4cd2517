package dev.keapsink.batch;

import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.object.Certainty;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagAnswer;
import dev.keapsink.tag.TagQuestion;
import dev.keapsink.tag.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the account the questions that single records of one batch leave open, and keeps the answers. Each message asks
 * one question at a time. If a list has the answers in fewer calls, the list is read instead. Used by one thread; only
 * its calls run concurrently.
 */
final class AccountQuestions implements Certainty {

    /** A single reading may contradict the one before it and the one after it. */
    private static final int READS = 2;

    private final Tags allTags;
    private final Backstop backstop = new Backstop();
    private final Map<AccountList<?>, ListBefore> before;
    private final Map<AccountList<?>, KeapFailure> failedLists = new HashMap<>();
    private final Map<TagQuestion, TagAnswer> tags;
    private final Map<TagQuestion, KeapFailure> failedTags = new HashMap<>();

    /** The state of a list when the batch came. */
    private record ListBefore(int reads, Duration fresh) {}

    private AccountQuestions(Tags allTags, Map<AccountList<?>, ListBefore> before, Map<TagQuestion, TagAnswer> tags) {
        this.allTags = allTags;
        this.before = before;
        this.tags = tags;
    }

    /**
     * The questions of a batch that comes now.
     *
     * @param allTags the tags of its account
     * @param lists its other lists
     */
    AccountQuestions(Tags allTags, List<AccountList<?>> lists) {
        this(allTags, new HashMap<>(), new HashMap<>());
        lists.forEach(list -> before.put(list, new ListBefore(list.reads(), list.fresh())));
    }

    /** The questions of more records of the same batch. Answers still count; failed questions are asked again. */
    AccountQuestions again() {
        return new AccountQuestions(allTags, before, tags);
    }

    /** Requires two readings of the list since the batch came before an item counts as missing. */
    @Override
    public void require(AccountList<?> list, String what) {
        KeapFailure failure = failedLists.get(list);
        if (failure != null) {
            throw failure;
        }
        ListBefore then = before.getOrDefault(list, new ListBefore(0, Duration.ZERO));
        int readsNow = list.reads() - then.reads();
        if (readsNow >= READS) {
            return;
        }
        if (readsNow > 0 || then.fresh().isZero()) {
            throw new Unanswered(Set.of(new Question.OfList(list)));
        }
        throw tooEarly(what, then.fresh());
    }

    /**
     * The failure for an item that was missing a moment ago, before this batch came. The record waits until the item
     * may be looked for again.
     */
    static KeapFailure tooEarly(String what, Duration left) {
        return new KeapFailure.Unavailable(
                what + " was not in the Keap account a moment ago; it is looked for again", Progress.NOT_STARTED, left);
    }

    /**
     * The known answer about a tag.
     *
     * @return empty if the account has to be asked
     * @throws KeapFailure if the account was asked and did not answer
     */
    Optional<TagAnswer> tag(TagQuestion question) {
        KeapFailure failure = failedTags.get(question);
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(tags.get(question)).or(() -> allTags.known(question));
    }

    /**
     * Asks the account. Every list that is needed is read. Tags are looked up in their list if that answers any of
     * them; otherwise one tag of each message is asked for.
     *
     * @param open the questions of each message, the oldest message first
     */
    void ask(Collection<Set<Question>> open, Concurrency concurrency, Deadline deadline) {
        Set<AccountList<?>> listed = new LinkedHashSet<>();
        List<Set<TagQuestion>> tagged = new ArrayList<>();
        for (Set<Question> questions : open) {
            Set<TagQuestion> ofTags = new LinkedHashSet<>();
            for (Question question : questions) {
                switch (question) {
                    case Question.OfList(var list) -> listed.add(list);
                    case Question.OfTag(TagQuestion tag) -> ofTags.add(tag);
                }
            }
            tagged.add(ofTags);
        }
        readLists(List.copyOf(listed), concurrency, deadline);
        if (!byList(tagged, deadline)) {
            askOneEach(tagged, concurrency, deadline);
        }
    }

    private void readLists(List<AccountList<?>> lists, Concurrency concurrency, Deadline deadline) {
        List<Optional<KeapFailure>> failures = concurrency.map(
                lists, list -> failure(() -> LookUp.everybodys(list.inWords(), () -> list.read(deadline))));
        for (int i = 0; i < lists.size(); i++) {
            AccountList<?> list = lists.get(i);
            failures.get(i).ifPresent(failure -> failedLists.put(list, failure));
        }
    }

    /** Looks the tags up in their list. Returns whether that answered a question, or failed. */
    private boolean byList(List<Set<TagQuestion>> tagged, Deadline deadline) {
        Set<TagQuestion> all = new LinkedHashSet<>();
        tagged.forEach(all::addAll);
        if (all.isEmpty()) {
            return false;
        }
        Optional<KeapFailure> failure = failure(() -> LookUp.everybodys("tags", () -> {
            Map<TagQuestion, TagAnswer> missing = allTags.byList(all, deadline);
            tags.putAll(missing);
            return missing;
        }));
        // A credential that may not read the list may still ask for a single tag.
        failure.filter(failed -> !(failed instanceof KeapFailure.Answered))
                .ifPresent(failed -> all.forEach(question -> failedTags.put(question, failed)));
        return all.stream()
                .anyMatch(question -> failedTags.containsKey(question)
                        || tags.containsKey(question)
                        || allTags.known(question).isPresent());
    }

    private void askOneEach(List<Set<TagQuestion>> tagged, Concurrency concurrency, Deadline deadline) {
        Map<Object, TagQuestion> bySubject = new LinkedHashMap<>();
        tagged.stream()
                .flatMap(questions -> questions.stream().limit(1))
                .forEach(question -> bySubject.putIfAbsent(question.subject(), question));
        List<TagQuestion> next = List.copyOf(bySubject.values());
        List<Optional<KeapFailure>> failures =
                concurrency.map(next, question -> failure(() -> answered(question, allTags.ask(question, deadline))));
        for (int i = 0; i < next.size(); i++) {
            TagQuestion question = next.get(i);
            failures.get(i).ifPresent(failure -> failedTags.put(question, failure));
        }
    }

    private synchronized TagAnswer answered(TagQuestion question, TagAnswer answer) {
        tags.put(question, answer);
        return answer;
    }

    /** The failure of a look-up; empty if it succeeded. A bug of ours fails this look-up alone. */
    private Optional<KeapFailure> failure(Runnable lookUp) {
        try {
            lookUp.run();
            return Optional.empty();
        } catch (KeapFailure e) {
            return Optional.of(e);
        } catch (Throwable e) {
            return Optional.of(backstop.stopped(e).failure());
        }
    }
}
