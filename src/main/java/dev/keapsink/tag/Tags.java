package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Knows the account's tags, and looks up the others. Threadsafe; no lock is held during a call.
 *
 * <p>One call reads the first thousand tags. Unknown tags are looked up one by one, in the rest of the list, or in a
 * new list: the way with the fewest calls. A single list does not prove that a tag is missing, so the account is asked
 * again. A missing tag is looked up at most once a minute.
 */
public final class Tags {

    private final TagLookUps keap;
    private final InstantSource clock;

    private final KnownTags known = new KnownTags();
    private final RecentMisses missed = new RecentMisses();
    private final TagCreation creation;
    private final AccountList<TagList> list;

    public Tags(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = new TagLookUps(keap, timeout);
        this.clock = clock;
        this.creation = new TagCreation(keap, timeout, clock);
        this.list = new AccountList<>("tags", TagList.EMPTY, TagList::items, this::pages, clock);
    }

    /** Reads the first page of the list, if no page was read before. */
    public void load(Deadline deadline) {
        if (list.reads() == 0) {
            list.read(deadline);
        }
    }

    /** The answer that is known without a call; empty if the account has to be asked. */
    public synchronized Optional<TagAnswer> known(TagQuestion question) {
        Optional<TagAnswer> found = known.find(question).map(TagAnswer.Found::new);
        return found.isPresent() || mayBeCreated(question)
                ? found
                : missed.left(question.subject(), clock.instant()).map(TagAnswer.NotYet::new);
    }

    /**
     * Answers questions from the list, if reading it takes fewer calls than asking them one by one.
     *
     * @return the tags that are certainly missing; {@link #known} returns those that were found
     * @throws KeapFailure if the list cannot be read
     */
    public Map<TagQuestion, TagAnswer> byList(Collection<TagQuestion> questions, Deadline deadline) {
        load(deadline);
        if (list.known().canGoOn() && open(questions).size() > list.known().callsForTheRest()) {
            readOn(deadline);
        }
        List<TagQuestion> open = open(questions);
        if (!isWhole() || open.size() <= list.known().calls()) {
            return Map.of();
        }
        if (!open.stream().allMatch(Tags::mayBeCreated) || !isMissingInRecentList()) {
            readAnew(deadline);
        }
        return isEvidence() ? missing(open) : Map.of();
    }

    private static boolean mayBeCreated(TagQuestion question) {
        return question instanceof TagQuestion.ByName(TagName tag) && tag.createMissing();
    }

    private synchronized Map<TagQuestion, TagAnswer> missing(List<TagQuestion> open) {
        Map<TagQuestion, TagAnswer> missing = new HashMap<>();
        for (TagQuestion question : open) {
            if (!mayBeCreated(question) && known.find(question).isEmpty()) {
                missed.add(question.subject(), clock.instant());
                missing.put(question, new TagAnswer.Missing());
            }
        }
        return missing;
    }

    private synchronized List<TagQuestion> open(Collection<TagQuestion> questions) {
        return questions.stream()
                .filter(question -> known.find(question).isEmpty())
                .toList();
    }

    /**
     * Looks up one tag. If it is not found, and no whole list was read, the tag is looked up once more. If it may be
     * created, it is then created.
     *
     * @throws KeapFailure if Keap did not answer, or did not create the tag. The order is not repeated while Keap may
     *     still be creating it.
     */
    public TagAnswer ask(TagQuestion question, Deadline deadline) {
        boolean there = switch (question) {
            case TagQuestion.ById byId -> isThereAfterRetry(() -> isThere(byId, deadline));
            case TagQuestion.ByName(TagName tag) -> isThere(tag, deadline);
        };
        synchronized (this) {
            if (!there) {
                missed.add(question.subject(), clock.instant());
            }
            return known.find(question).<TagAnswer>map(TagAnswer.Found::new).orElseGet(TagAnswer.Missing::new);
        }
    }

    /** Whether a tag exists. An unknown tag is looked up, unless it was missing a moment ago. */
    public boolean exists(long id, Deadline deadline) {
        return id(new TagQuestion.ById(id), deadline).isPresent();
    }

    /** The name of a tag that exists. */
    public Optional<String> name(long id, Deadline deadline) {
        return id(new TagQuestion.ById(id), deadline).flatMap(this::nameOf);
    }

    private synchronized Optional<String> nameOf(long id) {
        return known.name(id);
    }

    /**
     * The id of the tag with this name, ignoring case. A missing tag is created, if it may be.
     *
     * @throws KeapFailure if Keap did not create it
     */
    public Optional<Long> id(TagName tag, Deadline deadline) {
        return id(new TagQuestion.ByName(tag), deadline);
    }

    private Optional<Long> id(TagQuestion question, Deadline deadline) {
        load(deadline);
        return switch (known(question).orElseGet(() -> ask(question, deadline))) {
            case TagAnswer.Found(long id) -> Optional.of(id);
            case TagAnswer.Missing missing -> Optional.empty();
            case TagAnswer.NotYet notYet -> Optional.empty();
        };
    }

    /** The names of all tags that were read so far. Reads the first page if no page was read before. */
    public List<String> names(Deadline deadline) {
        load(deadline);
        synchronized (this) {
            return known.names();
        }
    }

    /** The names of all tags that were read so far. Makes no call. */
    public synchronized List<String> knownNames() {
        return known.names();
    }

    /** Forgets a tag that was deleted. */
    public synchronized void forget(long id) {
        known.forget(id);
    }

    /** Reads one page at first, which holds all tags of most accounts, and all pages later. */
    private TagList pages(Deadline deadline) {
        boolean isFirst = list.reads() == 0;
        TagList pages = nextPage(TagList.EMPTY, deadline);
        while (!isFirst && pages.canGoOn()) {
            pages = nextPage(pages, deadline);
        }
        return pages;
    }

    private TagList nextPage(TagList before, Deadline deadline) {
        JsonNode page = keap.page(before.items(), deadline);
        synchronized (this) {
            learn(page);
        }
        return before.and(page);
    }

    private void readOn(Deadline deadline) {
        while (list.known().canGoOn()) {
            list.goOn(nextPage(list.known(), deadline));
        }
    }

    /** Reads the whole list again. Tags that are not in it are forgotten only if the list is evidence. */
    private void readAnew(Deadline deadline) {
        TagList anew = list.read(deadline);
        if (isEvidence()) {
            synchronized (this) {
                known.retain(anew.ids());
            }
        }
    }

    private boolean isWhole() {
        return list.reads() > 0 && list.known().isWhole();
    }

    /** Whether the list proves that a tag is missing. A list without any tag does not: Keap may contradict it later. */
    private boolean isEvidence() {
        return list.isEvidence() && isWhole() && list.known().items() > 0;
    }

    /**
     * Asks twice before a tag counts as missing, because one answer is no proof. A whole list without the tag replaces
     * one answer.
     */
    private boolean isThereAfterRetry(BooleanSupplier question) {
        return question.getAsBoolean() || (!isWhole() && question.getAsBoolean());
    }

    private boolean isThere(TagName tag, Deadline deadline) {
        TagQuestion.ByName question = new TagQuestion.ByName(tag);
        if (!tag.createMissing()) {
            return isThereAfterRetry(() -> isFound(question, deadline));
        }
        if (creation.isPending(tag)) {
            creation.lookUpAgain(tag, () -> isFound(question, deadline));
        } else if (isMissingInRecentList() || !isFound(question, deadline)) {
            creation.create(tag, () -> isFound(question, deadline), deadline)
                    .ifPresent(created -> learnOne(created, tag.name()));
        }
        return isKnown(question);
    }

    /**
     * Whether a recent list proves that an unknown tag is missing. The tag is then created without a search: Keap
     * refuses a name that was taken in the meantime.
     */
    private boolean isMissingInRecentList() {
        return isEvidence() && list.isRecent();
    }

    private synchronized void learnOne(long id, String name) {
        known.learn(id, name);
    }

    private synchronized boolean isKnown(TagQuestion question) {
        return known.find(question).isPresent();
    }

    private boolean isFound(TagQuestion.ByName question, Deadline deadline) {
        JsonNode found = keap.named(question, deadline);
        synchronized (this) {
            learn(found);
        }
        return isKnown(question);
    }

    private void learn(JsonNode list) {
        list.path("tags").forEach(this::learnOne);
    }

    private void learnOne(JsonNode tag) {
        long id = tag.path("id").asLong();
        if (id > 0) {
            known.learn(id, tag.path("name").asText(""));
        }
    }

    private boolean isThere(TagQuestion.ById question, Deadline deadline) {
        Optional<JsonNode> found = keap.byId(question, deadline);
        synchronized (this) {
            found.ifPresent(this::learnOne);
        }
        return found.isPresent();
    }
}
