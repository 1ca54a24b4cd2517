package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** How long a miss is remembered. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** A list that is no older is not read again. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final TagLookUps keap;
    private final InstantSource clock;

    private final KnownTags known = new KnownTags();
    private final Misses missed = new Misses(FRESH);
    private final TagCreation creation;
    private TagList list = new TagList();

    public Tags(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = new TagLookUps(keap, timeout);
        this.clock = clock;
        this.creation = new TagCreation(keap, timeout, clock);
    }

    /** Reads the first page of the list, unless it was read before. */
    public void load(Deadline deadline) {
        if (!list().isRead()) {
            readOn(deadline, false);
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
        if (list().canGoOn() && open(questions).size() > list().pagesLeft()) {
            readOn(deadline, true);
        }
        List<TagQuestion> open = open(questions);
        if (!list().isWhole() || open.size() <= list().pages()) {
            return Map.of();
        }
        if (!open.stream().allMatch(Tags::mayBeMade) || !isMissingInRecentList()) {
            readAnew(deadline);
        }
        return list().isEvidence() ? missing(open) : Map.of();
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

    private synchronized TagList list() {
        return list;
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

    private void readOn(Deadline deadline, boolean toTheEnd) {
        do {
            JsonNode page = keap.page(list().offset(), deadline);
            synchronized (this) {
                int before = known.size();
                learn(page);
                list.add(page, known.size() > before, clock.instant());
            }
        } while (toTheEnd && list().canGoOn());
    }

    /** A list that is no evidence makes no tag be forgotten. */
    private void readAnew(Deadline deadline) {
        TagList anew = list().anew();
        Map<Long, JsonNode> found = new HashMap<>();
        do {
            JsonNode page = keap.page(anew.offset(), deadline);
            int before = found.size();
            page.path("tags").forEach(tag -> found.put(tag.path("id").asLong(), tag));
            anew.add(page, found.size() > before, clock.instant());
        } while (anew.canGoOn());
        synchronized (this) {
            list = anew;
            if (anew.isEvidence()) {
                known.forgetAll();
            }
            found.values().forEach(this::learnOne);
        }
    }

    /** A single answer says of no tag that it is missing; the whole list without it is one. */
    private boolean isThereAtLast(BooleanSupplier question) {
        return question.getAsBoolean() || (!list().isWhole() && question.getAsBoolean());
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
    private synchronized boolean isMissingInRecentList() {
        return list.isEvidence() && !list.isOlderThan(RECENT, clock.instant());
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
