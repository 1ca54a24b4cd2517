package dev.keapsink.tools.airbyte.rejects;

import static dev.keapsink.tools.airbyte.rejects.RejectedRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRejectsTest {

    private static final String WHY = "\"rejected_reason\":\"invalid_value\",\"rejected_field\":\"email\","
            + "\"rejected_message\":\"email is not an e-mail address\"}\n";

    @TempDir
    Path folder;

    @Test
    void appendsRowsWithTheReasonToTheFileOfTheirStream() throws Exception {
        FolderRejects rejects = new FolderRejects(folder.resolve("not/yet"));

        rejects.store(
                List.of(row("leads", "{\"email\":\"a\"}"), row("people", "{}"), row("leads", "{\"email\":\"\\n\"}")));
        rejects.store(List.of(row("leads", "{\"id\":1.50}")));

        assertThat(folder.resolve("not/yet/leads.ndjson"))
                .hasContent("{\"email\":\"a\"," + WHY + "{\"email\":\"\\n\"," + WHY + "{\"id\":1.5," + WHY);
        assertThat(folder.resolve("not/yet/people.ndjson")).hasContent("{" + WHY);
    }

    @Test
    void changesNothingForNoRows() throws Exception {
        new FolderRejects(folder.resolve("none")).store(List.of());

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsStreamsOfUnusualNamesApartAndInTheFolder() throws Exception {
        Rejected why = new Rejected(Reason.UNREADABLE, null, "It is not readable.");
        String longName = "x".repeat(300);
        new FolderRejects(folder)
                .store(List.of(
                        row("../up", "../../etc/passwd", "{}", why),
                        row("", "a b", "{}", why),
                        row("", "a/b", "{}", why),
                        row("", "..", "{}", why),
                        row("", "", "{}", why),
                        row("", longName + "1", "{}", why),
                        row("", longName + "2", "{}", why)));

        assertThat(files())
                .hasSize(7)
                .contains("%2E.%2Fup/%2E.%2F..%2Fetc%2Fpasswd.ndjson", "a+b.ndjson", "a%2Fb.ndjson");
        assertThat(folder.resolve("a+b.ndjson"))
                .hasContent("{\"rejected_reason\":\"unreadable\",\"rejected_field\":null,"
                        + "\"rejected_message\":\"It is not readable.\"}\n");
    }

    @Test
    void keepsFieldsOfTheRowThatHaveTheSameNames() throws Exception {
        FolderRejects rejects = new FolderRejects(folder);

        rejects.store(List.of(row("again", "{\"rejected_field\":\"mine\",\"rejected_reason_2\":1}")));

        assertThat(folder.resolve("again.ndjson"))
                .hasContent(
                        "{\"rejected_field\":\"mine\",\"rejected_reason_2\":1,\"rejected_reason_3\":\"invalid_value\","
                                + "\"rejected_field_3\":\"email\",\"rejected_message_3\":\"email is not an e-mail address\"}\n");
    }

    @Test
    void doesNotSpoilALineWithOneThatAKilledProcessLeftUnfinished() throws Exception {
        Files.writeString(folder.resolve("leads.ndjson"), "{\"email\":\"hal");

        new FolderRejects(folder).store(List.of(row("leads", "{}")));

        assertThat(folder.resolve("leads.ndjson")).hasContent("{\"email\":\"hal\n{" + WHY);
    }

    @Test
    void triesItselfOutAndLeavesNothingBehind() throws Exception {
        new FolderRejects(folder.resolve("new")).tryOut();

        assertThat(folder.resolve("new")).isEmptyDirectory();
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "", StandardOpenOption.CREATE_NEW);
        FolderRejects rejects = new FolderRejects(file);

        assertThatExceptionOfType(RejectsNotStored.class)
                .isThrownBy(rejects::tryOut)
                .withMessage(
                        "The folder %s for rejected rows cannot be written to (FileAlreadyExistsException). Make room in it, and let the user of this process write to it, or name another folder in the setting rejects.",
                        file)
                .matches(e -> !e.isPassing());
        assertThatExceptionOfType(RejectsNotStored.class)
                .isThrownBy(() -> rejects.store(List.of(row("leads", "{\"email\":\"secret\"}"))))
                .withMessageNotContaining("secret");
    }

    @Test
    void printsNoDataOfARow() {
        assertThat(row("leads", "{\"email\":\"secret\"}"))
                .hasToString("RejectedRow[leads, Rejected[invalid_value, email]]");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
