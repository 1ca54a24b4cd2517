package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Field;
import dev.keapsink.simulator.Behaviour.Clearing;
import dev.keapsink.simulator.Behaviour.Lists;
import dev.keapsink.simulator.memory.InMemorySink;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field of a contact is emptied by a blank, in both encodings and whatever becomes of lists, or never. */
class ClearingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyFieldIsEmptiedOrNever() {
        return ContactFields.values().stream()
                // No company has the key that a record would have to name.
                .filter(field -> !field.equals(ContactFields.EMAIL1) && !field.equals(ContactFields.COMPANY_KEY))
                .flatMap(field -> Stream.of(Clearing.values())
                        .flatMap(clearing -> Stream.of(Lists.values())
                                .map(lists -> DynamicTest.dynamicTest(
                                        "%s, %s, %s".formatted(field, clearing, lists),
                                        () -> check(field, clearing, lists)))));
    }

    private static void check(Field field, Clearing clearing, Lists lists) {
        InMemorySink sink = new InMemorySink();
        sink.keap.behave(sink.keap.behaviour().with(clearing, lists));
        sink.mapping("{'automatic':true,'empty':'clear','write':'merge','encoding':{'clear':'%s'}}"
                .formatted(clearing == Clearing.NULL ? "null" : "empty"));
        ObjectNode record = record(field);
        assertThat(sink.deliver(record.toString())).isEmpty();
        assertThat(there(sink, field).isMissingNode()).isFalse();

        record.put(ContactNames.ALL.of(field.label()).getFirst(), " ");
        assertThat(sink.deliver(record.toString())).isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(sink.objections()).isEmpty();
        assertThat(there(sink, field).isMissingNode()).isEqualTo(field.mayBeEmptied());
    }

    /** A company's name is written, and emptied, as its id. */
    private static JsonNode there(InMemorySink sink, Field field) {
        return (field.equals(ContactFields.COMPANY) ? ContactFields.COMPANY_ID : field)
                .place()
                .in(sink.contact("ada@example.com").fields());
    }

    /** The field with everything that it needs beside it. */
    private static ObjectNode record(Field field) {
        ObjectNode record = JSON.createObjectNode().put("email", "ada@example.com");
        ContactFields.base(field)
                .ifPresent(base -> record.put(ContactNames.ALL.of(base.label()).getFirst(), value(base)));
        return record.put(ContactNames.ALL.of(field.label()).getFirst(), value(field));
    }

    private static String value(Field field) {
        return switch (field.kind()) {
            case TEXT, KEPT_TEXT, NAME, POSTAL_CODE, OPT_IN -> "Arizona";
            case EMAIL -> "byron@example.com";
            case PHONE -> "555-0100";
            case ID, TEXT_ID, MONEY, MONEY_IN_CENTS, MEASURE, COUNT, QUANTITY -> "555";
            case DAY, BIRTHDAY, MOMENT -> "1980-12-31";
            case FLAG -> "true";
            case REMINDER -> "15";
            case PRIORITY -> "CRITICAL";
            case ORDER_TYPE -> "ONLINE";
            case ITEM_TYPE -> "PRODUCT";
            case ITEMS -> "[]";
            case COUNTRY -> "US";
            case TIME_ZONE -> "America/New_York";
            case LOCALE -> "en_US";
            case IP_ADDRESS -> "192.0.2.1";
            case SOURCE_TYPE -> "WEBFORM";
        };
    }
}
