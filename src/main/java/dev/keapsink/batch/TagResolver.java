package dev.keapsink.batch;

import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved.OfTags;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.TagName;
import dev.keapsink.record.TagPiece;
import dev.keapsink.record.TagText;
import dev.keapsink.tag.TagAnswer;
import dev.keapsink.tag.TagDoubt;
import dev.keapsink.tag.TagQuestion;
import dev.keapsink.tag.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the tags of one record against the tags that the account is known to have. Makes no call; used once. */
final class TagResolver {

    /** Bounds the time: the name of a tag hardly has more commas than these pieces. */
    private static final int MOST_PIECES = 8;

    private final Tags allTags;
    private final AccountQuestions questions;
    private final RecordFindings findings;
    private final boolean isDelete;

    private final Map<String, TagQuestion> wanted = new LinkedHashMap<>();
    private final Set<Long> found = new LinkedHashSet<>();
    private final List<TagQuestion> missing = new ArrayList<>();
    private final Set<Question> toBeMade = new LinkedHashSet<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * @param findings takes the questions and failures
     * @param isDelete whether tags are taken off: then no tag is created, and a name that Keap refuses counts as
     *     missing
     */
    TagResolver(Tags allTags, AccountQuestions questions, RecordFindings findings, boolean isDelete) {
        this.isDelete = isDelete;
        this.allTags = allTags;
        this.questions = questions;
        this.findings = findings;
    }

    /** The ids of the tags that the account has. */
    Set<Long> found() {
        return found;
    }

    /** The tags that the account certainly does not have. */
    List<TagQuestion> missing() {
        return missing;
    }

    /** The texts that name no tag at all. */
    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** The tags to create. That is done last, because no tag should be created for a record that is rejected. */
    Set<Question> toBeMade() {
        return toBeMade;
    }

    /** Looks for the tags of a record. */
    TagResolver resolve(Set<Long> ids, List<OfTags> named) {
        ids.forEach(id -> want(new TagQuestion.ById(id)));
        named.forEach(tags -> findings.of(() -> namedBy(tags)).ifPresent(all -> all.forEach(this::want)));
        wanted.values().forEach(question -> findings.check(() -> look(question)));
        return this;
    }

    /** Adds a tag to look for. One that is named twice is created if either name allows it. */
    private void want(TagQuestion question) {
        wanted.merge(question.subject(), question, (first, second) -> isToBeMade(second) ? made(first) : first);
    }

    private static boolean isToBeMade(TagQuestion question) {
        return question instanceof TagQuestion.ByName(TagName tag) && tag.createMissing();
    }

    private static boolean isFiller(TagQuestion question) {
        return question instanceof TagQuestion.ByName(TagName tag)
                && TagDoubt.of(tag.name()).filter(TagDoubt.FILLER::equals).isPresent();
    }

    private static TagQuestion made(TagQuestion question) {
        return question instanceof TagQuestion.ByName(TagName tag) ? byName(tag.name(), true) : question;
    }

    private static TagQuestion.ByName byName(String name, boolean createMissing) {
        return new TagQuestion.ByName(new TagName(name, createMissing));
    }

    /**
     * The tags that a text names. If the whole text is a known tag, it is that one. Otherwise they are the longest runs
     * of its pieces that are known tags, and the remaining pieces. Before a piece counts as missing, or is created, the
     * account is asked for the whole text.
     *
     * @throws Unanswered if the account has to be asked for the whole text
     */
    private List<TagQuestion> namedBy(OfTags tags) {
        TagText text = tags.text();
        TagQuestion whole = byName(text.text(), false);
        if (text.mayBeOne() && isKnown(whole)) {
            return List.of(whole);
        }
        List<TagQuestion> parts = parts(text, tags.createMissing() && !isDelete);
        if (!text.mayBeOne() || parts.stream().noneMatch(this::isInDoubt)) {
            return parts;
        }
        return switch (unlessRefused(whole).orElseThrow(() -> new Unanswered(Set.of(new Question.OfTag(whole))))) {
            case TagAnswer.Missing none -> parts;
            case TagAnswer.Found there -> List.of(whole);
            case TagAnswer.NotYet(Duration left) -> throw AccountQuestions.tooEarly("A tag", left);
        };
    }

    private List<TagQuestion> parts(TagText text, boolean createMissing) {
        List<TagQuestion> parts = new ArrayList<>();
        int next = 0;
        while (next < text.pieces().size()) {
            int last = Math.min(text.pieces().size(), next + MOST_PIECES) - 1;
            while (last > next && !isKnown(byName(text.between(next, last), false))) {
                last--;
            }
            parts.add(
                    last > next
                            ? byName(text.between(next, last), false)
                            : question(text.pieces().get(next), createMissing));
            next = last + 1;
        }
        return parts;
    }

    private static TagQuestion question(TagPiece piece, boolean createMissing) {
        return switch (piece) {
            case TagPiece.Id byId -> new TagQuestion.ById(byId.id());
            case TagPiece.Name byName ->
                byName(
                        byName.text(),
                        createMissing && TagDoubt.of(byName.text()).isEmpty());
        };
    }

    private boolean isKnown(TagQuestion question) {
        return allTags.known(question).filter(TagAnswer.Found.class::isInstance).isPresent();
    }

    /** Whether a piece would be created, or was looked for in vain. */
    private boolean isInDoubt(TagQuestion question) {
        if (isToBeMade(question)) {
            return !isKnown(question);
        }
        Optional<TagAnswer> answer = findings.of(() -> unlessRefused(question)).flatMap(known -> known);
        return answer.isPresent() && !(answer.get() instanceof TagAnswer.Found) && !isFiller(question);
    }

    /** The answer about a tag. A name that Keap refuses to look for is missing. */
    private Optional<TagAnswer> unlessRefused(TagQuestion question) {
        try {
            return questions.tag(question);
        } catch (KeapFailure.Refused e) {
            return Optional.of(new TagAnswer.Missing());
        }
    }

    private void look(TagQuestion question) {
        Optional<TagAnswer> answer = isDelete ? unlessRefused(question) : accepted(question);
        answer.ifPresentOrElse(known -> take(question, known), () -> ask(question));
    }

    private Optional<TagAnswer> accepted(TagQuestion question) {
        try {
            return questions.tag(question);
        } catch (KeapFailure.Refused e) {
            if (isFiller(question)) {
                return Optional.of(new TagAnswer.Missing());
            }
            throw new InvalidValue(new Rejected(Reason.REFUSED_BY_KEAP, "tags", e.detail()));
        }
    }

    private void take(TagQuestion question, TagAnswer answer) {
        switch (answer) {
            case TagAnswer.Found(long id) -> found.add(id);
            case TagAnswer other
            when isFiller(question) ->
                leftOut.add(
                        new LeftOut("tags", "hold a filler instead of a tag; leave the field out if there is no tag"));
            case TagAnswer.Missing none -> missing.add(question);
            case TagAnswer.NotYet(Duration left) -> throw AccountQuestions.tooEarly("A tag", left);
        }
    }

    private void ask(TagQuestion question) {
        if (isToBeMade(question)) {
            toBeMade.add(new Question.OfTag(question));
        } else {
            findings.ask(new Question.OfTag(question));
        }
    }
}
