package dev.keapsink.batch;

import dev.keapsink.batch.Question.AccountLists;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagAnswer;
import dev.keapsink.tag.TagQuestion;
import dev.keapsink.tag.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of the account for the sake of single records of one batch, and the answers. Each message has one question of
 * its own at a time; what a list can answer in fewer calls is read from a list. Used by one thread; only calls run beside each
 * other.
 */
final class Enquiry {

    /** A single list may contradict the one before it and the one after it. */
    private static final int READS = 2;

    private final Account.Lists lists;
    private final Bugs bugs = new Bugs();
    private final Map<AccountLists, ListBefore> before;
    private final Map<AccountLists, KeapFailure> failedLists = new EnumMap<>(AccountLists.class);
    private final Map<TagQuestion, TagAnswer> tags;
    private final Map<TagQuestion, KeapFailure> failedTags = new HashMap<>();

    /** A list as it was when the batch came. */
    private record ListBefore(int reads, Duration fresh) {}

    /** What a miss in one of the account's lists means. */
    sealed interface Miss {
        /** The list has to be read anew first. */
        record ToBeAsked() implements Miss {}

        /** It was read a moment ago, before this batch came, and is not read again yet. */
        record TooEarly(Duration left) implements Miss {}

        /** It was read twice for this batch: what is not in it is not there. */
        record Certain() implements Miss {}

        /** It could not be read. */
        record Unknown(KeapFailure failure) implements Miss {}
    }

    private Enquiry(Account.Lists lists, Map<AccountLists, ListBefore> before, Map<TagQuestion, TagAnswer> tags) {
        this.lists = lists;
        this.before = before;
        this.tags = tags;
    }

    /** For a batch that comes now. */
    Enquiry(Account.Lists lists) {
        this(lists, new EnumMap<>(AccountLists.class), new HashMap<>());
        for (AccountLists name : AccountLists.values()) {
            before.put(name, new ListBefore(list(name).reads(), list(name).fresh()));
        }
    }

    /** For more records of the same batch. What was answered still counts; what failed is asked again. */
    Enquiry again() {
        return new Enquiry(lists, before, tags);
    }

    private AccountList<?> list(AccountLists name) {
        return switch (name) {
            case CONTACT_TYPES -> lists.contactTypes().list();
            case CUSTOM_FIELDS -> lists.customFields().list();
        };
    }

    /** What it means that something is not in a list: before it is missing, the list is read twice. */
    Miss miss(AccountLists name) {
        KeapFailure failure = failedLists.get(name);
        if (failure != null) {
            return new Miss.Unknown(failure);
        }
        ListBefore then = before.getOrDefault(name, new ListBefore(0, Duration.ZERO));
        int readsNow = list(name).reads() - then.reads();
        if (readsNow >= READS) {
            return new Miss.Certain();
        }
        return readsNow > 0 || then.fresh().isZero() ? new Miss.ToBeAsked() : new Miss.TooEarly(then.fresh());
    }

    boolean isRead(AccountLists name) {
        return list(name).reads() > 0;
    }

    boolean isFresh(AccountLists name) {
        return !list(name).fresh().isZero();
    }

    /**
     * What is known of a tag.
     *
     * @return nothing if the account has to be asked
     * @throws KeapFailure if it was asked in vain
     */
    Optional<TagAnswer> tag(TagQuestion question) {
        KeapFailure failure = failedTags.get(question);
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(tags.get(question)).or(() -> lists.tags().known(question));
    }

    /**
     * Asks: all lists that are needed, and of the tags as many as lists can answer, or one for each message.
     *
     * @param open what has to be asked for each message, the oldest message first
     */
    void ask(Collection<Set<Question>> open, Concurrency concurrency, Deadline deadline) {
        Set<AccountLists> listed = new LinkedHashSet<>();
        List<Set<TagQuestion>> tagged = new ArrayList<>();
        for (Set<Question> questions : open) {
            Set<TagQuestion> ofTags = new LinkedHashSet<>();
            for (Question question : questions) {
                switch (question) {
                    case Question.OfList(AccountLists list) -> listed.add(list);
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

    private void readLists(List<AccountLists> names, Concurrency concurrency, Deadline deadline) {
        List<Optional<KeapFailure>> failures = concurrency.map(
                names,
                name -> failure(
                        () -> LookUp.everybodys(name.inWords(), () -> list(name).read(deadline))));
        for (int i = 0; i < names.size(); i++) {
            AccountLists name = names.get(i);
            failures.get(i).ifPresent(failure -> failedLists.put(name, failure));
        }
    }

    /** Whether the list has answered anything. */
    private boolean byList(List<Set<TagQuestion>> tagged, Deadline deadline) {
        Set<TagQuestion> all = new LinkedHashSet<>();
        tagged.forEach(all::addAll);
        if (all.isEmpty()) {
            return false;
        }
        Tags account = lists.tags();
        Optional<KeapFailure> failure = failure(() -> LookUp.everybodys("tags", () -> {
            Map<TagQuestion, TagAnswer> missing = account.byList(all, deadline);
            tags.putAll(missing);
            return missing;
        }));
        // Who may not read the list may still be allowed to ask for one tag.
        failure.filter(failed -> !(failed instanceof KeapFailure.Answered))
                .ifPresent(failed -> all.forEach(question -> failedTags.put(question, failed)));
        return all.stream()
                .anyMatch(question -> failedTags.containsKey(question)
                        || tags.containsKey(question)
                        || account.known(question).isPresent());
    }

    private void askOneEach(List<Set<TagQuestion>> tagged, Concurrency concurrency, Deadline deadline) {
        Map<Object, TagQuestion> bySubject = new LinkedHashMap<>();
        tagged.stream()
                .flatMap(questions -> questions.stream().limit(1))
                .forEach(question -> bySubject.putIfAbsent(question.subject(), question));
        List<TagQuestion> next = List.copyOf(bySubject.values());
        List<Optional<KeapFailure>> failures = concurrency.map(
                next, question -> failure(() -> answered(question, lists.tags().ask(question, deadline))));
        for (int i = 0; i < next.size(); i++) {
            TagQuestion question = next.get(i);
            failures.get(i).ifPresent(failure -> failedTags.put(question, failure));
        }
    }

    private synchronized TagAnswer answered(TagQuestion question, TagAnswer answer) {
        tags.put(question, answer);
        return answer;
    }

    /** Why a look-up failed; nothing if it did not. A bug of ours fails the one look-up as well. */
    private Optional<KeapFailure> failure(Runnable lookUp) {
        try {
            lookUp.run();
            return Optional.empty();
        } catch (KeapFailure e) {
            return Optional.of(e);
        } catch (Throwable e) {
            return Optional.of(bugs.stopped(e).failure());
        }
    }
}
