package dev.keapsink.tools.publish;

import java.time.Duration;

/**
 * Keap's quota, and the calls that contacts cost.
 *
 * @param tags how many tags each contact gets
 * @param callsAMinute the calls that Keap allows a minute
 * @param callsADay the calls that Keap allows a day
 */
record KeapQuota(int tags, int callsAMinute, int callsADay) {
    /** The most contacts of one tag call. */
    private static final int CONTACTS_A_TAG_CALL = 100;

    private static final long MINUTES_A_DAY = 24 * 60;

    /** Returns the calls that contacts cost: one for each contact, and for each tag one for every hundred contacts. */
    long calls(long contacts) {
        return contacts + tags * ((contacts + CONTACTS_A_TAG_CALL - 1) / CONTACTS_A_TAG_CALL);
    }

    /**
     * Returns how long contacts take. The calls of a day go as fast as the quota of the minute allows; the next call
     * then waits for the next day.
     */
    Duration time(long contacts) {
        long calls = calls(contacts);
        long fullDays = Math.max(0, calls - 1) / callsOfADay();
        return Duration.ofDays(fullDays).plusSeconds((calls - fullDays * callsOfADay()) * 60 / callsAMinute);
    }

    /** Returns the calls a second that the quota lasts for, day and night. */
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
