package dev.keapsink.tools.airbyte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.tools.airbyte.PackedDestination.Ended;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packed Singer target as a process of its own, against a simulated Keap on the loopback interface. */
@Timeout(120)
class SingerProcessIT {

    private static final List<String> LINES = List.of(
            "{'type':'SCHEMA','stream':'leads','schema':{},'key_properties':['id']}",
            "{'type':'RECORD','stream':'leads','record':{'id':1,'email':'a@example.com'},'time_extracted':'2026-01-31T08:00:00Z'}",
            "{'type':'STATE','value':{'bookmarks':{'leads':1}}}",
            "{'type':'RECORD','stream':'others','record':{'id':2,'email':'b@example.com'}}",
            "{'type':'STATE','value':{'bookmarks':{'leads':2}}}");

    @TempDir
    private Path folder;

    private Ended run(KeapSimulator keap, String more, List<String> lines) throws Exception {
        try (SimulatorServer server = SimulatorServer.start(keap)) {
            PackedDestination target = PackedDestination.unpack(folder)
                    .singer()
                    .with("KEAP_SINK_BASE_URL", server.baseUri().toString());
            Path config = target.file(
                    "{'credentials':{'auth_type':'api_key','api_key':'%s'}%s}".formatted(KeapSimulator.API_KEY, more));
            return target.run(lines, "--config", config.toString());
        }
    }

    private static KeapSimulator keap() {
        return new KeapSimulator(Quota.GENEROUS, Clock.systemUTC());
    }

    @Test
    void writesStatesAloneToStandardOutput() throws Exception {
        KeapSimulator keap = keap();

        Ended ended = run(keap, ",'load_method':'upsert'", LINES.subList(0, 3));

        assertThat(ended.messages()).hasToString("[{\"bookmarks\":{\"leads\":1}}]");
        assertThat(ended.errors()).contains("INFO Rows: leads {created=1}.").doesNotContain(KeapSimulator.API_KEY);
        assertThat(ended.code()).isZero();
        assertThat(keap.contacts()).hasSize(1);
    }

    @Test
    void failsForARecordWithoutItsSchemaAfterTheStatesOfWhatIsSettled() throws Exception {
        KeapSimulator keap = keap();

        Ended ended = run(keap, "", LINES);

        assertThat(ended.messages()).hasToString("[{\"bookmarks\":{\"leads\":1}}]");
        assertThat(ended.errors()).contains("Message 4 of the tap is a record of the stream others");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(keap.contacts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'load_method':'overwrite'|load_method must be upsert or append-only.",
                ",'tag_id':'Customer'|tag_id",
            })
    void refusesSettingsInASentence(String more, String sentence) throws Exception {
        Ended ended = run(keap(), more, List.of());

        assertThat(ended.messages()).isEmpty();
        assertThat(ended.errors()).contains(sentence);
        assertThat(ended.code()).isEqualTo(1);
    }
}
