package dev.keapsink.tools.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps the position in FILE.position beside the file. After a crash it holds the old or the new position, whole. */
final class PositionFile implements Positions {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Path path;

    private PositionFile(Path path) {
        this.path = path;
    }

    static PositionFile of(Path file) {
        return new PositionFile(file.resolveSibling(file.getFileName() + ".position"));
    }

    Path path() {
        return path;
    }

    @Override
    public Optional<Position> load() {
        try {
            return Files.exists(path)
                    ? Optional.of(JSON.readValue(Files.readString(path), Position.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    path + " is not a position that this command wrote. Remove it, or give --restart to send everything"
                            + " again.",
                    e);
        } catch (IOException e) {
            throw new CommandFailure("Cannot read %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    @Override
    public void save(Position position) {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            write(next, JSON.writeValueAsString(position) + System.lineSeparator());
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(
                    "Cannot write %s: %s. Without it an interrupted run would begin anew; put the file where you can write."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
