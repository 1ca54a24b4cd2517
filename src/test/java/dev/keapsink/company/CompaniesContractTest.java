package dev.keapsink.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.simulator.memory.InMemorySink;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompaniesContractTest extends ObjectContract {

    CompaniesContractTest() {
        super(Specimen.COMPANIES);
    }

    private static String company(String data) {
        return "{\"stream\":\"companies\",\"key\":\"k1\",\"data\":{%s}}".formatted(data);
    }

    @ParameterizedTest
    @EnumSource
    void aPartOfAnAddressKeepsTheOthers(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(
                company(
                        "\"name\":\"Acme\",\"address\":{\"line1\":\"1 Main St\",\"city\":\"Mesa\"},\"phone\":\"617-555-0100\",\"phone_ext\":\"7\""));

        sink.restarted().deliver(company("\"city\":\"Albany\",\"phone\":\"617-555-0199\""));

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink).getFirst().fields().at("/address/line1").asText())
                .isEqualTo("1 Main St");
        assertThat(objects(sink).getFirst().fields().at("/address/locality").asText())
                .isEqualTo("Albany");
        assertThat(objects(sink)
                        .getFirst()
                        .fields()
                        .at("/phone_number/extension")
                        .asText())
                .isEqualTo("7");
    }

    @Test
    void aRegionNeedsItsCountry() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(company("\"name\":\"Acme\",\"state\":\"AZ\""));

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.field()).isEqualTo("region"));
    }

    @Test
    void aCompanyThatKeapDoesNotListYetIsNotMadeTwice() {
        InMemorySink sink = sink(Memory.LEDGER);
        sink.keap.objects().listAfter(Duration.ofSeconds(30));

        sink.deliver(company("\"name\":\"Acme\""));
        sink.time.advance(Duration.ofSeconds(5));
        sink.deliver(
                "{\"stream\":\"companies\",\"data\":{\"name\":\"Acme\",\"website\":\"https://acme.example.com\"}}");

        assertThat(objects(sink)).extracting(one -> one.text("website")).containsExactly("https://acme.example.com");
    }
}
