package dev.keapsink.tools.publish;

import java.time.Duration;

/**
 * How many calls Keap allows, and how many contacts need.
 *
 * @param tags how many tags each contact gets
 */
record KeapQuota(int tags, int callsAMinute, int callsADay) {
    /** Keap's tag calls take this many contacts. */
    private static final int CONTACTS_A_TAG_CALL = 100;

    private static final long MINUTES_A_DAY = 24 * 60;

    /** One call a contact, and for each tag one for every hundred. */
    long calls(long contacts) {
        return contacts + tags * ((contacts + CONTACTS_A_TAG_CALL - 1) / CONTACTS_A_TAG_CALL);
    }

    /** How long contacts take. A day's calls may be made as fast as the minute allows; then the next day has to come. */
    Duration time(long contacts) {
        long calls = calls(contacts);
        long fullDays = Math.max(0, calls - 1) / callsOfADay();
        return Duration.ofDays(fullDays).plusSeconds((calls - fullDays * callsOfADay()) * 60 / callsAMinute);
    }

    /** How many calls can be made day and night. */
    double callsASecond() {
        return callsOfADay() / (MINUTES_A_DAY * 60.0);
    }

    private long callsOfADay() {
        return Math.min(callsADay, callsAMinute * MINUTES_A_DAY);
    }

    @Override
    public String toString() {
        return "%,d calls a minute, %,d a day".formatted(callsAMinute, callsADay);
    }
}
