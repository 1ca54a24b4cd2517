package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.object.Change;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.MessageDecoder;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.value.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example in the README is what the code does. */
class ReadmeExampleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String find(String readme, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(readme);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static Change change(String record, ContactMapping mapping) {
        SinkRecord.Row contact = (SinkRecord.Row) ((Checked.Valid<SinkRecord>) new MessageDecoder(Streams.DEFAULT)
                        .decode(Messages.of(record).getFirst()))
                .value();
        return ((MappingResult.Wanted)
                        ((Checked.Valid<MappingResult>) new ContactMapper(MatchRule.EMAIL, mapping).map(contact))
                                .value())
                .change();
    }

    private static JsonNode body(Change change) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(ContactBody.of(change, MatchRule.EMAIL, Encoding.DEFAULT)));
    }

    @Test
    void theEnvelopeBecomesTheCall() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String envelope = find(readme, "```json\n(.*?)```");
        String body = find(readme, "PUT /v1/contacts\n(.*?)\n\n");

        Change change = change(envelope, ContactMapping.AUTOMATIC);

        assertThat(body(change)).isEqualTo(JSON.readTree(body));
        assertThat(change.tags()).containsExactly(102L);
    }

    @Test
    void theConsentOfARecordDecidesOnTheReason() throws IOException {
        String document = find(Files.readString(Path.of("README.md")), "KEAP_SINK_MAPPING='(\\{.*?)'\n");
        ContactMapping mapping = ContactMappingReader.read(document);
        String record = "{\"email\": \"ada@example.com\", \"newsletter\": \"%s\"}";

        assertThat(body(change(record.formatted("yes"), mapping))
                        .path("opt_in_reason")
                        .asText())
                .isEqualTo("Newsletter box, example.com");
        assertThat(body(change(record.formatted("no"), mapping)).has("opt_in_reason"))
                .isFalse();
    }
}
