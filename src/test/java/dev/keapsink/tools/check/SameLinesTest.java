package dev.keapsink.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.records.JsonLines;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** check, publish and demo skip the same lines of a file, and number them as the file does. */
class SameLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandFixture fixture = CommandFixture.standard();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv    | email;city/a@example.com;Rome//b@example.com;Oslo;x/c@example.com;'New/York'/d@example.com | 4",
                "a.csv    | sep=,/email,city//a@example.com,Rome,,/b@example.com,Oslo,,x                              | 5",
                "a.csv    | email,city/a@example.com,R~me/b@example.com,Rome                                             | 2",
                "a.tsv    | email\\tcity/a@example.com\\tRome/b@example.com;Oslo/c@example.com\\tOslo                  | 3",
                "a.ndjson | {'email':'a@example.com'}//{'email':/{'email':'b@example.com'},/'text'/17/null            | 3 5 6",
                "a.ndjson | {'email':'a@example.com'}/{'email':'~'}/[{'email':'b@example.com'},{'email':'c@example.com'}] | 2",
                "a.json   | [/{'email':'a@example.com'},//{'email':/'b@example.com'}/]                                | ''"
            })
    void agreeOnTheLinesThatCannotBeSent(String name, String content, String skipped) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                content.replace('/', '\n')
                        .replace("\\t", "\t")
                        .replace('~', '\u0000')
                        .replace('\'', '"'));
        List<Long> numbers = skipped.isEmpty()
                ? List.of()
                : List.of(skipped.split(" ")).stream().map(Long::valueOf).toList();

        FileScan scan = FileScan.of(file, 100, MappingInEffect.of(Map.of()));
        fixture.publish(file.toString(), "--queue-url", fixture.queues.source().url());
        Path list = folder.resolve(name + ".not-sent");
        List<String> notPublished = Files.exists(list) ? Files.readAllLines(list) : List.of();

        assertThat(notPublished).map(SameLinesTest::number).isEqualTo(numbers);
        assertThat(scan.notSent().first()).isEqualTo(notPublished);
        assertThat(sentences(json(scan))).isEqualTo(notPublished);
        assertThat(fixture.take(fixture.queues.source())).containsExactlyInAnyOrderElementsOf(scan.bodies());
        assertThat(inDemo(file)).containsExactlyElementsOf(scan.previewed());
        RecordFile.read(file).skipped().forEach(one -> assertThat(notPublished).contains(one.sentence()));
    }

    @Test
    void numbersOfCheckAreThoseOfTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.ndjson"),
                "\nno JSON\n{\"email\":\"a@example.com\"}\n\n{\"email\":\"b@example.com\"}\n");
        FileScan scan = FileScan.of(file, 100, MappingInEffect.of(Map.of()));
        CheckResult result = new CheckResult(JSON.readTree("""
                {"ok":true,"preview":[{"record":"1","outcome":"written"},{"record":"2","outcome":"written"}]}"""));

        JsonNode json = JSON.readTree(printed(result, scan));

        assertThat(json.path("preview").findValues("line").toString()).isEqualTo("[3, 5]");
        assertThat(json.path("file").path("not_sent").path("first").toString())
                .isEqualTo("[\"line 2: not JSON: it takes an object, or an array of them, a line\"]");
        assertThat(json.path("exit_code").asInt())
                .isEqualTo(result.exitCode(scan))
                .isEqualTo(1);
    }

    /** The lines that the demo sends. A line that is not JSON goes along, because the demo shows its rejection. */
    private static List<Line> inDemo(Path file) {
        return RecordFile.read(file).lines().stream()
                .filter(line -> !(JsonLines.checked(line) instanceof Skipped))
                .toList();
    }

    private static JsonNode json(FileScan scan) throws IOException {
        return JSON.readTree(printed(new CheckResult(JSON.readTree("{\"ok\":true}")), scan));
    }

    private static String printed(CheckResult result, FileScan scan) {
        StringWriter text = new StringWriter();
        result.printJson(new PrintWriter(text, true), scan);
        return text.toString();
    }

    private static List<String> sentences(JsonNode json) {
        List<String> sentences = new ArrayList<>();
        json.path("file").path("not_sent").path("first").forEach(one -> sentences.add(one.asText()));
        return sentences;
    }

    private static long number(String sentence) {
        return Long.parseLong(sentence.replaceFirst("line (\\d+): .*", "$1"));
    }
}
