package dev.keapsink.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CPU time and memory of a process since its start, from {@code /proc} of Linux.
 *
 * @param cpu the CPU time of all threads, in user and kernel mode, in steps of 10 ms
 * @param peakMegabytes the peak of the resident memory, in units of 1,000,000 bytes
 */
record ProcessUsage(Duration cpu, double peakMegabytes) {

    /** The unit of CPU times in {@code /proc}: 100 a second, independent of the clock of the kernel (USER_HZ). */
    private static final Duration TICK = Duration.ofMillis(10);

    /** Indexes of fields in {@code stat}, counted from 0 behind the program's name. */
    private static final int USER_TIME = 11;

    private static final int KERNEL_TIME = 12;
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
    private static final double KILOBYTES = 1_024;
    private static final double MEGABYTE = 1_000_000;

    /** Returns the usage of a process; empty on systems without {@code /proc}. */
    static Optional<ProcessUsage> of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        return Files.isReadable(folder.resolve("status"))
                ? Optional.of(
                        parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status"))))
                : Optional.empty();
    }

    static ProcessUsage parse(String stat, String status) {
        // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[KERNEL_TIME]);
        Matcher peak = PEAK.matcher(status);
        if (!peak.find()) {
            throw new IllegalArgumentException("The process has no memory of its own; it has ended");
        }
        return new ProcessUsage(TICK.multipliedBy(ticks), Long.parseLong(peak.group(1)) * KILOBYTES / MEGABYTE);
    }
}
