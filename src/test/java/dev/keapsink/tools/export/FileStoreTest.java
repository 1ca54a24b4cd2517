package dev.keapsink.tools.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.export.ExportObject;
import dev.keapsink.export.ExportStore.Progress;
import dev.keapsink.export.ExportedRow;
import dev.keapsink.export.Place;
import dev.keapsink.export.StoreFailed;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final Place SECOND_PAGE = new Place(null, 2, "2", null, false);

    @TempDir
    private Path folder;

    private FileStore open() {
        return FileStore.open(folder, "app", settings("contact"));
    }

    private static ObjectNode settings(String objects) {
        return JsonNodeFactory.instance.objectNode().put("objects", objects);
    }

    private static ExportedRow row(String id) {
        return new ExportedRow(id, JsonNodeFactory.instance.objectNode().put("name", "N" + id), null);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("contact.ndjson"));
    }

    @Test
    void aRowIsALineAndNoneIsThereTwice() throws IOException {
        FileStore store = open();
        store.keep(ExportObject.CONTACT, List.of(row("1"), row("2")), SECOND_PAGE, OptionalLong.of(3));

        Progress progress = store.keep(ExportObject.CONTACT, List.of(row("2"), row("3")), null, OptionalLong.of(3));

        assertThat(progress).isEqualTo(new Progress(2, 3, null, OptionalLong.of(3), false));
        assertThat(lines())
                .containsExactly(
                        "{\"id\":\"1\",\"payload\":{\"name\":\"N1\"}}",
                        "{\"id\":\"2\",\"payload\":{\"name\":\"N2\"}}",
                        "{\"id\":\"3\",\"payload\":{\"name\":\"N3\"}}");
    }

    @Test
    void whatWasWrittenBehindTheLastPageIsCutOff() throws IOException {
        open().keep(ExportObject.CONTACT, List.of(row("1"), row("2")), SECOND_PAGE, OptionalLong.empty());
        Files.writeString(folder.resolve("contact.ndjson"), "{\"id\":\"3\",\"pay", StandardOpenOption.APPEND);

        FileStore again = open();

        assertThat(again.progress(ExportObject.CONTACT).next()).isEqualTo(SECOND_PAGE);
        again.keep(ExportObject.CONTACT, List.of(row("2"), row("3")), null, OptionalLong.empty());
        again.complete(ExportObject.CONTACT, true);
        assertThat(lines()).hasSize(3).allMatch(line -> line.endsWith("}}"));
        assertThat(open().progress(ExportObject.CONTACT).isComplete()).isTrue();
        assertThat(open().ids(ExportObject.CONTACT)).containsExactly("1", "2", "3");
    }

    @Test
    void anotherExportIsNotWrittenOver() {
        open().keep(ExportObject.CONTACT, List.of(row("1")), null, OptionalLong.empty());

        assertThatThrownBy(() -> FileStore.open(folder, "app", settings("order")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("holds another export");
        open().finish();
        assertThatThrownBy(this::open).isInstanceOf(CommandFailure.class).hasMessageContaining("that is complete");
    }

    @Test
    void aFileThatAnotherProgramChangedIsNoticed() throws IOException {
        open().keep(ExportObject.CONTACT, List.of(row("1")), SECOND_PAGE, OptionalLong.empty());
        Files.writeString(folder.resolve("contact.ndjson"), "id,name\n");

        assertThatThrownBy(() -> open().ids(ExportObject.CONTACT))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("changed by another program");
    }
}
