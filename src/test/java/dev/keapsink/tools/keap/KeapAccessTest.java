package dev.keapsink.tools.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.AccountException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeapAccessTest {

    @Test
    void hasTheFunctionsDefaults() {
        KeapAccess access = KeapAccess.from(Map.of("KEAP_SINK_API_KEY", "KeapAK-1", "KEAP_SINK_BASE_URL", " "));

        assertThat(access.baseUrl()).isEqualTo("https://api.infusionsoft.com/crm/rest");
        assertThat(access.request("/v1/tags").build().headers().firstValue("X-Keap-API-Key"))
                .hasValue("KeapAK-1");
        assertThat(access.toString()).doesNotContain("KeapAK-1");
    }

    @Test
    void readsTheFunctionsVariables() {
        KeapAccess access = KeapAccess.from(Map.of(
                "KEAP_SINK_API_KEY", " KeapAK-1 ",
                "KEAP_SINK_BASE_URL", "http://127.0.0.1:8080/crm/rest/",
                "KEAP_SINK_API_KEY_HEADER", "AUTHORIZATION"));

        assertThat(access.baseUrl()).isEqualTo("http://127.0.0.1:8080/crm/rest");
        assertThat(access.request("/v1/tags").build().headers().firstValue("Authorization"))
                .hasValue("Bearer KeapAK-1");
        assertThat(access.curl("DELETE", "/v1/contacts/1")).doesNotContain("KeapAK-1");
    }

    @ParameterizedTest
    @CsvSource({
        "KEAP_SINK_API_KEY, ''",
        "KEAP_SINK_API_KEY, two words",
        "KEAP_SINK_BASE_URL, KeapAK-1",
        "KEAP_SINK_BASE_URL, ftp://api.infusionsoft.com",
        "KEAP_SINK_BASE_URL, https://user@api.infusionsoft.com",
        "KEAP_SINK_BASE_URL, https://api.infusionsoft.com/crm/rest/v1",
        "KEAP_SINK_BASE_URL, https://api_infusionsoft/crm",
        "KEAP_SINK_BASE_URL, https://api.infusionsoft.com:65536/crm",
        "KEAP_SINK_API_KEY_HEADER, KeapAK-1"
    })
    void namesAVariableThatIsWrongAndKeepsItsValueToItself(String variable, String value) {
        Map<String, String> environment = variable.equals("KEAP_SINK_API_KEY")
                ? Map.of(variable, value)
                : Map.of("KEAP_SINK_API_KEY", "KeapAK-1", variable, value);

        assertThatThrownBy(() -> KeapAccess.from(environment))
                .isInstanceOf(AccountException.class)
                .hasMessageStartingWith(variable + " ")
                .hasMessageNotContaining("KeapAK-1");
    }
}
