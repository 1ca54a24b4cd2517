package dev.keapsink.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A page of the documentation of which people write the sentences and the code writes the tables.
 *
 * @param file below the folder docs
 */
public record GeneratedPage(String file) {

    /** The page as it is checked in. */
    public String text() {
        try {
            return Files.readString(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path() {
        return Path.of("docs", file);
    }

    /**
     * Compares the page with what the code makes of it. The failure names the command that brings it up to date.
     *
     * @param written the page with all of its tables as they should be
     */
    public void check(UnaryOperator<String> written) {
        String before = text();
        String after = written.apply(before);
        Path copy = Path.of("target", "docs", file);
        try {
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> lines = after.lines().toList();
        assertThat(before.lines().toList())
                .as("%s says what the code does. Bring it up to date by: cp %s %s", path(), copy, path())
                .containsExactlyElementsOf(lines);
    }
}
