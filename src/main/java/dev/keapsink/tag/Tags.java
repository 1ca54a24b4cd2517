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
 * Which tags the account has. One call learns the first thousand. What is not among them is asked for by its id or name, or
 * looked for in the rest of the list, or in a new one, whichever takes fewer calls. A list alone says of no tag that it is
 * missing: the tag is asked for again before. A tag that does not exist is asked for at most once a minute. Threadsafe; no lock
 * is held during a call.
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

    /** Reads the first page of the list, unless it was read before. */
    public void load(Deadline deadline) {
        if (list.reads() == 0) {
            list.read(deadline);
        }
    }

    /** What is known of a tag without a call; nothing if the account has to be asked. */
    public synchronized Optional<TagAnswer> known(TagQuestion question) {
        Optional<TagAnswer> found = known.find(question).map(TagAnswer.Found::new);
        return found.isPresent() || mayBeMade(question)
                ? found
                : missed.left(question.subject(), clock.instant()).map(TagAnswer.NotYet::new);
    }

    /**
     * Answers as many questions as the list can, if reading it takes fewer calls than they are.
     *
     * @return what is surely missing; what was found is {@link #known} from now on
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
        if (!open.stream().allMatch(Tags::mayBeMade) || !isMissingInRecentList()) {
            readAnew(deadline);
        }
        return isEvidence() ? missing(open) : Map.of();
    }

    private static boolean mayBeMade(TagQuestion question) {
        return question instanceof TagQuestion.ByName(TagName tag) && tag.createMissing();
    }

    private synchronized Map<TagQuestion, TagAnswer> missing(List<TagQuestion> open) {
        Map<TagQuestion, TagAnswer> missing = new HashMap<>();
        for (TagQuestion question : open) {
            if (!mayBeMade(question) && known.find(question).isEmpty()) {
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
     * Asks for one tag, and once more if it is not there and no list said so; one that may be made is made then.
     *
     * @throws KeapFailure if there is no answer, or the tag was not made; as long as Keap may still be making it, it is not told
     *     again
     */
    public TagAnswer ask(TagQuestion question, Deadline deadline) {
        boolean there = switch (question) {
            case TagQuestion.ById byId -> isThereAtLast(() -> isThere(byId, deadline));
            case TagQuestion.ByName(TagName tag) -> isThere(tag, deadline);
        };
        synchronized (this) {
            if (!there) {
                missed.add(question.subject(), clock.instant());
            }
            return known.find(question).<TagAnswer>map(TagAnswer.Found::new).orElseGet(TagAnswer.Missing::new);
        }
    }

    /** Whether a tag exists; asks for one that is not known, unless it was asked for a moment ago. */
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
     * The tag of a name, in any case; if there is none, the one that was made for it, provided that it may be.
     *
     * @throws KeapFailure if Keap did not make it
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

    /** The names of all tags that are known so far. */
    public List<String> names(Deadline deadline) {
        load(deadline);
        synchronized (this) {
            return known.names();
        }
    }

    /** The same without a call. */
    public synchronized List<String> knownNames() {
        return known.names();
    }

    /** A tag that was there is gone. */
    public synchronized void forget(long id) {
        known.forget(id);
    }

    /** The first time a page, which is all that most accounts have, and later all of them. */
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

    /** A list that is no evidence makes no tag be forgotten. */
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

    /** An account without any tag may be one that contradicts itself. */
    private boolean isEvidence() {
        return list.isEvidence() && isWhole() && list.known().items() > 0;
    }

    /** A single answer says of no tag that it is missing; the whole list without it is one. */
    private boolean isThereAtLast(BooleanSupplier question) {
        return question.getAsBoolean() || (!isWhole() && question.getAsBoolean());
    }

    private boolean isThere(TagName tag, Deadline deadline) {
        TagQuestion.ByName question = new TagQuestion.ByName(tag);
        if (!tag.createMissing()) {
            return isThereAtLast(() -> isFound(question, deadline));
        }
        if (creation.isUnderWay(tag)) {
            creation.retell(tag, () -> isFound(question, deadline));
        } else if (isMissingInRecentList() || !isFound(question, deadline)) {
            creation.make(tag, () -> isFound(question, deadline), deadline)
                    .ifPresent(made -> learnOne(made, tag.name()));
        }
        return isKnown(question);
    }

    /** Then the tag need not be searched for before it is made: Keap refuses a name that another one has just taken. */
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
