package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetChoiceTest {

    private static final Map<String, String> BOTH =
            Map.of("KEAP_SINK_BASE_URL", "https://api.infusionsoft.com/crm/rest", "KEAP_SINK_API_KEY", "KeapAK-1");

    private static TargetChoice choice(Map<String, String> environment) {
        return new TargetChoice(environment, Optional.empty(), false);
    }

    private static TargetChoice answered(String answer) {
        return new TargetChoice(BOTH, Optional.of(new BufferedReader(new StringReader(answer))), false);
    }

    @Test
    void withoutAnAccountItIsTheSimulator() {
        assertThat(choice(Map.of()).isSimulator()).isTrue();
        assertThat(choice(BOTH).isSimulator()).isFalse();
    }

    @Test
    void anEmptyVariableIsAnUnsetOne() {
        assertThat(choice(Map.of("KEAP_SINK_BASE_URL", "", "KEAP_SINK_API_KEY", " "))
                        .isSimulator())
                .isTrue();
        assertThatThrownBy(() -> choice(Map.of("KEAP_SINK_BASE_URL", "", "KEAP_SINK_API_KEY", "KeapAK-1"))
                        .isSimulator())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("KEAP_SINK_BASE_URL is not");
        assertThatThrownBy(() -> choice(Map.of("KEAP_SINK_BASE_URL", "https://keap.example"))
                        .isSimulator())
                .hasMessageContaining("KEAP_SINK_CREDENTIALS_FILE");
        assertThat(choice(Map.of(
                                "KEAP_SINK_BASE_URL", "https://keap.example",
                                "KEAP_SINK_CREDENTIALS_FILE", "keap.json"))
                        .isSimulator())
                .isFalse();
    }

    @Test
    void aKeyInPlaceOfTheAddressIsNotShown() {
        TargetChoice slipped = choice(Map.of("KEAP_SINK_BASE_URL", "KeapAK-sesame", "KEAP_SINK_API_KEY", "KeapAK-1"));

        assertThatThrownBy(slipped::isSimulator)
                .hasMessageStartingWith("KEAP_SINK_BASE_URL looks like a key")
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(() -> slipped.real(3)).hasMessageNotContaining("sesame");
    }

    @Test
    void writesToARealAccountOnlyAfterAYes() {
        assertThat(answered("y\n").real(3)).isNotNull();
        assertThatThrownBy(() -> answered("\n").real(3)).hasMessage("Nothing was written.");
        assertThatThrownBy(() -> answered("").real(3)).hasMessage("Nothing was written.");
        assertThatThrownBy(() -> choice(BOTH).real(3)).hasMessageContaining("--yes");
        assertThat(new TargetChoice(BOTH, Optional.empty(), true).real(3)).isNotNull();
    }
}
