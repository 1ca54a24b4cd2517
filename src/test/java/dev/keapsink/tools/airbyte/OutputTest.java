package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Output out = new Output(bytes, Optional.empty(), () -> Instant.EPOCH);

    private String written() {
        return bytes.toString(UTF_8);
    }

    @Test
    void noSentenceShowsASecretOrARenewedOne() {
        out.hide(
                Set.of("KeapAK-1", "KeapAK-1-longer", "ab"),
                sentence -> sentence.replace("KEAP_SINK_TAG_IDS", "tag_id"));
        out.hideToo(Set.of("renewed"));

        out.log(Output.Level.INFO, "KeapAK-1-longer and KeapAK-1 and renewed; about KEAP_SINK_TAG_IDS");

        assertThat(written())
                .isEqualTo(
                        "{\"type\":\"LOG\",\"log\":{\"level\":\"INFO\",\"message\":\"*** and *** and ***; about tag_id\"}}\n");
    }

    @Test
    void aStateIsNotTouched() {
        out.hide(Set.of("KeapAK-1"), sentence -> sentence);

        out.line("{\"state\":\"KeapAK-1\"}".getBytes(UTF_8));

        assertThat(written()).isEqualTo("{\"state\":\"KeapAK-1\"}\n");
    }

    @Test
    void knowsWhenItsReaderIsGone() {
        Output broken = new Output(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                Optional.empty(),
                () -> Instant.EPOCH);

        broken.log(Output.Level.INFO, "Hello");

        assertThat(broken.isGone()).isTrue();
    }
}
