package dev.keapsink.batch;

import dev.keapsink.contact.ContactKey;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMapper.Mapped;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageDecoder;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch asks for, as far as it can be told without asking Keap.
 *
 * @param drafts the messages that can be written, if the account has what they name
 * @param settled what has become of the others, by position
 */
record Intake(List<Draft> drafts, Map<Integer, Result> settled) {

    /** Reads and maps every message. */
    static Intake of(List<Message> messages, MessageDecoder decoder, ContactMapper mapper) {
        List<Draft> drafts = new ArrayList<>();
        Map<Integer, Result> settled = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            try {
                switch (decoder.decode(message).then(record -> map(record, mapper))) {
                    case Checked.Valid<Drafted>(Drafted.Change(Mapped.Wanted wanted)) ->
                        drafts.add(new Draft(i, message, wanted));
                    case Checked.Valid<Drafted>(Drafted.Nothing(Effect effect)) ->
                        settled.put(i, new Result.Ended(new Written(effect)));
                    case Checked.Invalid<Drafted>(Rejected rejection) -> settled.put(i, new Result.Ended(rejection));
                }
            } catch (Throwable e) {
                settled.put(i, BatchLog.bug(e));
            }
        }
        return new Intake(drafts, settled);
    }

    /** What a record comes to: a change, or nothing to be done. */
    private sealed interface Drafted {
        record Change(Mapped.Wanted wanted) implements Drafted {}

        record Nothing(Effect effect) implements Drafted {}
    }

    private static Checked<Drafted> map(SinkRecord record, ContactMapper mapper) {
        return switch (record) {
            case SinkRecord.Contact contact ->
                mapper.map(contact)
                        .then(mapped -> new Checked.Valid<>(
                                switch (mapped) {
                                    case Mapped.Wanted wanted -> new Drafted.Change(wanted);
                                    case Mapped.Suppressed suppressed -> new Drafted.Nothing(Effect.SUPPRESSED);
                                }));
            case SinkRecord.NoRecord none -> new Checked.Valid<>(new Drafted.Nothing(Effect.NO_RECORD));
        };
    }

    /** What can be written, now that the account was asked. */
    Fitted fitted(Fitting fitting, Deadline deadline) {
        List<Part> parts = new ArrayList<>();
        Set<ContactKey> stuck = new HashSet<>();
        Map<Integer, Result> settledNow = new HashMap<>(settled);
        int ignored = 0;
        for (Draft draft : drafts) {
            try {
                switch (fitting.fit(draft.wanted(), deadline)) {
                    case Checked.Valid<Fitting.Fitted>(Fitting.Fitted fitted) -> {
                        parts.add(draft.fitted(fitted.change()));
                        ignored += fitted.ignored();
                    }
                    case Checked.Invalid<Fitting.Fitted>(Rejected rejection) ->
                        settledNow.put(draft.position(), new Result.Ended(rejection));
                }
            } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
                // Keap stumbled over what this record names; only its own contact has to wait for it.
                settledNow.put(draft.position(), new Result.Failed(e));
                stuck.add(draft.key());
            }
        }
        parts.stream()
                .filter(part -> stuck.contains(part.change().key()))
                .forEach(part -> settledNow.put(part.position(), new Result.HeldUp()));
        parts.removeIf(part -> stuck.contains(part.change().key()));
        return new Fitted(parts, settledNow, ignored);
    }

    /**
     * The intake once the account was asked.
     *
     * @param ignoredFields how many fields of all records have no place in Keap
     */
    record Fitted(List<Part> parts, Map<Integer, Result> settled, int ignoredFields) {}
}
