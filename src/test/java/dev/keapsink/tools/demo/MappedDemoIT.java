package dev.keapsink.tools.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.simulator.StoredContact;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.RuntimeClient;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.Survey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mapping is tried with the packaged function and without an account. */
@Timeout(120)
class MappedDemoIT {
    private static final Path WORK = Path.of("target", "local-it").toAbsolutePath();
    private static final LocalRun.Plan PLAN =
            new LocalRun.Plan(10, 1, Duration.ofSeconds(20), Duration.ofSeconds(30), false);

    private static FunctionPackage function;

    @TempDir
    private Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        function = FunctionPackage.unpack(Path.of("target", "function.zip").toAbsolutePath(), WORK.resolve("function"));
    }

    @Test
    void aMappingArrivesWithAllThatItNames() throws Exception {
        Path file = Files.writeString(
                folder.resolve("leads.csv"),
                "Mail,Vorname,Webinar,Segments,Notes\nada@example.com,Ada,Spring,VIP,x\nbroken@,Eve,Spring,,\n");
        SimulatorSettings settings = SimulatorSettings.of(
                Map.of(
                        "KEAP_SINK_MAPPING",
                        "{\"fields\":{\"email1\":\"Mail\",\"given_name\":\"Vorname\"},\"custom_fields\":{\"Webinar\":\"Webinar\"},"
                                + "\"tags\":[305,{\"names_from\":\"Segments\"}]}",
                        "KEAP_SINK_CONTACT_TYPE",
                        "Student"),
                false);
        MappingInEffect mapping = MappingInEffect.ofSimulator(settings.used());
        RecordFile records = RecordFile.read(file, mapping);
        Survey survey = new Survey(mapping);
        records.lines().forEach(survey::add);
        StringWriter printed = new StringWriter();

        try (KeapTarget.Simulated target = target(settings, records);
                LocalRun run = new LocalRun(function, RuntimeClient.forThisSystem(), target, PLAN, folder)) {
            RunOutcome outcome = run.run(records.lines(), done -> {});
            int code = new RunReport(records, target, outcome)
                    .print(new PrintWriter(printed, true), "quota", survey, false);

            assertThat(code).as("%s", printed).isEqualTo(3);
            StoredContact ada = target.keap().contacts().getFirst();
            assertThat(ada.text("given_name")).isEqualTo("Ada");
            assertThat(ada.text("contact_type")).isEqualTo("Student");
            assertThat(ada.fields().at("/custom_fields/0/content").asText()).isEqualTo("Spring");
            assertThat(ada.tagIds()).contains(101L, 102L, 305L).hasSize(4);
        }
        assertThat(printed.toString())
                .contains("Everything adds up")
                .contains(
                        "This does not mean that all arrived: 1 column was not written; 1 record was rejected (see above).");
    }

    @Test
    void aFaultyMappingEndsTheRunBeforeAnythingIsSent() throws Exception {
        SimulatorSettings settings =
                SimulatorSettings.of(Map.of("KEAP_SINK_MAPPING", "{\"fields\":{\"emial1\":\"Mail\"}}"), false);
        Path file = Files.writeString(folder.resolve("leads.ndjson"), "{\"Mail\":\"ada@example.com\"}\n", UTF_8);
        RecordFile records = RecordFile.read(file);

        try (KeapTarget.Simulated target = target(settings, records);
                LocalRun run = new LocalRun(function, RuntimeClient.forThisSystem(), target, PLAN, folder)) {
            assertThatThrownBy(() -> run.run(records.lines(), done -> {}))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("KEAP_SINK_MAPPING: fields.emial1 is no field of a contact");
            assertThat(target.keap().calls()).isEmpty();
        }
    }

    private static KeapTarget.Simulated target(SimulatorSettings settings, RecordFile records) {
        return KeapTarget.Simulated.start(
                Pace.DEMO,
                settings,
                AccountNeeds.of(settings, AuditRules.of(settings).mapping(), records.lines()));
    }
}
