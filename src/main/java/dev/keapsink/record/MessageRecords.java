package dev.keapsink.record;

import dev.keapsink.record.Checked.Invalid;
import dev.keapsink.record.Checked.Valid;
import dev.keapsink.record.RecordTexts.RecordText;
import dev.keapsink.record.Unwrapped.Notified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads all records of a message. Most messages hold one record and are decoded once. Any other message may hold
 * several: a JSON array of them, or one object a line.
 */
public final class MessageRecords {

    /** So many records can be written and tagged together within one invocation. */
    static final int MOST_RECORDS = 100;

    private static final int WHOLE_MESSAGE = 0;

    private final MessageDecoder decoder;

    /**
     * @param streams a record of any other stream is rejected
     */
    public MessageRecords(Streams streams) {
        this.decoder = new MessageDecoder(streams);
    }

    /** The records of a message in their order; at least one, which may be a rejection. */
    public List<MessageRecord> of(Message message) {
        try {
            List<MessageRecord> records = records(message, () -> Optional.of(new Notified(message, List.of())));
            if (records.size() > MOST_RECORDS) {
                throw tooMany();
            }
            return records;
        } catch (InvalidValue e) {
            return List.of(new MessageRecord(WHOLE_MESSAGE, message, new Invalid<>(e.rejection())));
        }
    }

    static InvalidValue tooMany() {
        return new InvalidValue(new Outcome.Rejected(
                Reason.TOO_MANY_RECORDS,
                null,
                "The message holds more than %d records; send them in several messages.".formatted(MOST_RECORDS)));
    }

    /**
     * The message as one record, or else the records of its list.
     *
     * @param list finds the list, if the message is not one record
     */
    private List<MessageRecord> records(Message message, Supplier<Optional<Notified>> list) {
        Checked<SinkRecord> one = decoder.decode(message);
        boolean isOne = !isUnreadable(one) || MessageDecoder.isTooLarge(message.body());
        return (isOne ? Optional.<ListOfRecords>empty() : several(list.get()))
                .map(several -> recordsOf(message, several))
                .orElseGet(() -> List.of(new MessageRecord(WHOLE_MESSAGE, message, one)));
    }

    private static boolean isUnreadable(Checked<SinkRecord> content) {
        return content instanceof Invalid<SinkRecord>(Outcome.Rejected rejection)
                && rejection.reason() == Reason.UNREADABLE;
    }

    /**
     * A list of records, and the text of each.
     *
     * @param around the message that holds the list, without any wrapping
     */
    private record ListOfRecords(Notified around, List<RecordText> texts) {}

    private List<MessageRecord> recordsOf(Message message, ListOfRecords list) {
        if (list.texts().isEmpty()) {
            return List.of(new MessageRecord(WHOLE_MESSAGE, message, new Valid<>(new SinkRecord.NoRecord())));
        }
        List<MessageRecord> records = new ArrayList<>();
        int more = 0;
        for (RecordText text : list.texts()) {
            Message alone = list.around().holding(text.text());
            // A list within a list is not a record. A notification within a list may hold one, and its records are all
            // counted.
            List<MessageRecord> within = records(alone, () -> Unwrapped.notified(alone));
            for (int i = 0; i < within.size(); i++) {
                MessageRecord record = within.get(i);
                records.add(new MessageRecord(text.number() + more + i, record.message(), record.content()));
            }
            more += within.size() - 1;
        }
        // A list of one record is sent on as it came.
        return records.size() == 1
                ? List.of(new MessageRecord(
                        records.getFirst().number(), message, records.getFirst().content()))
                : records;
    }

    /** The list under a message's wrappings; empty if the end of a record cannot be told. */
    private static Optional<ListOfRecords> several(Optional<Notified> list) {
        Optional<Notified> layer = list;
        for (int wrappings = 0; layer.isPresent() && wrappings <= Unwrapped.MOST_WRAPPINGS; wrappings++) {
            Notified inside = layer.get();
            Optional<List<RecordText>> texts = RecordTexts.of(inside.message().body());
            if (texts.isPresent()) {
                return texts.map(all -> new ListOfRecords(inside, all));
            }
            layer = Unwrapped.notified(inside.message()).map(next -> next.within(inside));
        }
        return Optional.empty();
    }
}
