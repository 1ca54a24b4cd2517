package dev.keapsink.tools.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes files for secrets and personal data. */
public final class OwnerOnly {
    static final Set<PosixFilePermission> PERMISSIONS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnly() {}

    /**
     * Makes a new file in the folder of another, to be renamed to that one when it is complete. Only its owner can read
     * it, from the moment it exists.
     *
     * @param file an absolute path
     */
    public static Path newFileBeside(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "an absolute path of a file has a folder");
        FileAttribute<?>[] permissions = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PERMISSIONS)}
                : new FileAttribute<?>[0];
        return Files.createTempFile(folder, "." + file.getFileName(), ".new", permissions);
    }

    /**
     * Deletes the new files that a killed process left beside a file.
     *
     * @param file an absolute path
     */
    public static void deleteLeftBeside(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "an absolute path of a file has a folder");
        Pattern left = Pattern.compile(Pattern.quote("." + file.getFileName()) + "\\d+\\.new");
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(other ->
                            left.matcher(String.valueOf(other.getFileName())).matches())
                    .toList();
        }
        for (Path other : found) {
            Files.deleteIfExists(other);
        }
    }

    /** Makes a folder that only its owner can look into. One that is there already stays as it is. */
    public static void folder(Path folder) throws IOException {
        FileAttribute<?>[] permissions = isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, permissions);
    }

    static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
