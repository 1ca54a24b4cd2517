package dev.keapsink.record;

import dev.keapsink.record.Checked.Invalid;
import dev.keapsink.record.Checked.Valid;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads all records of a message. Most messages hold one, and reading it costs no more than that; what is not one record
 * may be several: a JSON array of them, or one object a line.
 */
public final class MessageRecords {

    /** So many are written and tagged together, and a message of them is done within one invocation. */
    static final int MOST_RECORDS = 100;

    private final MessageDecoder decoder = new MessageDecoder();

    /** The message's records in their order, at least one. */
    public List<MessageRecord> of(Message message) {
        try {
            List<MessageRecord> records = records(message, () -> Optional.of(message));
            if (records.size() > MOST_RECORDS) {
                throw tooMany();
            }
            return records;
        } catch (InvalidValue e) {
            return List.of(new MessageRecord(message, new Invalid<>(e.rejection())));
        }
    }

    static InvalidValue tooMany() {
        return new InvalidValue(new Outcome.Rejected(
                Reason.TOO_MANY_RECORDS,
                null,
                "The message holds more than %d records; send them in several messages.".formatted(MOST_RECORDS)));
    }

    /**
     * @param list where to look for several records if the message is not one
     */
    private List<MessageRecord> records(Message message, Supplier<Optional<Message>> list) {
        Checked<SinkRecord> one = decoder.decode(message);
        boolean isOne = !isUnreadable(one) || MessageDecoder.isTooLarge(message.body());
        return (isOne ? Optional.<List<Message>>empty() : pieces(list.get()))
                .map(pieces -> recordsOf(message, pieces))
                .orElseGet(() -> List.of(new MessageRecord(message, one)));
    }

    private static boolean isUnreadable(Checked<SinkRecord> content) {
        return content instanceof Invalid<SinkRecord>(Outcome.Rejected rejection)
                && rejection.reason() == Reason.UNREADABLE;
    }

    private List<MessageRecord> recordsOf(Message message, List<Message> pieces) {
        if (pieces.isEmpty()) {
            return List.of(new MessageRecord(message, new Valid<>(new SinkRecord.NoRecord())));
        }
        // A list in a list is no record, but a notification in a list may hold one.
        List<MessageRecord> records = pieces.stream()
                .flatMap(piece -> records(piece, () -> Unwrapped.notified(piece)).stream())
                .toList();
        // A list of one record is sent on as it came.
        return records.size() == 1
                ? List.of(new MessageRecord(message, records.getFirst().content()))
                : records;
    }

    /** What a list holds, each as a message of its own; nothing if it cannot be told where one ends. */
    private static Optional<List<Message>> pieces(Optional<Message> list) {
        Optional<Message> layer = list;
        for (int wrappings = 0; layer.isPresent() && wrappings <= Unwrapped.MOST_WRAPPINGS; wrappings++) {
            Message inside = layer.get();
            Optional<List<String>> texts = Pieces.of(inside.body());
            if (texts.isPresent()) {
                return texts.map(all -> all.stream()
                        .map(text -> inside.holding(text, inside.attributes()))
                        .toList());
            }
            layer = Unwrapped.notified(inside);
        }
        return Optional.empty();
    }
}
