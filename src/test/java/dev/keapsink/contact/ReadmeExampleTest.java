package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.object.Change;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.MessageDecoder;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.simulator.memory.Messages;
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

    @Test
    void theEnvelopeBecomesTheCall() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String envelope = find(readme, "```json\n(.*?)```");
        String body = find(readme, "PUT /v1/contacts\n(.*?)\n\n");

        SinkRecord.Row contact = (SinkRecord.Row) ((Checked.Valid<SinkRecord>)
                        new MessageDecoder().decode(Messages.of(envelope).getFirst()))
                .value();
        Change change = ((MappingResult.Wanted) ((Checked.Valid<MappingResult>)
                                new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC).map(contact))
                        .value())
                .change();

        assertThat(JSON.readTree(JSON.writeValueAsString(
                        ContactBody.of(change, MatchRule.EMAIL, dev.keapsink.value.Encoding.DEFAULT))))
                .isEqualTo(JSON.readTree(body));
        assertThat(change.tags()).containsExactly(102L);
    }
}
