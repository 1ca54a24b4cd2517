package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.ResolvedChange;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.tag.Tags;
import java.util.Optional;

/** Fits what records want to what is known of the account: its tags, and what their kind of object asks for. Makes no call. */
final class RecordResolver {

    private final Tags account;
    private final KeapObjects objects;
    private final Enquiry enquiry;
    private final UnknownTags unknownTags;
    private final Backstop bugs = new Backstop();

    RecordResolver(Tags account, KeapObjects objects, Enquiry enquiry) {
        this.unknownTags = new UnknownTags(account);
        this.account = account;
        this.objects = objects;
        this.enquiry = enquiry;
    }

    /**
     * A change of which the account has all that it names; or what keeps it
     * from being written. For a delete nothing has to exist: what does not exist is not worn.
     */
    Resolution resolve(MappedRecord mapped) {
        try {
            return mapped.wanted().change().isDelete() ? delete(mapped.wanted()) : upsert(mapped);
        } catch (Throwable e) {
            return new Resolution.Failed(bugs.stopped(e).failure());
        }
    }

    /** What the account does not have cannot be taken off, and Keap's reply would not tell it from an object that is gone. */
    private Resolution delete(MappingResult.Wanted wanted) {
        RecordFindings findings = new RecordFindings();
        TagResolver tags = tags(wanted, findings);
        return findings.verdict()
                .orElseGet(() -> new Resolution.Ready(wanted.change().wearing(tags.found()), Unwritten.NOTHING));
    }

    private TagResolver tags(MappingResult.Wanted wanted, RecordFindings findings) {
        return new TagResolver(account, enquiry, findings, wanted.change().isDelete())
                .resolve(wanted.change().tags(), wanted.unresolved().tags());
    }

    private Resolution upsert(MappedRecord mapped) {
        MappingResult.Wanted wanted = mapped.wanted();
        RecordFindings findings = new RecordFindings();
        TagResolver tags = tags(wanted, findings);
        if (!tags.missing().isEmpty()) {
            findings.faults().add(unknownTags.rejection(tags.missing()));
        }
        Optional<ResolvedChange> found = objects.of(wanted.change().key().type())
                .resolve(wanted, mapped.position().isOld(), enquiry, findings);
        return findings.verdict().orElseGet(() -> {
            // Last, because tags may be made, and none should be for a record that is rejected.
            if (!tags.toBeMade().isEmpty()) {
                return new Resolution.Open(tags.toBeMade());
            }
            ResolvedChange resolved = found.orElseThrow();
            return new Resolution.Ready(
                    resolved.change().withTags(tags.found()),
                    wanted.unwritten()
                            .without(resolved.used()::contains)
                            .and(resolved.leftOut())
                            .and(tags.leftOut()));
        });
    }
}
