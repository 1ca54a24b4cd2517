package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    @TempDir
    private Path folder;

    @Test
    void saysOfAListThatIsTooLargeHowToTakeItApart() throws IOException {
        String list = "[" + "{\"email\":\"a@example.com\"},".repeat(10_000) + "{}]";

        assertThat(read("a.ndjson", "{}\n" + list).skipped().getFirst().sentence())
                .isEqualTo("line 2: larger than the queue takes (240 KiB); put each record on a line of its own,"
                        + " for example with jq -c '.[]'");
    }

    @Test
    void sendsEveryLineOfNdjsonAsItIs() throws IOException {
        RecordFile records = read("a.ndjson", "{\"email\": \"a@example.com\"}\n\n  \r\n{\"broken\nnot JSON\r\n");

        assertThat(records.lines())
                .containsExactly(
                        new Line(1, "{\"email\": \"a@example.com\"}"),
                        new Line(4, "{\"broken"),
                        new Line(5, "not JSON"));
        assertThat(records.skipped()).isEmpty();
    }

    @Test
    void makesOneObjectOfEachCsvRow() throws IOException {
        RecordFile records = read(
                "a.CSV",
                "\uFEFFEmail, First Name,zip\nann@example.com,Ann,02110\nbob@example.com,,\n\"c@example.com\",\"O\"\"Neil, C\",9\n");

        assertThat(records.lines())
                .containsExactly(
                        new Line(2, "{\"Email\":\"ann@example.com\",\"First Name\":\"Ann\",\"zip\":\"02110\"}"),
                        new Line(3, "{\"Email\":\"bob@example.com\"}"),
                        new Line(4, "{\"Email\":\"c@example.com\",\"First Name\":\"O\\\"Neil, C\",\"zip\":\"9\"}"));
    }

    @Test
    void namesBadCsvRowsByTheLineTheyStartOn() throws IOException {
        RecordFile records = read("a.csv", "email,city\na@example.com\n\"b@example.com\",\"New\nYork\"\nc,d,e\n,,f\n");

        assertThat(records.lines()).extracting(Line::number).containsExactly(2L, 3L);
        assertThat(records.skipped())
                .containsExactly(
                        new Skipped(5, "3 cells, where the header has 2"),
                        new Skipped(6, "3 cells, where the header has 2"));
    }

    @Test
    void skipsWhatTheQueueDoesNotTake() throws IOException {
        RecordFile records = read("a.ndjson", "{\"email\":\"a\u0001\"}\n{\"n\":1}\n" + "x".repeat(240 * 1024 + 1));

        assertThat(records.lines()).containsExactly(new Line(2, "{\"n\":1}"));
        assertThat(records.skipped()).extracting(Skipped::number).containsExactly(1L, 3L);
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThatThrownBy(() -> RecordFile.read(folder.resolve("missing.csv")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("There is no file ");
        assertThatThrownBy(() -> RecordFile.read(folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> read("a.ndjson", "\n\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("holds no records");
    }

    @Test
    void namesNdjsonLinesThatAreNotUtf8() throws IOException {
        byte[] latin = "{\"city\":\"K\u00F6ln\"}\n{\"n\":1}\n".getBytes(StandardCharsets.ISO_8859_1);
        RecordFile records = RecordFile.read(Files.write(folder.resolve("latin.ndjson"), latin));

        assertThat(records.lines()).containsExactly(new Line(2, "{\"n\":1}"));
        assertThat(records.skipped()).containsExactly(new Skipped(1, "not UTF-8"));
    }

    @Test
    void readsAFileRowByRow() throws IOException {
        Path file = Files.writeString(folder.resolve("late.csv"), "email,city\na@example.com,Rome\nb,\"c\nd,e\n");

        try (RecordRows rows = RecordRows.open(file)) {
            assertThat(rows.next()).isEqualTo(new Line(2, "{\"email\":\"a@example.com\",\"city\":\"Rome\"}"));
            assertThatThrownBy(rows::next)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("begins with a quote");
        }
    }

    private RecordFile read(String name, String content) throws IOException {
        return RecordFile.read(Files.writeString(folder.resolve(name), content));
    }
}
