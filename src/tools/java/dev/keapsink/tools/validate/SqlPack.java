package dev.keapsink.tools.validate;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The checks in {@code sql/checks}. */
final class SqlPack {

    private static final String FOLDER = "keap-sink/sql/checks";

    private SqlPack() {}

    /** All checks by their names. */
    static List<SqlCheck> checks() {
        URL folder = Objects.requireNonNull(
                SqlPack.class.getClassLoader().getResource(FOLDER), "The checks are packed with the tools");
        try {
            URI uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return in(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return in(jar.getPath("/" + FOLDER));
            }
        } catch (IOException | URISyntaxException e) {
            throw new CommandFailure("The checks cannot be read from the tools' own files; unpack the zip anew.", e);
        }
    }

    private static List<SqlCheck> in(Path folder) throws IOException {
        List<SqlCheck> checks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String name = String.valueOf(file.getFileName()).replaceFirst("\\.sql$", "");
                checks.add(SqlCheck.parse(name, Files.readString(file)));
            }
        }
        return checks;
    }
}
