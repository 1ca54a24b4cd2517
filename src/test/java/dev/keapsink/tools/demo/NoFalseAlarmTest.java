package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.value.Conventions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the function writes as it should, the audit finds no fault with it: for any file, mapping and setting. */
class NoFalseAlarmTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final int BATCH = 40;
    private static final int LINES = 100;

    private static final List<String> MAPPINGS = List.of(
            "{'automatic':true,'fields':{'email1':['Email','E-mail','email','work_email'],'given_name':{'from':['First Name',"
                    + "'first_name'],'value':'Friend'}},'tags':[305,'VIP',{'names_from':'Tags'},{'from':'segments'}]}",
            "{'fields':{'email1':['Email','email','Email Address'],'family_name':['Last Name','last_name','Name'],'phone1':'Phone'},"
                    + "'custom_fields':{'Source':'Source','_City':'City'},'tags':[{'name':'Made','create_missing':true}]}",
            "{'fields':{'phone1':['Phone','phone'],'locality':'City','contact_type':{'from':'kind','value':'Student'}}}",
            "{'automatic':true,'write':'fill'}",
            "{'automatic':true,'fields':{'job_title':{'from':'Title','write':'fill'},'given_name':'/person/name/first'}}",
            "{'automatic':true,'empty':'clear','encoding':{'clear':'null','yes_no':'text','list':'comma','date':'date'}}",
            "{'automatic':true,'write':'merge','too_long':'truncate','ignore':['Phone','phone']}",
            "{'automatic':true,'suppress':[{'when':'phone_do_not_call','drop':'phones'},{'when':'unsubscribed','drop':'record'}]}",
            "{'automatic':true,'op':{'from':'Status','delete':['gone','Unqualified'],'upsert':['New']}}");

    private static final List<Map<String, String>> SETTINGS = List.of(
            Map.of(),
            Map.of("KEAP_SINK_DUPLICATE_OPTION", "EmailAndName", "KEAP_SINK_TAG_IDS", "305"),
            Map.of("KEAP_SINK_WRITE_POLICY", "create-only", "KEAP_SINK_CONTACT_TYPE", "Student"),
            Map.of("KEAP_SINK_WRITE_POLICY", "update-only"),
            Map.of("KEAP_SINK_ON_DELETE", "delete"),
            Map.of("KEAP_SINK_ON_DELETE", "ignore", "KEAP_SINK_DUPLICATE_OPTION", "EmailAndName"));

    /** Without a mapping, and with those of the documentation and of this class. */
    private static List<Optional<String>> mappings() throws IOException {
        Stream<String> documented = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs", "mapping.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(json)?", ""));
        return Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        Stream.concat(documented, MAPPINGS.stream().map(text -> text.replace('\'', '"')))
                                .map(Optional::of))
                .toList();
    }

    static Stream<Path> files() throws IOException {
        return Stream.of(in(RESOURCES.resolve("exports")), in(RESOURCES.resolve("files")), in(Path.of("samples")))
                .flatMap(List::stream)
                .filter(file -> !file.toString().endsWith(".expected.json"));
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsWrittenAsTheAuditExpects(Path file) throws IOException {
        List<Line> lines = lines(file);
        for (Map<String, String> environment : environments(file)) {
            assertThat(findings(environment, lines)).as("%s", environment).isEmpty();
        }
    }

    /** All mappings and all settings, but not each with each. A mapping beside the file is one of them. */
    private static List<Map<String, String>> environments(Path file) throws IOException {
        List<Optional<String>> mappings = new ArrayList<>(mappings());
        Path beside = file.resolveSibling(file.getFileName().toString().replaceFirst("[.][a-z]+$", ".mapping.json"));
        if (!beside.equals(file) && Files.exists(beside)) {
            mappings.add(Optional.of(Files.readString(beside)));
        }
        return IntStream.range(0, mappings.size())
                .mapToObj(i -> with(mappings.get(i), SETTINGS.get(i % SETTINGS.size())))
                .toList();
    }

    private static List<Line> lines(Path file) {
        try {
            return RecordFile.read(file).lines().stream().limit(LINES).toList();
        } catch (CommandFailure e) {
            return List.of();
        }
    }

    @Test
    void aMessageIsWrittenAsTheAuditExpects() throws IOException {
        Map<Optional<String>, List<Line>> byMapping = new LinkedHashMap<>();
        for (Path fixture : in(RESOURCES.resolve("messages"))) {
            JsonNode json = JSON.readTree(fixture.toFile());
            JsonNode body = json.path("body");
            List<Line> lines = byMapping.computeIfAbsent(
                    Optional.of(json.at("/settings/mapping"))
                            .filter(JsonNode::isObject)
                            .map(JsonNode::toString),
                    one -> new ArrayList<>());
            lines.add(new Line(lines.size() + 1, body.isTextual() ? body.asText() : body.toString()));
        }
        for (Map.Entry<Optional<String>, List<Line>> lines : byMapping.entrySet()) {
            for (Map<String, String> settings : SETTINGS) {
                assertThat(findings(with(lines.getKey(), settings), lines.getValue()))
                        .as("%s with %s", settings, lines.getKey())
                        .isEmpty();
            }
        }
    }

    private static Map<String, String> with(Optional<String> mapping, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        mapping.ifPresent(document -> all.put("KEAP_SINK_MAPPING", document));
        return all;
    }

    private static List<String> findings(Map<String, String> environment, List<Line> lines) {
        SimulatorSettings settings = SimulatorSettings.of(environment, false);
        InMemorySink sink = sink(settings);
        AuditRules rules = AuditRules.of(settings);
        AccountContents account = new AccountContents(sink.keap);
        AccountNeeds.of(settings, rules.mapping(), lines).addTo(account);
        RunOutcome outcome = sent(sink, lines);
        SimulatorFigures figures = SimulatorFigures.of(sink.keap);
        List<String> findings = new ArrayList<>(figures.findings());
        findings.addAll(Expectations.of(outcome, rules)
                .audit(AccountNeeds.tagsOfAll(settings, sink.keap), outcome.batches())
                .findings(figures.contacts()));
        assertThat(Expectations.of(outcome, rules).verdict()).isNotEmpty();
        return findings;
    }

    private static InMemorySink sink(SimulatorSettings settings) {
        InMemorySink sink = new InMemorySink()
                .tags(settings.get("KEAP_SINK_TAG_IDS")
                        .map(id -> new Long[] {Long.valueOf(id)})
                        .orElse(new Long[] {101L, 102L}))
                .contactType(settings.get("KEAP_SINK_CONTACT_TYPE").orElse("Lead"))
                .matching(
                        settings.get("KEAP_SINK_DUPLICATE_OPTION").isPresent()
                                ? MatchRule.EMAIL_AND_NAME
                                : MatchRule.EMAIL)
                .onDelete(settings.get("KEAP_SINK_ON_DELETE")
                        .map(policy -> policy.toUpperCase(Locale.ROOT))
                        .map(OnDelete::valueOf)
                        .orElse(OnDelete.UNTAG))
                .writing(settings.get("KEAP_SINK_WRITE_POLICY")
                        .map(policy -> WritePolicy.valueOf(
                                policy.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .orElse(WritePolicy.UPSERT));
        settings.get("KEAP_SINK_MAPPING")
                .ifPresent(document -> sink.mapping(ContactMappingReader.read(document, Conventions.NONE)));
        return sink;
    }

    private static RunOutcome sent(InMemorySink sink, List<Line> lines) {
        Map<String, Line> sent = new LinkedHashMap<>();
        lines.forEach(line -> sent.put("m" + sent.size(), line));
        Tally tally = new Tally();
        List<Message> messages = Messages.of(lines.stream().map(Line::body).toArray(String[]::new));
        for (int round = 0; round < 3 && !messages.isEmpty(); round++) {
            List<Message> left = new ArrayList<>();
            for (int first = 0; first < messages.size(); first += BATCH) {
                List<Message> batch = messages.subList(first, Math.min(messages.size(), first + BATCH));
                Set<String> returned = Set.copyOf(sink.deliver(batch));
                tally.handled(
                        batch.stream().map(NoFalseAlarmTest::received).toList(),
                        new InvocationResult.Reply("{}"),
                        returned);
                batch.stream()
                        .filter(message -> returned.contains(message.id()))
                        .forEach(left::add);
            }
            messages = left;
        }
        Map<String, Reject> rejects = sink.rejected.keySet().stream()
                .map(id -> id.replaceFirst("#.*", ""))
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> new Reject(id, "", "", "")));
        return new RunOutcome(sent, tally, List.copyOf(rejects.values()), List.of(), Duration.ZERO);
    }

    private static software.amazon.awssdk.services.sqs.model.Message received(Message message) {
        return software.amazon.awssdk.services.sqs.model.Message.builder()
                .messageId(message.id())
                .build();
    }
}
