package dev.keapsink.batch;

import dev.keapsink.batch.Question.AccountLists;
import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactMapper.Mapped;
import dev.keapsink.contact.CustomFieldValues;
import dev.keapsink.contact.Unwritten;
import dev.keapsink.contact.Wishes;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.tag.TagAnswer;
import dev.keapsink.tag.TagQuestion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fits what records want to what is known of the account: tags, the contact type, custom fields. Makes no call. */
final class Fitting {

    private final Account account;
    private final Enquiry enquiry;
    private final Bugs bugs = new Bugs();

    Fitting(Account account, Enquiry enquiry) {
        this.account = account;
        this.enquiry = enquiry;
    }

    /**
     * A change whose own tags, contact type and custom fields exist, with the configured type if it names none; or what keeps it
     * from being written. For a delete nothing has to exist: what does not exist is not worn.
     */
    Fit fit(Draft draft) {
        try {
            return draft.wanted().change().isDelete() ? delete(draft.wanted()) : upsert(draft);
        } catch (Unanswered e) {
            return new Fit.Open(e.questions());
        } catch (InvalidValue e) {
            return new Fit.Never(e.rejection());
        } catch (KeapFailure e) {
            return new Fit.Failed(e);
        } catch (Throwable e) {
            return new Fit.Failed(bugs.stopped(e).failure());
        }
    }

    /** What the account does not have cannot be taken off, and Keap's reply would not tell it from a contact that is gone. */
    private Fit delete(Mapped.Wanted wanted) {
        ContactChange change = wanted.change();
        Set<TagQuestion> questions = new LinkedHashSet<>(byId(change.tags()));
        for (TagName tag : wanted.wishes().tags()) {
            questions.add(new TagQuestion.ByName(new TagName(tag.name(), false)));
        }
        Map<TagQuestion, TagAnswer> answers = new LinkedHashMap<>();
        Set<Question> open = new LinkedHashSet<>();
        for (TagQuestion question : questions) {
            // A name that Keap does not even look for is no tag's.
            unlessRefused(question)
                    .ifPresentOrElse(
                            answer -> answers.put(question, answer), () -> open.add(new Question.OfTag(question)));
        }
        if (!open.isEmpty()) {
            throw new Unanswered(open);
        }
        return new Fit.Ready(change.wearing(found(answers)), Unwritten.NOTHING);
    }

    private Optional<TagAnswer> unlessRefused(TagQuestion question) {
        try {
            return enquiry.tag(question);
        } catch (KeapFailure.Refused e) {
            return Optional.of(new TagAnswer.Missing());
        }
    }

    private Fit upsert(Draft draft) {
        Mapped.Wanted wanted = draft.wanted();
        ContactChange change = wanted.change();
        existing(byId(change.tags()));
        ContactChange typed =
                change.withContactType(change.contactType() == null ? account.contactType() : spelling(draft));
        CustomFieldValues.Found found = customFields(wanted.wishes());
        Unwritten unwritten = wanted.unwritten().without(found.used()::contains);
        // Last, because tags may be made, and none should be for a record that is rejected.
        Set<Long> named = existing(byName(wanted.wishes().tags()));
        return new Fit.Ready(typed.withFields(found.values()).withTags(named), unwritten);
    }

    private static Set<TagQuestion> byId(Set<Long> tags) {
        Set<TagQuestion> questions = new LinkedHashSet<>();
        tags.forEach(tag -> questions.add(new TagQuestion.ById(tag)));
        return questions;
    }

    private static Set<TagQuestion> byName(Set<TagName> tags) {
        Set<TagQuestion> questions = new LinkedHashSet<>();
        tags.forEach(tag -> questions.add(new TagQuestion.ByName(tag)));
        return questions;
    }

    /**
     * The ids of tags that all have to be there.
     *
     * @throws InvalidValue if one is not
     * @throws Unanswered with those that have to be asked for
     */
    private Set<Long> existing(Set<TagQuestion> questions) {
        Map<TagQuestion, TagAnswer> answers = new LinkedHashMap<>();
        Set<Question> open = new LinkedHashSet<>();
        for (TagQuestion question : questions) {
            answer(question)
                    .ifPresentOrElse(
                            answer -> answers.put(question, answer), () -> open.add(new Question.OfTag(question)));
        }
        answers.forEach((question, answer) -> {
            if (answer instanceof TagAnswer.Missing) {
                throw missing(question);
            }
        });
        if (!open.isEmpty()) {
            throw new Unanswered(open);
        }
        return found(answers);
    }

    private Optional<TagAnswer> answer(TagQuestion question) {
        try {
            return enquiry.tag(question);
        } catch (KeapFailure.Refused e) {
            throw rejected(Reason.REFUSED_BY_KEAP, "tags", e.detail());
        }
    }

    private static Set<Long> found(Map<TagQuestion, TagAnswer> answers) {
        Set<Long> ids = new LinkedHashSet<>();
        answers.values().forEach(answer -> {
            switch (answer) {
                case TagAnswer.Found(long id) -> ids.add(id);
                case TagAnswer.Missing missing -> {}
                case TagAnswer.NotYet(Duration left) -> throw tooEarly("A tag", left);
            }
        });
        return ids;
    }

    private static InvalidValue missing(TagQuestion question) {
        return rejected(
                Reason.UNKNOWN_TAG,
                "tags",
                switch (question) {
                    case TagQuestion.ById(long id) -> "The Keap account has no tag %d.".formatted(id);
                    case TagQuestion.ByName byName ->
                        "The Keap account has no tag of a name that the record gives; create it, or let the mapping do"
                                + " so (create_missing).";
                });
    }

    /** Was it asked for a moment ago, for another record, then this one waits until it is asked for again. */
    private static KeapFailure tooEarly(String what, Duration left) {
        return new KeapFailure.Unavailable(
                what + " was not in the Keap account a moment ago; it is looked for again", Progress.NOT_STARTED, left);
    }

    private String spelling(Draft draft) {
        String name = String.valueOf(draft.wanted().change().contactType());
        return account.lists().contactTypes().known(name).orElseThrow(() -> {
            switch (enquiry.miss(AccountLists.CONTACT_TYPES)) {
                case Enquiry.Miss.ToBeAsked ask -> throw ask(AccountLists.CONTACT_TYPES);
                case Enquiry.Miss.TooEarly(Duration left) -> throw tooEarly("A contact type", left);
                case Enquiry.Miss.Unknown(KeapFailure failure) -> throw failure;
                case Enquiry.Miss.Certain certain -> {}
            }
            if (account.lists().contactTypes().list().known().isEmpty()
                    && !draft.place().isOld()) {
                return new KeapFailure.Unclear("Keap listed no contact types at all");
            }
            return rejected(Reason.UNKNOWN_CONTACT_TYPE, "contact_type", "The Keap account has no such contact type.");
        });
    }

    private static Unanswered ask(AccountLists list) {
        return new Unanswered(Set.of(new Question.OfList(list)));
    }

    private CustomFieldValues.Found customFields(Wishes wishes) {
        if (wishes.customFields().isEmpty()) {
            return CustomFieldValues.Found.NONE;
        }
        if (!enquiry.isRead(AccountLists.CUSTOM_FIELDS)) {
            requireCertain("A custom field");
        }
        try {
            CustomFieldValues.Found found = account.lists().customFields().of(wishes);
            if (found.isMissed() && !enquiry.isFresh(AccountLists.CUSTOM_FIELDS)) {
                requireCertain("A custom field");
            }
            return found;
        } catch (InvalidValue e) {
            if (e.rejection().reason() == Reason.UNKNOWN_OPTION) {
                requireCertain("An option of a custom field");
            }
            throw e;
        } catch (KeapFailure.Misconfigured e) {
            requireCertain("A custom field that the mapping names");
            throw account.customFieldRemoved();
        }
    }

    private void requireCertain(String what) {
        switch (enquiry.miss(AccountLists.CUSTOM_FIELDS)) {
            case Enquiry.Miss.ToBeAsked ask -> throw ask(AccountLists.CUSTOM_FIELDS);
            case Enquiry.Miss.TooEarly(Duration left) -> throw tooEarly(what, left);
            case Enquiry.Miss.Unknown(KeapFailure failure) -> throw failure;
            case Enquiry.Miss.Certain certain -> {}
        }
    }

    private static InvalidValue rejected(Reason reason, String field, String detail) {
        return new InvalidValue(new Rejected(reason, field, detail));
    }
}
