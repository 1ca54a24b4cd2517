package dev.keapsink.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A custom field as v2's models of companies, orders and other objects describe it. */
class CustomFieldTest {

    /** The types in the spelling of v2's documentation. */
    private static final List<String> TYPES = List.of(
            "CURRENCY DATE DATE_TIME DAY_OF_WEEK DECIMAL_NUMBER DRILLDOWN DROPDOWN EMAIL LIST_BOX MONTH NAME PERCENT"
                    .concat(" PHONE_NUMBER RADIO SOCIAL_SECURITY_NUMBER STATE TEXT TEXT_AREA USER USER_LIST_BOX")
                    .concat(" WEBSITE WHOLE_NUMBER YEAR YES_NO")
                    .split(" "));

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void readsTheModel() throws JsonProcessingException {
        CustomField plan = CustomField.of(json("""
                        {'id':'12','label':'Plan','options':[{'id':'1','label':'Free'},{'id':'2','label':'Pro'}],
                         'record_type':'COMPANY','field_type':'DROPDOWN','group_id':'3','field_name':'_Plan'}"""), CustomField.Ids.TEXTS);

        assertThat(plan)
                .isEqualTo(new CustomField(
                        12, "Plan", "_Plan", CustomFieldType.DROPDOWN, List.of("Free", "Pro"), CustomField.Ids.TEXTS));
        assertThat(plan.option("pro")).isEqualTo("Pro");
    }

    @Test
    void knowsEveryTypeByItsName() {
        assertThat(TYPES.stream().map(CustomFieldType::of))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(CustomFieldType.values()));
    }

    @Test
    void writesTheIdAsTheInterfaceDoes() {
        assertThat(body(CustomField.Ids.TEXTS)).hasToString("{\"custom_fields\":[{\"id\":\"7\",\"content\":\"x\"}]}");
        assertThat(body(CustomField.Ids.NUMBERS)).hasToString("{\"custom_fields\":[{\"id\":7,\"content\":\"x\"}]}");
    }

    private static ObjectNode body(CustomField.Ids ids) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Field field = new CustomField(7, "Plan", "_Plan", CustomFieldType.TEXT, List.of(), ids).field();
        field.place().put(body, new TextNode("x"));
        return body;
    }
}
