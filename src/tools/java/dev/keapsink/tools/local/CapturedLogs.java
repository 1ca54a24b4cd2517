package dev.keapsink.tools.local;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Keeps the logs of a JVM that runs tests, and of its processes, in a folder that the build names. */
public final class CapturedLogs {

    private static final AtomicInteger PROCESSES = new AtomicInteger();

    private CapturedLogs() {}

    /** Returns the folder; empty if the build names none, so that no log is kept. */
    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("keapsink.logged")).map(Path::of);
    }

    /** Makes the folder, and deletes the files in it that an earlier build captured. */
    public static void renew(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    /** Returns the files in a folder and below it, sorted by path. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /**
     * Copies the log of a function's process, if logs are kept.
     *
     * @throws UncheckedIOException if it cannot be copied
     */
    public static void keep(Path processLog) {
        folder().ifPresent(folder -> {
            try {
                Files.copy(processLog, folder.resolve("process-" + PROCESSES.incrementAndGet()), REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
