package dev.keapsink.incident;

import dev.keapsink.object.Specimen;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A record that a producer sent: what its message says, and how to recognise in Keap that it was written.
 *
 * @param number in the order of sending; a text of the object carries it, so that states can be told apart
 * @param subject the object: a contact's e-mail address or phone number, or a stream and a key; empty if nobody could tell
 * @param tags its own
 * @param group the message group on a FIFO queue, else empty
 * @param kind what is to become of it
 */
record SentRecord(int number, String subject, Set<Long> tags, String body, String group, Kind kind) {

    enum Kind {
        /** It is written, and nothing about it makes trouble. */
        SOUND,
        /** Something about it makes trouble. */
        TROUBLED,
        /** It is carried out, and leaves nothing in Keap. */
        REMOVAL
    }

    boolean isSound() {
        return kind == Kind.SOUND;
    }

    /** The same one, about which something makes trouble. */
    SentRecord troubled() {
        return new SentRecord(number, subject, tags, body, group, Kind.TROUBLED);
    }

    /** Whether the object is a contact, which has tags. */
    boolean isOfContact() {
        return !subject.contains("/");
    }

    /** The subject of the records of a key. */
    static String subject(Specimen specimen, String key) {
        return specimen.type().stream() + "/" + key;
    }

    /** The same one with another body, about which something makes trouble. */
    SentRecord with(UnaryOperator<String> change) {
        return new SentRecord(number, subject, tags, change.apply(body), group, Kind.TROUBLED);
    }

    /** What the object's own text is when this is its newest state, a contact's first name. */
    String state() {
        return state(number);
    }

    static String state(int number) {
        return "State " + number;
    }
}
