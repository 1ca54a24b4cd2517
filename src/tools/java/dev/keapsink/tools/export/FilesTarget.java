package dev.keapsink.tools.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.export.ExportStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An export into the files of a folder. */
final class FilesTarget implements ExportTarget {

    private final Path folder;
    private final FileStore store;
    private final @Nullable Instant since;

    FilesTarget(Path folder, String account, ObjectNode settings, @Nullable Instant since) {
        this.folder = folder;
        this.store = FileStore.open(folder, account, settings);
        this.since = since;
    }

    @Override
    public ExportStore store() {
        return store;
    }

    @Override
    public @Nullable Instant since() {
        return since;
    }

    @Override
    public void paged() {}

    @Override
    public void finish(boolean whole) {
        store.finish();
    }

    @Override
    public void failed(String sentence) {}

    @Override
    public void printNext(PrintWriter out) {
        out.println("The files are in %s, one row a line.".formatted(folder));
    }
}
