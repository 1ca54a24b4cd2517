package dev.keapsink.tools.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Keeps a credential's document in a file that only its owner can read. */
public final class CredentialFile implements GrantStore {

    private final Path file;

    /** Uses this file, which need not exist yet. */
    public CredentialFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String read() {
        try {
            if (OwnerOnly.isPosix(file) && !OwnerOnly.PERMISSIONS.containsAll(Files.getPosixFilePermissions(file))) {
                throw CredentialUnreadable.untilMended(
                        "%s can be read by others than its owner; chmod 600 it, and revoke what it holds if another user may have read it"
                                .formatted(name()));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw CredentialUnreadable.absent(
                    "There is no %s; ./run authorize --file %s makes it".formatted(name(), file));
        } catch (IOException e) {
            throw CredentialUnreadable.untilMended("%s cannot be read (%s)".formatted(name(), kind(e)));
        }
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public String remedy(Credential refused) {
        return switch (refused) {
            case Credential.ApiKey key ->
                "put a valid Personal Access Token or Service Account Key as api_key into " + name();
            case Credential.Grant grant -> "run ./run authorize --file " + file;
        };
    }

    /** Checks that a write can succeed: makes the new file that a write begins with, and removes it again. */
    @Override
    public void prepare() {
        try {
            Files.delete(newFile());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Replaces the document in one step: after a crash or power failure the file holds the old or the new one, whole.
     */
    @Override
    public void write(String text) {
        try {
            Path next = newFile();
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Makes a new file for this write alone. */
    private Path newFile() throws IOException {
        Path target = target();
        Files.createDirectories(Objects.requireNonNull(target.getParent(), "an absolute path of a file has a folder"));
        return OwnerOnly.newFileBeside(target);
    }

    /** Returns the file that a symbolic link points to, so that a write keeps the link. */
    private Path target() throws IOException {
        return Files.exists(file) ? file.toRealPath() : file;
    }

    private CredentialUnwritable unwritable(IOException e) {
        return new CredentialUnwritable("%s cannot be written (%s)".formatted(name(), kind(e)), false);
    }

    private static String kind(IOException e) {
        return e.getClass().getSimpleName();
    }
}
