package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps a second run from sending the same file at the same time: each would skip what the other one saved. The
 * operating system takes the lock on FILE.lock off when the process ends, however it ends.
 *
 * <p>POSIX also takes it off when the process closes any other descriptor of the file. While a process holds the lock,
 * it therefore never opens the file a second time.
 */
final class FileLock implements Closeable {
    /** Some systems let no other process read a locked part of a file. */
    private static final long BEHIND_THE_TEXT = Long.MAX_VALUE - 1;

    /** So large that the marks of two runs hardly ever agree, and still a small file where it has no holes. */
    private static final int LARGEST_MARK = 1 << 20;

    /** The lock files that this process has open. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private FileLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Locks a file for this run. A file system without locks is used without one.
     *
     * @throws CommandFailure if another run has the lock, or the folder cannot be written to
     */
    static FileLock of(Path file) {
        Path named = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Path path = real(named);
            if (!OPEN.add(path)) {
                throw isSent(file);
            }
            try {
                return new FileLock(path, locked(path).orElseThrow(() -> isSent(file)));
            } catch (IOException | RuntimeException e) {
                OPEN.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    "Cannot write %s: %s. Put the file where you can write.".formatted(named, e.getMessage()), e);
        }
    }

    /** Returns the path with its folder's links resolved, so that one file has one. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent(), "an absolute path of a file has a folder");
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    /** Returns a channel that has the lock; empty if another process has it. */
    private static Optional<FileChannel> locked(Path path) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                return Optional.empty();
            }
            if (isAt(channel, path)) {
                return Optional.of(channel);
            }
            channel.close();
        }
    }

    private static CommandFailure isSent(Path file) {
        return new CommandFailure(
                "Another run sends %s just now, so this one does nothing. Wait for its end, or stop it."
                        .formatted(file));
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock(BEHIND_THE_TEXT, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // There are no locks here, on some network drives.
            return true;
        }
    }

    /**
     * Returns whether the locked file is still the one of this name: a run that ends deletes it. The mark is the file's
     * size, which is known without opening the file.
     */
    private static boolean isAt(FileChannel channel, Path path) throws IOException {
        long mark = 1 + ThreadLocalRandom.current().nextLong(LARGEST_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1);
        return Files.exists(path) && Files.size(path) == mark;
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The lock file may stay. The next run takes it over.
        } finally {
            OPEN.remove(path);
        }
    }
}
