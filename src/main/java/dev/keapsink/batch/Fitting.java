package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.object.Fitted;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Mapped;
import dev.keapsink.outcome.Bugs;
import dev.keapsink.tag.Tags;
import java.util.Optional;

/** Fits what records want to what is known of the account: its tags, and what their kind of object asks for. Makes no call. */
final class Fitting {

    private final Tags account;
    private final KeapObjects objects;
    private final Enquiry enquiry;
    private final UnknownTags unknownTags;
    private final Bugs bugs = new Bugs();

    Fitting(Tags account, KeapObjects objects, Enquiry enquiry) {
        this.unknownTags = new UnknownTags(account);
        this.account = account;
        this.objects = objects;
        this.enquiry = enquiry;
    }

    /**
     * A change of which the account has all that it names; or what keeps it
     * from being written. For a delete nothing has to exist: what does not exist is not worn.
     */
    Fit fit(Draft draft) {
        try {
            return draft.wanted().change().isDelete() ? delete(draft.wanted()) : upsert(draft);
        } catch (Throwable e) {
            return new Fit.Failed(bugs.stopped(e).failure());
        }
    }

    /** What the account does not have cannot be taken off, and Keap's reply would not tell it from an object that is gone. */
    private Fit delete(Mapped.Wanted wanted) {
        RecordFindings findings = new RecordFindings();
        TagFitting tags = tags(wanted, findings);
        return findings.verdict()
                .orElseGet(() -> new Fit.Ready(wanted.change().wearing(tags.found()), Unwritten.NOTHING));
    }

    private TagFitting tags(Mapped.Wanted wanted, RecordFindings findings) {
        return new TagFitting(account, enquiry, findings, wanted.change().isDelete())
                .fit(wanted.change().tags(), wanted.wishes().tags());
    }

    private Fit upsert(Draft draft) {
        Mapped.Wanted wanted = draft.wanted();
        RecordFindings findings = new RecordFindings();
        TagFitting tags = tags(wanted, findings);
        if (!tags.missing().isEmpty()) {
            findings.faults().add(unknownTags.rejection(tags.missing()));
        }
        Optional<Fitted> fitted = objects.of(wanted.change().key().type())
                .fit(wanted, draft.place().isOld(), enquiry, findings);
        return findings.verdict().orElseGet(() -> {
            // Last, because tags may be made, and none should be for a record that is rejected.
            if (!tags.toBeMade().isEmpty()) {
                return new Fit.Open(tags.toBeMade());
            }
            Fitted fits = fitted.orElseThrow();
            return new Fit.Ready(
                    fits.change().withTags(tags.found()),
                    wanted.unwritten()
                            .without(fits.used()::contains)
                            .and(fits.leftOut())
                            .and(tags.leftOut()));
        });
    }
}
