package dev.keapsink.tools.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.export.ExportObject;
import dev.keapsink.export.ExportStore;
import dev.keapsink.export.ExportedRow;
import dev.keapsink.export.Place;
import dev.keapsink.export.StoreFailed;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.OwnerOnly;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an export in a folder: one file a list, with one row a line. A file beside them holds how far the export has come.
 * What was written after that is cut off when it goes on. Used by one thread.
 */
final class FileStore implements ExportStore {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path folder;
    private final ObjectNode state;
    private final Map<ExportObject, Set<String>> ids = new EnumMap<>(ExportObject.class);

    private FileStore(Path folder, ObjectNode state) {
        this.folder = folder;
        this.state = state;
    }

    /**
     * Goes on with the export in a folder, or begins one.
     *
     * @param settings what is asked for
     * @throws CommandFailure if the folder holds another export, or cannot be used
     */
    static FileStore open(Path folder, String account, ObjectNode settings) {
        ObjectNode state = JSON.createObjectNode().put("account", account);
        state.set("settings", settings);
        state.putObject("lists");
        try {
            OwnerOnly.folder(folder);
            Path file = folder.resolve("export.json");
            if (Files.exists(file)) {
                JsonNode before = JSON.readTree(Files.readString(file));
                if (!before.path("account").equals(state.path("account"))
                        || !before.path("settings").equals(state.path("settings"))
                        || before.path("complete").asBoolean()) {
                    throw new CommandFailure(
                            "%s holds another export, or one that is complete. Name a folder that does not exist yet."
                                    .formatted(folder));
                }
                return new FileStore(folder, (ObjectNode) before);
            }
            return new FileStore(folder, state);
        } catch (IOException e) {
            throw new CommandFailure(
                    "%s cannot be used (%s). Name another folder by --files."
                            .formatted(folder, e.getClass().getSimpleName()),
                    e);
        }
    }

    /** Notes that the export is complete. */
    void finish() {
        kept(() -> {
            state.put("complete", true);
            save();
            return state;
        });
    }

    private Path file(ExportObject object) {
        return folder.resolve(object.view() + ".ndjson");
    }

    private JsonNode list(ExportObject object) {
        return state.path("lists").path(object.view());
    }

    @Override
    public Progress progress(ExportObject object) {
        JsonNode list = list(object);
        if (list.isMissingNode()) {
            return Progress.NONE;
        }
        return new Progress(
                list.path("pages").asInt(),
                list.path("items").asLong(),
                list.hasNonNull("next") ? Place.parse(list.path("next").asText()) : null,
                list.hasNonNull("counted")
                        ? OptionalLong.of(list.path("counted").asLong())
                        : OptionalLong.empty(),
                list.path("complete").asBoolean());
    }

    @Override
    public Progress keep(ExportObject object, List<ExportedRow> rows, @Nullable Place next, OptionalLong counted) {
        return kept(() -> {
            Set<String> known = known(object);
            StringBuilder lines = new StringBuilder();
            for (ExportedRow row : rows) {
                if (known.add(row.id())) {
                    ObjectNode line = JSON.createObjectNode().put("id", row.id());
                    line.set("payload", row.payload());
                    lines.append(JSON.writeValueAsString(line)).append('\n');
                }
            }
            long bytes = append(object, lines.toString());
            ObjectNode list = ((ObjectNode) state.path("lists")).withObject("/" + object.view());
            list.put("pages", list.path("pages").asInt() + 1)
                    .put("items", known.size())
                    .put("bytes", bytes);
            list.put("next", next == null ? null : next.text());
            list.put("counted", counted.isPresent() ? counted.getAsLong() : null);
            save();
            return progress(object);
        });
    }

    /** Writes behind the lines that count, and returns the new length. */
    private long append(ExportObject object, String lines) throws IOException {
        long length = list(object).path("bytes").asLong();
        try (FileChannel channel =
                FileChannel.open(file(object), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.position(length);
            ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return channel.position();
        }
    }

    private void save() throws IOException {
        Path next = folder.resolve("export.json.new");
        Files.writeString(next, state.toPrettyString() + "\n");
        Files.move(
                next,
                folder.resolve("export.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The ids of the rows that were kept; read from the file when the export goes on. */
    private Set<String> known(ExportObject object) throws IOException {
        Set<String> known = ids.get(object);
        if (known != null) {
            return known;
        }
        Set<String> read = new HashSet<>();
        long left = list(object).path("items").asLong();
        if (left > 0) {
            try (BufferedReader lines = Files.newBufferedReader(file(object))) {
                for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine(), left--) {
                    read.add(JSON.readTree(line).path("id").asText());
                }
            }
        }
        ids.put(object, read);
        return read;
    }

    @Override
    public void complete(ExportObject object, boolean hasAll) {
        kept(() -> {
            ((ObjectNode) state.path("lists")).withObject("/" + object.view()).put("complete", true);
            save();
            return object;
        });
    }

    @Override
    public List<String> ids(ExportObject object) {
        return kept(() -> known(object).stream().sorted().toList());
    }

    @FunctionalInterface
    private interface Keeping<T> {
        T run() throws IOException;
    }

    private <T> T kept(Keeping<T> work) {
        try {
            return work.run();
        } catch (JsonProcessingException e) {
            throw new StoreFailed(
                    "A file in %s was changed by another program. Export into another folder.".formatted(folder));
        } catch (IOException e) {
            throw new StoreFailed(
                    "%s could not be written to (%s). Run the command again when that is mended; it goes on where it was."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
    }
}
