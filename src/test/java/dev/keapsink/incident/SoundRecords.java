package dev.keapsink.incident;

import java.util.Map;

/**
 * At which delivery the records were done about which nothing makes trouble.
 *
 * @param later how many needed more than two
 */
record SoundRecords(long atFirst, long atSecond, long later) {

    /**
     * @param done at which delivery each record was done
     */
    static SoundRecords of(Map<SentRecord, Integer> done) {
        long first = count(done, 1, 1);
        long second = count(done, 2, 2);
        return new SoundRecords(first, second, count(done, 3, Integer.MAX_VALUE));
    }

    private static long count(Map<SentRecord, Integer> done, int from, int to) {
        return done.entrySet().stream()
                .filter(entry -> entry.getKey().isSound())
                .filter(entry -> entry.getValue() >= from && entry.getValue() <= to)
                .count();
    }

    long all() {
        return atFirst + atSecond + later;
    }
}
