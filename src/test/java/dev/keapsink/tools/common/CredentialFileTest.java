package dev.keapsink.tools.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileTest {

    @TempDir
    private Path folder;

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        Path path = folder.resolve("of").resolve("keap.json");
        CredentialFile file = new CredentialFile(path);

        file.write("{\"api_key\":\"KeapAK-1\"}");
        file.write("{\"api_key\":\"KeapAK-2\"}");

        assertThat(file.read()).isEqualTo("{\"api_key\":\"KeapAK-2\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void aFileThatOthersCanReadIsNotUsed() throws IOException {
        Path path = folder.resolve("keap.json");
        Files.writeString(path, "{\"api_key\":\"KeapAK-1\"}");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatExceptionOfType(CredentialUnreadable.class)
                .isThrownBy(() -> new CredentialFile(path).read())
                .withMessageContaining("chmod 600");
    }

    @Test
    void whatIsMissingIsMadeByAuthorize() {
        assertThatExceptionOfType(CredentialUnreadable.class)
                .isThrownBy(() -> new CredentialFile(folder.resolve("keap.json")).read())
                .withMessageContaining("./run authorize --file " + folder.resolve("keap.json"));
    }

    @Test
    void whereALinkLeadsIsWritten() throws IOException {
        Path real = folder.resolve("real.json");
        new CredentialFile(real).write("old");
        Path link = Files.createSymbolicLink(folder.resolve("keap.json"), real);

        new CredentialFile(link).write("new");

        assertThat(Files.readString(real)).isEqualTo("new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void preparingLeavesNothingBehind() throws IOException {
        new CredentialFile(folder.resolve("keap.json")).prepare();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNoticedBeforehand() throws IOException {
        Path occupied = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(CredentialUnwritable.class)
                .isThrownBy(() -> new CredentialFile(occupied.resolve("keap.json")).prepare())
                .withMessageContaining("cannot be written");
    }
}
