package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** docs/exports.md takes three files into Keap. What it quotes is what the code prints, and the files arrive. */
class DocumentedExportsTest {
    private static final Path SAMPLES = Path.of("samples", "exports");
    private static final Pattern CUSTOM_FIELD = Pattern.compile("`([^`]+)`\\s\\((YesNo|WholeNumber|Text|Currency)\\)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"webinar, ## A webinar's attendees", "form, ## The answers of a form", "shop, ## A shop's orders"})
    void theReportIsWhatTheCommandsPrint(String name, String heading) throws IOException {
        assertMatches(printed(name, Optional.empty()), blocks(heading, "report").getFirst());
    }

    @ParameterizedTest
    @CsvSource({"webinar, ## A webinar's attendees", "form, ## The answers of a form", "shop, ## A shop's orders"})
    void withItsMappingNoColumnIsDropped(String name, String heading) throws IOException {
        String mapping = blocks(heading, "json").getFirst();

        assertThat(JSON.readTree(mapping)).isEqualTo(JSON.readTree(mappingFile(name)));
        assertThat(survey(name, Optional.of(mapping)).unplacedCount()).isZero();
        String header = Files.readString(file(name)).lines().findFirst().orElseThrow();
        JSON.readTree(mapping)
                .path("ignore")
                .forEach(column -> assertThat(header).contains(column.asText()));
    }

    @ParameterizedTest
    @CsvSource({
        "webinar, ## A webinar's attendees, 22",
        "form, ## The answers of a form, 22",
        "shop, ## A shop's orders, 19"
    })
    void theFileArrivesButForTheRecordsThatThePageNames(String name, String heading, int contacts) throws IOException {
        InMemorySink sink = sink(heading);
        sink.mapping(ContactMappingReader.read(mappingFile(name)));

        assertMatches(rejected(sink, name), blocks(heading, "rejected").getLast());
        assertThat(sink.keap.contacts()).hasSize(contacts);
        assertThat(sink.objections()).isEmpty();
    }

    @Test
    void theTitleAboveTheHeaderIsRefusedAsThePageSays() throws IOException {
        Optional<String> refused = Optional.empty();
        try {
            RecordFile.read(SAMPLES.resolve("webinar.csv"));
        } catch (CommandFailure e) {
            refused = Optional.of(e.getMessage());
        }

        assertThat(refused.orElse("") + "\n")
                .isEqualTo(blocks("## A webinar's attendees", "refused").getFirst());
    }

    @Test
    void theQuotedLinesAreTheFirstOfTheFile() throws IOException {
        String quoted = blocks("## A webinar's attendees", "").getFirst();

        assertThat(Files.readString(SAMPLES.resolve("webinar.csv"))).startsWith(quoted);
    }

    @Test
    void theTableOfExitCodesHasThoseOfTheCommands() throws IOException {
        assertThat(Pattern.compile("(?m)^\\| (\\d) \\|")
                        .matcher(section("### Exit codes"))
                        .results()
                        .map(row -> Integer.parseInt(row.group(1))))
                .containsExactly(Commands.DONE, Commands.FAILED, CommandLine.ExitCode.USAGE, Commands.REJECTED);
    }

    @Test
    void withoutAMappingTagsOfTheShopAreMissing() throws IOException {
        InMemorySink sink = sink("## Into");

        assertMatches(
                rejected(sink, "shop"), blocks("## A shop's orders", "rejected").getFirst());
    }

    @Test
    void onlyAYesIsSentAsConsent() throws IOException {
        InMemorySink sink = sink("## The answers of a form");
        sink.mapping(ContactMappingReader.read(mappingFile("form")));
        rejected(sink, "form");

        Set<String> agreed = new HashSet<>();
        RecordFile.read(file("form")).lines().forEach(line -> {
            JsonNode record = json(line.body());
            String address = record.path("What is your e-mail address?").asText();
            boolean isRejected = address.indexOf('@') < 0;
            if (!isRejected
                    && record.path("Do you agree to receive our newsletter?")
                            .asText()
                            .equals("Yes")) {
                agreed.add(address);
            }
        });
        Set<String> optedIn = sink.keap.calls().stream()
                .filter(Call::isWrite)
                .filter(call -> call.body().contains("opt_in_reason"))
                .map(call -> json(call.body())
                        .path("email_addresses")
                        .path(0)
                        .path("email")
                        .asText())
                .collect(Collectors.toSet());
        assertThat(optedIn).isNotEmpty().isEqualTo(agreed);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An account with the custom fields of a section, and with tags as the demo's account has them. */
    private static InMemorySink sink(String heading) throws IOException {
        InMemorySink sink = new InMemorySink();
        sink.keap.addTag(201, "Lead magnet");
        CUSTOM_FIELD
                .matcher(section(heading))
                .results()
                .forEach(field -> sink.keap.addCustomField(CustomField.of(
                        field.start(),
                        field.group(1),
                        switch (field.group(2)) {
                            case "YesNo" -> FieldType.YES_NO;
                            case "WholeNumber" -> FieldType.WHOLE_NUMBER;
                            case "Currency" -> FieldType.CURRENCY;
                            default -> FieldType.TEXT;
                        })));
        return sink;
    }

    /** Delivers the file line by line; returns the rejections in the form in which the demo prints them. */
    private String rejected(InMemorySink sink, String name) throws IOException {
        Map<String, FirstSentences> byReason = new TreeMap<>();
        for (RecordFile.Line line : RecordFile.read(file(name)).lines()) {
            sink.rejected.clear();
            while (!sink.deliver(line.body()).isEmpty()) {
                // A name that is not in the account's list is looked for in a new list, at most once a minute.
                sink.time.sleep(Duration.ofMinutes(1));
            }
            for (Rejected rejection : sink.rejected.values()) {
                byReason.computeIfAbsent(rejection.reason().code(), reason -> new FirstSentences())
                        .add("line %d: %s%s"
                                .formatted(
                                        line.number(),
                                        rejection.field() == null ? "" : rejection.field() + ": ",
                                        rejection.detail()));
            }
        }
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println("Rejected:");
        byReason.forEach((reason, records) -> records.print(out, reason));
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private Survey survey(String name, Optional<String> mapping) throws IOException {
        Survey survey = new Survey(MappingInEffect.of(
                mapping.map(document -> Map.of("KEAP_SINK_MAPPING", document)).orElse(Map.of())));
        RecordFile records = RecordFile.read(file(name));
        survey.header(records.columns());
        records.lines().forEach(survey::add);
        return survey;
    }

    private String printed(String name, Optional<String> mapping) throws IOException {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        survey(name, mapping).columns().print(out);
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** The file as the page's commands leave it: the webinar's without its title. */
    private Path file(String name) throws IOException {
        Path file = SAMPLES.resolve(name + ".csv");
        return name.equals("webinar")
                ? Files.write(
                        folder.resolve(name + ".csv"),
                        Files.readAllLines(file).stream().skip(1).toList())
                : file;
    }

    private static String mappingFile(String name) throws IOException {
        return Files.readString(SAMPLES.resolve(name + ".mapping.json"));
    }

    /** An ellipsis in a quotation stands for the rest of its line; alone on a line, for any lines. */
    private static void assertMatches(String printed, String quoted) throws IOException {
        List<String> parts = new ArrayList<>();
        quoted.lines()
                .forEach(line -> parts.add(
                        line.strip().equals("…") ? "(?:.*\n)*?" : "\\Q" + line.replace("…", "\\E.*\\Q") + "\\E\n"));
        assertThat(printed).matches(String.join("", parts));
    }

    private static List<String> blocks(String heading, String kind) throws IOException {
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                .matcher(section(heading))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/exports.md"));
        return page.substring(page.indexOf(heading)).split("\n## ", 2)[0];
    }
}
