package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.Row;
import dev.keapsink.simulator.memory.Messages;
import java.util.Map;

/** Decodes messages whose quotation marks are single. */
final class Decoding {

    private Decoding() {}

    static String json(String single) {
        return single.replace('\'', '"');
    }

    static Row contact(String body) {
        return contact(Map.of(), body);
    }

    static Row contact(Map<String, String> attributes, String body) {
        return contact(Messages.with(attributes, json(body)));
    }

    static Row contact(Message message) {
        return (Row) record(message);
    }

    static SinkRecord record(String body) {
        return record(Messages.with(Map.of(), json(body)));
    }

    private static SinkRecord record(Message message) {
        Checked<SinkRecord> decoded = new MessageDecoder(Streams.DEFAULT).decode(message);
        assertThat(decoded).isInstanceOf(Checked.Valid.class);
        return ((Checked.Valid<SinkRecord>) decoded).value();
    }

    static Outcome.Rejected rejection(String body) {
        return rejection(Map.of(), json(body));
    }

    /** Why a message is refused; its quotation marks are what they are. */
    static Outcome.Rejected rejection(Map<String, String> attributes, String body) {
        return rejection(new MessageDecoder(Streams.DEFAULT).decode(Messages.with(attributes, body)));
    }

    /** What is wrong with a message, or with the header of its record. */
    static Outcome.Rejected rejection(Checked<SinkRecord> decoded) {
        return switch (decoded) {
            case Checked.Invalid<SinkRecord>(Outcome.Rejected rejection) -> rejection;
            case Checked.Valid<SinkRecord>(Row contact) -> {
                assertThat(contact.context().faults()).hasSize(1);
                yield contact.context().faults().getFirst();
            }
            case Checked.Valid<SinkRecord>(SinkRecord.NoRecord none) -> throw new AssertionError("no record");
        };
    }

    /** As a topic sends a text on. */
    static String notification(String message) {
        return notification(message, "");
    }

    static String notification(String message, String moreFields) {
        return "{'Type':'Notification','MessageId':'1','TopicArn':'arn:aws:sns:eu-central-1:1:leads',%s'Message':'%s'}"
                .formatted(moreFields, message.replace("\\", "\\\\").replace("'", "\\'"));
    }

    /** As an event bus sends an object on. */
    static String event(String detail) {
        return "{'version':'0','id':'1','source':'shop','detail-type':'signup','time':'2026-01-31T08:00:00Z','detail':"
                + detail + "}";
    }
}
