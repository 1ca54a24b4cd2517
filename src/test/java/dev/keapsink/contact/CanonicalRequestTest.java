package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CanonicalRequestTest {

    private static final ContactWriter.Rules RULES =
            new ContactWriter.Rules(MatchRule.EMAIL, Encoding.DEFAULT, Conventions.NONE);

    private static final Key ADA = Changes.of("{'email':'ada@example.com'}").key();

    @ParameterizedTest
    @EnumSource(
            value = Write.class,
            names = {"FILL", "MERGE"})
    void tellsAnExtensionThatIsClearedFromOneThatIsNotMentioned(Write write) {
        String silent = request(write, Map.of(ContactFields.GIVEN_NAME, new TextNode("Ada")));
        String clearing = request(
                write,
                Map.of(
                        ContactFields.GIVEN_NAME,
                        new TextNode("Ada"),
                        ContactFields.named("phone1_extension"),
                        NullNode.getInstance()));

        assertThat(clearing).isNotEqualTo(silent);
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void tellsNoLetterCaseOfAnAddress(Write write) {
        assertThat(request(write, Map.of(ContactFields.EMAIL1, new TextNode("Ada@Example.com"))))
                .isEqualTo(request(write, Map.of(ContactFields.EMAIL1, new TextNode("ada@example.com"))));
    }

    private static String request(Write write, Map<Field, JsonNode> contents) {
        SortedMap<Field, Value> fields = new TreeMap<>();
        contents.forEach((field, content) -> fields.put(field, new Value(content, write, content, false)));
        return CanonicalRequest.of(new Change(ADA, Operation.UPSERT, null, fields, Set.of(), null), RULES)
                .toString();
    }
}
