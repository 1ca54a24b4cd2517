package dev.keapsink.incident;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an incident ended.
 *
 * @param longestDelay that the sink ever gave a message
 * @param drained from the first record sent to the last one done
 * @param returned how often a message was returned to the queue
 * @param timeouts invocations that took longer than the function may
 */
record IncidentResult(
        String name,
        String description,
        Map<Fate, Long> fates,
        SoundRecords sound,
        KeapLoad load,
        Duration longestDelay,
        Duration drained,
        int returned,
        int timeouts) {

    static final List<String> COLUMNS = List.of(
            "incident",
            "sent",
            "written once",
            "duplicates",
            "lost",
            "rejected",
            "still queued",
            "dead-lettered",
            "expired",
            "sound ones done at delivery 1",
            "at delivery 2",
            "later",
            "Keap calls",
            "429s",
            "spike arrests",
            "quota used",
            "longest delay",
            "time to drain");

    long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** The line of the report. */
    String row() {
        long sent = fates.values().stream().mapToLong(Long::longValue).sum();
        return Stream.of(
                        name,
                        sent,
                        count(Fate.WRITTEN_ONCE),
                        count(Fate.DUPLICATED),
                        count(Fate.LOST),
                        count(Fate.REJECTED),
                        count(Fate.QUEUED),
                        count(Fate.DEAD_LETTERED),
                        count(Fate.EXPIRED),
                        sound.atFirst(),
                        sound.atSecond(),
                        sound.later(),
                        load.calls(),
                        load.throttled(),
                        load.spikeArrests(),
                        quotaUsed(),
                        readable(longestDelay),
                        readable(drained))
                .map(String::valueOf)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String quotaUsed() {
        return load.quotaUsed().isPresent()
                ? String.format(Locale.ROOT, "%.1f %%", 100 * load.quotaUsed().getAsDouble())
                : "–";
    }

    private static String readable(Duration duration) {
        if (duration.isZero()) {
            return "–";
        }
        return Stream.of(
                        part(duration.toDaysPart(), "d"),
                        part(duration.toHoursPart(), "h"),
                        part(duration.toMinutesPart(), "min"),
                        part(duration.toSecondsPart(), "s"))
                .filter(part -> !part.isEmpty())
                .limit(2)
                .collect(Collectors.joining(" "));
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + " " + unit;
    }
}
