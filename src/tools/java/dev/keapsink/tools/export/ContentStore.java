package dev.keapsink.tools.export;

import dev.keapsink.export.ExportObject;
import dev.keapsink.export.ExportStore;
import dev.keapsink.export.ExportedRow;
import dev.keapsink.export.FileContents;
import dev.keapsink.export.Place;
import dev.keapsink.export.StoreFailed;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.common.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A store that saves the contents of files in a folder, those of a page before the page itself is kept. A content has the
 * time of its file in Keap, by which one that is saved already is known. Used by one thread.
 */
final class ContentStore implements ExportStore {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private static final int LONGEST_NAME = 120;

    private final ExportStore rows;
    private final FileContents contents;
    private final Path folder;
    private final InstantSource clock;
    private int saved;
    private int refused;

    /**
     * @param rows keeps the rows themselves
     */
    ContentStore(ExportStore rows, FileContents contents, Path folder, InstantSource clock) {
        this.rows = rows;
        this.contents = contents;
        this.folder = folder;
        this.clock = clock;
    }

    /** How many contents Keap refused. */
    int refused() {
        return refused;
    }

    /** What became of the contents. */
    String summary() {
        return "%,d contents of files were saved in %s%s."
                .formatted(saved, folder, refused == 0 ? "" : ", and Keap refused %,d".formatted(refused));
    }

    @Override
    public Progress progress(ExportObject object) {
        return rows.progress(object);
    }

    @Override
    public Progress keep(ExportObject object, List<ExportedRow> page, @Nullable Place next, OptionalLong counted) {
        if (object == ExportObject.FILE) {
            page.forEach(this::save);
        }
        return rows.keep(object, page, next, counted);
    }

    @Override
    public void complete(ExportObject object, boolean hasAll) {
        rows.complete(object, hasAll);
    }

    @Override
    public List<String> ids(ExportObject object) {
        return rows.ids(object);
    }

    private void save(ExportedRow row) {
        Path file = folder.resolve(name(row));
        try {
            if (isSaved(file, row)) {
                return;
            }
            OwnerOnly.folder(folder);
            Path part = folder.resolve("content.part");
            Files.write(part, contents.read(row.id(), Deadline.in(LONGEST_CALL, clock)));
            Instant changed = row.changedAt();
            if (changed != null) {
                Files.setLastModifiedTime(part, FileTime.from(seconds(changed)));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            saved++;
        } catch (KeapFailure.NotFound e) {
            // It was deleted after it was listed.
        } catch (KeapFailure.Answered e) {
            refused++;
        } catch (IOException e) {
            throw new StoreFailed(
                    "%s could not be written to (%s). Run the command again when that is mended; it goes on where it was."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
    }

    private static boolean isSaved(Path file, ExportedRow row) throws IOException {
        Instant changed = row.changedAt();
        long size = row.payload().path("file_size").asLong(-1);
        return Files.exists(file)
                && (size < 0 || Files.size(file) == size)
                && (changed == null
                        || seconds(Files.getLastModifiedTime(file).toInstant()).equals(seconds(changed)));
    }

    /** File systems keep seconds at least. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The id tells files of the same name apart. Other characters than these could lead out of the folder, or are not
     * allowed on every system. A long name keeps its end, which says what kind of file it is.
     */
    private static String name(ExportedRow row) {
        String name = row.payload().path("file_name").asText("").replaceAll("[^A-Za-z0-9._-]", "_");
        return row.id() + "-" + name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }
}
