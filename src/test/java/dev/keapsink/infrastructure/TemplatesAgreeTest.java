package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares all that terraform/ and sam-template.yaml deploy, attribute by attribute, for several setups. */
class TemplatesAgreeTest {

    static Stream<Setup> setups() {
        return Stream.of(Setup.PLAIN, Setup.FIFO, Setup.OAUTH, Setup.SECRET, Setup.EVERYTHING);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void bothDeployTheSame(Setup setup) {
        Map<String, Map<String, Object>> sam = Template.SAM.with(setup).resources();
        Map<String, Map<String, Object>> terraform =
                Template.TERRAFORM.with(setup).resources();

        assertThat(sam.keySet()).isEqualTo(terraform.keySet()).hasSizeGreaterThan(25);
        assertThat(sam)
                .allSatisfy((address, attributes) ->
                        assertThat(attributes).as(address).isEqualTo(terraform.get(address)));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void bothTellTheSame(Setup setup) {
        Map<String, Object> terraform = new TreeMap<>();
        new TerraformModule(setup.variables())
                .outputs()
                .forEach((name, value) -> terraform.put(Setup.parameter(name), value));

        assertThat(new SamTemplate(setup.parameters()).outputs()).isEqualTo(terraform);
    }
}
