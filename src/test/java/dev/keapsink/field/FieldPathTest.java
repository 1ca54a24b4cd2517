package dev.keapsink.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that share a nested object, as those of a company's address do. */
class FieldPathTest {

    private static final Field COUNTRY = field(1, "country_code");
    private static final Field REGION = field(2, "region");
    private static final Field LINE = field(3, "line1");

    private final ObjectNode company = JsonNodeFactory.instance.objectNode();

    private static Field field(int order, String name) {
        return new Field(order, name, FieldType.TEXT, 100, new FieldPath.Part("address", name));
    }

    private void put(Field field, String value) {
        field.place().put(company, new TextNode(value));
    }

    @Test
    void partsOfAnObjectStandBesideEachOther() {
        put(COUNTRY, "USA");
        put(REGION, "US-AZ");

        assertThat(company).hasToString("{\"address\":{\"country_code\":\"USA\",\"region\":\"US-AZ\"}}");
        assertThat(REGION.place().in(company).asText()).isEqualTo("US-AZ");
        assertThat(LINE.place().in(company).isMissingNode()).isTrue();
    }

    @Test
    void aPartIsRemovedAlone() {
        LINE.place().remove(company);
        put(COUNTRY, "USA");
        put(LINE, "1 Main St");
        LINE.place().remove(company);

        assertThat(company).hasToString("{\"address\":{\"country_code\":\"USA\"}}");
    }

    @Test
    void aRegionNeedsItsCountry() {
        FieldTable table = new FieldTable(List.of(COUNTRY, REGION, LINE));

        assertThat(table.base(REGION)).hasValue(COUNTRY);
        assertThat(table.base(LINE)).isEmpty();
    }
}
