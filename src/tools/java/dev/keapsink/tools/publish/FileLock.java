package dev.keapsink.tools.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Keeps a second run from sending the same file at the same time: each would skip what the other one saved. The
 * operating system takes the lock on FILE.lock off when the process ends, however it ends.
 */
final class FileLock implements Closeable {
    /** Some systems let nobody else read a locked part of a file. */
    private static final long BEHIND_THE_TEXT = Long.MAX_VALUE - 1;

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
        Path path = file.resolveSibling(file.getFileName() + ".lock");
        try {
            while (true) {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!isLocked(channel)) {
                    channel.close();
                    throw new CommandFailure(
                            "Another run sends %s just now, so this one does nothing. Wait for its end, or stop it."
                                    .formatted(file));
                }
                if (isAt(channel, path)) {
                    return new FileLock(path, channel);
                }
                channel.close();
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    "Cannot write %s: %s. Put the file where you can write.".formatted(path, e.getMessage()), e);
        }
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

    /** Returns whether the locked file is still the one of this name: a run that ends deletes it. */
    private static boolean isAt(FileChannel channel, Path path) throws IOException {
        String mark = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark.getBytes(UTF_8)), 0);
        return Files.exists(path) && Files.readString(path).equals(mark);
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // An empty lock file may stay. The next run takes it over.
        }
    }
}
