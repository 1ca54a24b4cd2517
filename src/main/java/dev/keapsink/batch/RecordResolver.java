package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.ResolvedChange;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tag.Tags;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves the names in a record against what is known of the account: tags, and the lists that the kind of object
 * needs. Makes no call.
 */
final class RecordResolver {

    private final Tags allTags;
    private final KeapObjects objects;
    private final Map<ObjectType, KeapFailure> unverified;
    private final AccountQuestions questions;
    private final UnknownTags unknownTags;
    private final Backstop backstop = new Backstop();

    /**
     * @param unverified the types whose records have to wait, each with the reason
     */
    RecordResolver(
            Tags allTags, KeapObjects objects, Map<ObjectType, KeapFailure> unverified, AccountQuestions questions) {
        this.unknownTags = new UnknownTags(allTags);
        this.allTags = allTags;
        this.objects = objects;
        this.unverified = unverified;
        this.questions = questions;
    }

    /** The record's change with resolved names, or the reason why there is none yet. A delete needs no tag to exist. */
    Resolution resolve(MappedRecord mapped) {
        KeapFailure failure = unverified.get(mapped.wanted().change().key().type());
        if (failure != null) {
            return new Resolution.Failed(failure);
        }
        try {
            return mapped.wanted().change().isDelete() ? delete(mapped.wanted()) : upsert(mapped);
        } catch (Throwable e) {
            return new Resolution.Failed(backstop.stopped(e).failure());
        }
    }

    /**
     * Resolves the tags that a delete takes off. A missing tag is left out: Keap's reply would not tell it from an
     * object that is gone.
     */
    private Resolution delete(MappingResult.Wanted wanted) {
        RecordFindings findings = new RecordFindings();
        TagResolver tags = tags(wanted, findings);
        return findings.resolution()
                .orElseGet(() -> new Resolution.Ready(wanted.change().withExactTags(tags.found()), Unwritten.NOTHING));
    }

    private TagResolver tags(MappingResult.Wanted wanted, RecordFindings findings) {
        return new TagResolver(allTags, questions, findings, wanted.change().isDelete())
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
                .resolve(wanted, mapped.position().isOftenDelivered(), questions, findings);
        return findings.resolution().orElseGet(() -> {
            // Last, because tags may be created, and none should be for a record that is rejected.
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
