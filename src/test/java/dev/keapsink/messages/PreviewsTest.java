package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A check says of every message of the corpus what the sink does, but for writes that only Keap can refuse. */
class PreviewsTest {

    @TestFactory
    List<DynamicTest> everyPreviewSaysWhatTheSinkDoes() throws IOException {
        return MessageFilesTest.files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                .toList();
    }

    private static void check(Path file) throws IOException {
        JsonNode json = Sample.JSON.readTree(file.toFile());
        Sample delivered = new Sample(json);

        assertThat(ownRejections(Sample.preview(json)))
                .containsExactlyElementsOf(ownRejections(delivered.sink.rejected.values()));
    }

    private static List<Outcome> ownRejections(Collection<? extends Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome instanceof Rejected(var reason, var field, var detail)
                        && reason != Reason.REFUSED_BY_KEAP)
                .map(Outcome.class::cast)
                .toList();
    }
}
