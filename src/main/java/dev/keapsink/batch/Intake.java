package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
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
import java.util.Optional;
import java.util.Set;

/**
 * What a batch asks for, as far as it can be told without writing anything.
 *
 * @param parts the messages that can be written
 * @param settled what has become of the others, by position
 * @param ignoredFields how many fields of all records have no place in Keap
 */
record Intake(List<Part> parts, Map<Integer, Result> settled, int ignoredFields) {

    /** Reads and maps every message. */
    static Intake of(List<Message> messages, MessageDecoder decoder, ContactMapper mapper) {
        List<Part> parts = new ArrayList<>();
        Map<Integer, Result> settled = new HashMap<>();
        int ignored = 0;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            try {
                switch (decoder.decode(message).then(record -> map(record, mapper))) {
                    case Checked.Valid<Optional<Mapped>>(Optional<Mapped> mapped)
                    when mapped.isPresent() -> {
                        parts.add(new Part(i, message, mapped.get().change()));
                        ignored += mapped.get().ignored();
                    }
                    case Checked.Valid<Optional<Mapped>> nothing ->
                        settled.put(i, new Result.Ended(new Written(Effect.NO_RECORD)));
                    case Checked.Invalid<Optional<Mapped>>(Rejected rejection) ->
                        settled.put(i, new Result.Ended(rejection));
                }
            } catch (Throwable e) {
                settled.put(i, BatchLog.bug(e));
            }
        }
        return new Intake(parts, settled, ignored);
    }

    /** The record as a change; nothing if there is none to make. */
    private static Checked<Optional<Mapped>> map(SinkRecord record, ContactMapper mapper) {
        return switch (record) {
            case SinkRecord.Contact contact ->
                mapper.map(contact).then(mapped -> new Checked.Valid<>(Optional.of(mapped)));
            case SinkRecord.NoRecord none -> new Checked.Valid<>(Optional.empty());
        };
    }

    /** The same without the messages that name a tag or contact type which the account does not have. */
    Intake checkedAgainst(Account account, Deadline deadline) {
        List<Part> known = new ArrayList<>();
        Set<ContactKey> stuck = new HashSet<>();
        Map<Integer, Result> settledNow = new HashMap<>(settled);
        for (Part part : parts) {
            try {
                switch (account.check(part.change(), deadline)) {
                    case Checked.Valid<ContactChange>(ContactChange change) ->
                        known.add(new Part(part.position(), part.message(), change));
                    case Checked.Invalid<ContactChange>(Rejected rejection) ->
                        settledNow.put(part.position(), new Result.Ended(rejection));
                }
            } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
                // Keap stumbled over what this record names; only its own contact has to wait for it.
                settledNow.put(part.position(), new Result.Failed(e));
                stuck.add(part.change().key());
            }
        }
        known.stream()
                .filter(part -> stuck.contains(part.change().key()))
                .forEach(part -> settledNow.put(part.position(), new Result.HeldUp()));
        known.removeIf(part -> stuck.contains(part.change().key()));
        return new Intake(known, settledNow, ignoredFields);
    }
}
