package dev.keapsink.incident;

import java.util.Set;

/**
 * A record that a producer sent: what its message says, and how to recognise in Keap that it was written.
 *
 * @param number in the order of sending; the contact's first name carries it, so that states can be told apart
 * @param contact the e-mail address or the phone number; empty if nobody could tell
 * @param tags its own
 * @param group the message group on a FIFO queue, else empty
 * @param kind what is to become of it
 */
record SentRecord(int number, String contact, Set<Long> tags, String body, String group, Kind kind) {

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
        return new SentRecord(number, contact, tags, body, group, Kind.TROUBLED);
    }

    /** What the contact's first name is when this is its newest state. */
    String state() {
        return state(number);
    }

    static String state(int number) {
        return "State " + number;
    }
}
