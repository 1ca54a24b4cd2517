package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What goes with {@code ./run demo --airbyte}. */
class AirbyteDemoTest {

    private static final RecordFile FILE = new RecordFile(
            List.of(new Line(1, "{\"email\": \"ada@example.com\"}"), new Line(2, "email=bob@example.com")), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"--crash", "--ledger", "--batch-size=10", "--concurrency=1"})
    void optionsOfTheFunctionsProcessesAreRefused(String option) {
        CommandLine command = Commands.line(new Demo(), CommandFailure.class);
        StringWriter errors = new StringWriter();

        int code = command.setErr(new PrintWriter(errors)).execute("--airbyte", option);

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).startsWith(option.replaceAll("=.*", "") + " does not go with --airbyte");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEAP_SINK_MAPPING", "KEAP_SINK_STREAMS", "KEAP_SINK_WRITE_POLICY"})
    void settingsThatTheDestinationHasInAnotherFormAreRefused(String variable) {
        CommandLine command = new CommandLine(new Demo());
        command.parseArgs("--airbyte");
        SimulatorSettings settings = SimulatorSettings.of(Map.of(variable, "x"), false);

        assertThatThrownBy(() -> AirbyteDemo.check(command, settings))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--airbyte takes no " + variable + ": unset it.");
    }

    @Test
    void linesOfTheUsersFileThatAreNoRowsAreNamed() {
        RecordFile rows = AirbyteDemo.rowsOf(FILE, false);

        assertThat(rows.lines()).extracting(Line::number).containsExactly(1L);
        assertThat(rows.skipped())
                .extracting(RecordFile.Skipped::sentence)
                .containsExactly("line 2: no row of a stream of Keap's: it is no JSON object, or of another stream");
    }

    @ParameterizedTest
    @CsvSource({"samples/contacts.ndjson, 1018", "samples/shop.ndjson, 308"})
    void nearlyAllLinesOfTheSamplesAreRows(String sample, int rows) {
        RecordFile records = AirbyteDemo.rowsOf(RecordFile.read(Path.of(sample)), true);

        assertThat(records.lines()).hasSize(rows);
        assertThat(records.skipped()).isEmpty();
        assertThat(records.notes()).singleElement().asString().endsWith("a source of Airbyte would not send.");
    }
}
