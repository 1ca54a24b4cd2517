package dev.keapsink.batch;

import dev.keapsink.batch.Question.AccountLists;
import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactMapper.Mapped;
import dev.keapsink.contact.CustomFieldValues;
import dev.keapsink.contact.Unwritten;
import dev.keapsink.contact.Wishes;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.Shown;
import dev.keapsink.resilience.CallFailure.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Fits what records want to what is known of the account: tags, the contact type, custom fields. Makes no call. */
final class Fitting {

    private final Account account;
    private final Enquiry enquiry;
    private final UnknownTags unknownTags;
    private final Bugs bugs = new Bugs();

    Fitting(Account account, Enquiry enquiry) {
        this.unknownTags = new UnknownTags(account.lists().tags());
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
        } catch (Throwable e) {
            return new Fit.Failed(bugs.stopped(e).failure());
        }
    }

    /** What the account does not have cannot be taken off, and Keap's reply would not tell it from a contact that is gone. */
    private Fit delete(Mapped.Wanted wanted) {
        Findings findings = new Findings();
        TagFitting tags = tags(wanted, findings);
        return findings.verdict()
                .orElseGet(() -> new Fit.Ready(wanted.change().wearing(tags.found()), Unwritten.NOTHING));
    }

    private TagFitting tags(Mapped.Wanted wanted, Findings findings) {
        return new TagFitting(
                        account.lists().tags(),
                        enquiry,
                        findings,
                        wanted.change().isDelete())
                .fit(wanted.change().tags(), wanted.wishes().tags());
    }

    private Fit upsert(Draft draft) {
        Mapped.Wanted wanted = draft.wanted();
        ContactChange change = wanted.change();
        Findings findings = new Findings();
        TagFitting tags = tags(wanted, findings);
        if (!tags.missing().isEmpty()) {
            findings.faults().add(unknownTags.rejection(tags.missing()));
        }
        Optional<ContactChange> typed = findings.of(
                () -> change.withContactType(change.contactType() == null ? account.contactType() : spelling(draft)));
        Optional<CustomFieldValues.Found> found = findings.of(() -> customFields(wanted.wishes(), findings.faults()));
        return findings.verdict().orElseGet(() -> {
            // Last, because tags may be made, and none should be for a record that is rejected.
            if (!tags.toBeMade().isEmpty()) {
                return new Fit.Open(tags.toBeMade());
            }
            CustomFieldValues.Found fields = found.orElseThrow();
            return new Fit.Ready(
                    typed.orElseThrow().withFields(fields.values()).withTags(tags.found()),
                    wanted.unwritten()
                            .without(fields.used()::contains)
                            .and(fields.leftOut())
                            .and(tags.leftOut()));
        });
    }

    /** Was it asked for a moment ago, for another record, then this one waits until it is asked for again. */
    static KeapFailure tooEarly(String what, Duration left) {
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
            return new InvalidValue(new Rejected(
                    Reason.UNKNOWN_CONTACT_TYPE,
                    "contact_type",
                    "The Keap account has no contact type %s%s."
                            .formatted(
                                    Shown.text(name),
                                    UnknownTags.suggestion(
                                            name, account.lists().contactTypes().known()))));
        });
    }

    private static Unanswered ask(AccountLists list) {
        return new Unanswered(Set.of(new Question.OfList(list)));
    }

    private CustomFieldValues.Found customFields(Wishes wishes, Faults faults) {
        if (wishes.customFields().isEmpty()) {
            return CustomFieldValues.Found.NONE;
        }
        if (!enquiry.isRead(AccountLists.CUSTOM_FIELDS)) {
            requireCertain("A custom field");
        }
        Faults ofValues = new Faults();
        CustomFieldValues.Found found = values(wishes, ofValues);
        if (ofValues.has(Reason.UNKNOWN_OPTION)) {
            requireCertain("An option of a custom field");
        } else if (found.isMissed() && ofValues.isEmpty() && !enquiry.isFresh(AccountLists.CUSTOM_FIELDS)) {
            requireCertain("A custom field");
        }
        faults.addAll(ofValues);
        return found;
    }

    private CustomFieldValues.Found values(Wishes wishes, Faults faults) {
        try {
            return account.lists().customFields().of(wishes, faults);
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
}
