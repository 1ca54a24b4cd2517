package dev.keapsink.tools.airbyte.rejects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Appends rejected rows to files of a folder, one a stream: {@code STREAM.ndjson}, or {@code NAMESPACE/STREAM.ndjson}. */
public final class FolderRejects implements RejectStore {

    private final Path folder;

    /**
     * @param folder is created with the first row
     */
    public FolderRejects(Path folder) {
        this.folder = folder;
    }

    @Override
    public void store(List<RejectedRow> rows) throws RejectsNotStored {
        try {
            for (Map.Entry<String, byte[]> stream : RowLines.byStream(rows).entrySet()) {
                Path file = folder.resolve(stream.getKey() + ".ndjson");
                Files.createDirectories(file.toAbsolutePath().getParent());
                append(file, stream.getValue());
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void tryOut() throws RejectsNotStored {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, ".check-", ".ndjson");
            append(file, new byte[] {'\n'});
            Files.delete(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Appends all bytes or none, and has them written to the disk. */
    private static void append(Path file, byte[] lines) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            try {
                if (end > 0 && !endsWithALine(channel, end)) {
                    // A process was killed here while it wrote. Its line stays as it is, and does not spoil the next
                    // one.
                    writeAll(channel, end, new byte[] {'\n'});
                }
                writeAll(channel, channel.size(), lines);
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        }
    }

    private static boolean endsWithALine(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    private static void writeAll(FileChannel channel, long position, byte[] lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines);
        for (long at = position; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    private RejectsNotStored unwritable(IOException e) {
        return RejectsNotStored.untilMended(
                "The folder %s for rejected rows cannot be written to (%s). Make room in it, and let the user of this process write to it, or name another folder in the setting rejects."
                        .formatted(folder, e.getClass().getSimpleName()));
    }
}
