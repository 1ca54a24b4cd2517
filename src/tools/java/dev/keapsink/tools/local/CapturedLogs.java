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

/** Where a JVM that runs tests keeps what it and its processes logged; nowhere if the build names no folder for it. */
public final class CapturedLogs {

    private static final AtomicInteger PROCESSES = new AtomicInteger();

    private CapturedLogs() {}

    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("keapsink.logged")).map(Path::of);
    }

    /** Makes the folder, and empties it of what an earlier build captured. */
    public static void renew(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Keeps what a function's process has written. */
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
