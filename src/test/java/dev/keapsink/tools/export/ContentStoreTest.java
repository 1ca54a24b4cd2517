package dev.keapsink.tools.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.export.ExportObject;
import dev.keapsink.export.ExportStore.Progress;
import dev.keapsink.export.ExportedRow;
import dev.keapsink.export.FileContents;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {

    private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00.123Z");

    @TempDir
    private Path folder;

    private final SimulatedAccount account = new SimulatedAccount();

    private ContentStore store() {
        return new ContentStore(
                FileStore.open(folder.resolve("rows"), "app", JsonNodeFactory.instance.objectNode()),
                new FileContents(account.client, SimulatedAccount.TIMEOUT),
                folder.resolve("contents"),
                account.time);
    }

    private ExportedRow file(String name, String content, Instant changed) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("file_name", name).put("file", content);
        long id = account.keap.objects().add(Resource.FILES, fields.toString());
        return row(id, name, content, changed);
    }

    private static ExportedRow row(long id, String name, String content, Instant changed) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("file_name", name).put("file_size", content.length());
        return new ExportedRow(String.valueOf(id), payload, changed);
    }

    private static Progress keep(ContentStore store, ExportedRow... rows) {
        return store.keep(ExportObject.FILE, List.of(rows), null, OptionalLong.empty());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("contents"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void eachContentIsSavedUnderTheIdAndTheName() throws IOException {
        ExportedRow offer = file("Offer.txt", "Hello", CHANGED);

        Progress progress = keep(store(), offer);

        Path saved = folder.resolve("contents").resolve(offer.id() + "-Offer.txt");
        assertThat(Files.readString(saved, UTF_8)).isEqualTo("Hello");
        assertThat(progress.items()).isEqualTo(1);
    }

    @Test
    void aNameDoesNotLeadOutOfTheFolder() throws IOException {
        ExportedRow evil = file("../../evil/\u0000name.txt", "x", CHANGED);

        keep(store(), evil);

        assertThat(names()).containsExactly(evil.id() + "-.._.._evil__name.txt");
    }

    @Test
    void onlyTheOwnerCanLookIntoTheFolders() throws IOException {
        keep(store(), file("Offer.txt", "Hello", CHANGED));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("contents"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("rows"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aLongNameKeepsItsEnd() throws IOException {
        ExportedRow offer = file("x".repeat(300) + "\u00fc.txt", "x", CHANGED);

        keep(store(), offer);

        assertThat(names()).singleElement().asString().hasSizeLessThan(150).endsWith("xx_.txt");
    }

    @Test
    void whatIsSavedIsReadAgainOnlyAfterAChange() {
        ExportedRow offer = file("Offer.txt", "Hello", CHANGED);
        keep(store(), offer);
        int calls = account.calls().size();

        keep(store(), offer);
        assertThat(account.calls()).hasSize(calls);
        keep(store(), row(Long.parseLong(offer.id()), "Offer.txt", "Hello", CHANGED.plusSeconds(60)));
        assertThat(account.calls()).hasSize(calls + 1);
    }

    @Test
    void aDeletedFileIsPassedOverAndARefusedOneIsCounted() throws IOException {
        ExportedRow deleted = row(4711, "Gone.txt", "x", CHANGED);
        ExportedRow refused = file("Secret.txt", "x", CHANGED);
        ExportedRow offer = file("Offer.txt", "Hello", CHANGED);
        account.keap.inject(Fault.answering(403, "application/json", "{}")
                .matching("GET", "/v2/files/%s:data".formatted(refused.id())));
        ContentStore store = store();

        Progress progress = keep(store, deleted, refused, offer);

        assertThat(progress.items()).isEqualTo(3);
        assertThat(names()).containsExactly(offer.id() + "-Offer.txt");
        assertThat(store.refused()).isEqualTo(1);
        assertThat(store.summary()).startsWith("1 contents of files were saved").endsWith("and Keap refused 1.");
    }
}
