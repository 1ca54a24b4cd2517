package dev.keapsink.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.InMemorySink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProductsContractTest extends ObjectContract {

    ProductsContractTest() {
        super(Specimen.PRODUCTS);
    }

    private static String product(String data) {
        return "{\"stream\":\"products\",\"data\":{%s}}".formatted(data);
    }

    private StoredObject only(InMemorySink sink) {
        assertThat(objects(sink)).hasSize(1);
        return objects(sink).getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void aProductIsFoundByItsSku(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.keap
                .objects()
                .add(
                        Resource.PRODUCTS,
                        "{\"name\":\"Cup\",\"sku\":\"MUG-1\",\"price\":900,\"short_description\":\"A cup\"}");
        sink.keap
                .objects()
                .add(
                        Resource.PRODUCTS,
                        "{\"name\":\"Other\",\"sku\":\"MUG-10\",\"price\":100,\"short_description\":\"x\"}");

        assertThat(sink.deliver(product("\"sku\":\"MUG-1\",\"price\":12.5"))).isEmpty();

        assertThat(sink.rejected.values()).extracting(Rejected::detail).isEmpty();
        assertThat(objects(sink)).hasSize(2);
        assertThat(objects(sink).getFirst().fields().path("price").asLong()).isEqualTo(1250);
        assertThat(objects(sink).getFirst().text("name")).isEqualTo("Cup");
    }

    @Test
    void theFormOfKeapsRepliesIsNoChange() {
        InMemorySink sink = sink(Memory.NONE);
        String record = product(
                "\"sku\":\"a;b=c\",\"name\":\"Mug\",\"price\":\"$1,012.50\",\"weight\":0.50,\"inventory_limit\":3,\"active\":\"yes\"");
        sink.deliver(record);

        assertThat(sink.deliver(record)).isEmpty();

        assertThat(sink.figures.getLast().written()).containsEntry(Effect.UNCHANGED, 1);
        assertThat(only(sink).fields().path("price").asLong()).isEqualTo(101_250);
        assertThat(only(sink).text("short_description")).isEqualTo("Mug");
    }

    @Test
    void theKeyIsTheSkuOfAProductWithoutOne() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(record("4711", "Mug"));

        assertThat(only(sink).text("sku")).isEqualTo("4711");
    }

    @Test
    void whatNeitherHasNorGetsASkuIsRejected() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(product("\"name\":\"Mug\",\"price\":1"));

        assertThat(sink.rejected.values()).extracting(Rejected::reason).containsExactly(Reason.NO_MATCH_KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"price\":1'                    | INVALID_VALUE         | name",
                "'\"name\":\"Mug\"'               | INVALID_VALUE         | price",
                "'\"name\":\"Mug\",\"price\":-1'  | UNSUPPORTED_OPERATION | price"
            })
    void withoutANameAndAPriceNoProductIsCreated(String data, Reason reason, String field) {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(product("\"sku\":\"MUG-1\"," + data));

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.field()).isEqualTo(field);
        });
        assertThat(objects(sink)).isEmpty();
    }
}
