package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorSettingsTest {
    /** With one of these the demo writes to a real account, or says that the other one is missing. */
    private static final Set<String> OF_THE_ACCOUNT =
            Set.of("KEAP_SINK_BASE_URL", "KEAP_SINK_API_KEY", "KEAP_SINK_CREDENTIALS_PARAMETER");

    private static SimulatorSettings of(Map<String, String> environment) {
        return SimulatorSettings.of(environment, false);
    }

    @Test
    void everySettingOfTheFunctionIsUsedOrIgnoredOnPurpose() throws IOException {
        Set<String> settings = new TreeSet<>();
        Pattern.compile("setting\\(\\s*\"(KEAP_SINK_[A-Z_]+)\"")
                .matcher(Files.readString(Path.of("src/main/java/dev/keapsink/app/SinkConfig.java")))
                .results()
                .forEach(found -> settings.add(found.group(1)));
        settings.removeAll(OF_THE_ACCOUNT);

        assertThat(SimulatorSettings.known()).hasSizeGreaterThan(15).isEqualTo(settings);
    }

    @Test
    void whatNeedsNoAccountApplies() {
        SimulatorSettings settings = of(Map.of(
                "KEAP_SINK_TAG_IDS", "305", "KEAP_SINK_MAPPING", "{}", "KEAP_SINK_COUNTRY", " ", "PATH", "/bin"));

        assertThat(settings.used()).containsOnlyKeys("KEAP_SINK_TAG_IDS", "KEAP_SINK_MAPPING");
        assertThat(settings.notes())
                .containsExactly("Settings of this environment that apply: KEAP_SINK_MAPPING, KEAP_SINK_TAG_IDS.");
    }

    @Test
    void whatIsIgnoredIsNamedWithTheReason() {
        SimulatorSettings settings = of(Map.of(
                "KEAP_SINK_QUEUE_URL", "https://sqs.example/1/a",
                "KEAP_SINK_REJECT_QUEUE_URL", "https://sqs.example/1/b",
                "KEAP_SINK_MAPPING", "ssm:/keap-sink/mapping"));

        assertThat(settings.used()).isEmpty();
        assertThat(settings.notes())
                .singleElement()
                .asString()
                .startsWith("Settings of this environment that are ignored: ")
                .contains(
                        "KEAP_SINK_MAPPING (Parameter Store is not read; give the document itself: KEAP_SINK_MAPPING=\"$(cat"
                                + " mapping.json)\")",
                        "KEAP_SINK_QUEUE_URL, KEAP_SINK_REJECT_QUEUE_URL (the demo has queues of its own)")
                .endsWith(").");
    }

    @Test
    void anEnvironmentWithoutSettingsIsNotWorthALine() {
        assertThat(of(Map.of("HOME", "/root", "KEAP_SINK_TAG_ID", "305")).notes())
                .as("what is no setting at all is not this class's to tell")
                .isEmpty();
    }

    @Test
    void theLedgersSettingsApplyWithALedger() {
        Map<String, String> environment =
                Map.of("KEAP_SINK_LEDGER_RETENTION", "P10D", "KEAP_SINK_LEDGER_TABLE", "keap-sink");

        assertThat(SimulatorSettings.of(environment, true).used()).containsOnlyKeys("KEAP_SINK_LEDGER_RETENTION");
        assertThat(of(environment).used()).isEmpty();
        assertThat(of(environment).notes()).singleElement().asString().contains("without --ledger there is no ledger");
    }

    @Test
    void aPathIsNoMapping(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.json"), "{}");

        assertThatThrownBy(
                        () -> of(Map.of("KEAP_SINK_MAPPING", file.toString())).checkMappingIsNoPath())
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith("KEAP_SINK_MAPPING=\"$(cat %s)\"", file);
        of(Map.of("KEAP_SINK_MAPPING", "{\"automatic\":true}")).checkMappingIsNoPath();
        of(Map.of()).checkMappingIsNoPath();
    }
}
