package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagesTest {

    private final List<@Nullable String> asked = new ArrayList<>();

    /** A page with one item, and the token of the page that follows. */
    private static ObjectNode page(int item, @Nullable String next) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("things").add(item);
        return page.put("next_page_token", next);
    }

    /** A list whose pages name each other up to the last one. */
    private JsonNode read(@Nullable String token, int last) {
        asked.add(token);
        int number = token == null ? 1 : Integer.parseInt(token);
        return page(number, number == last ? null : Integer.toString(number + 1));
    }

    @Test
    void readsPagesUntilThereIsNoToken() {
        assertThat(Pages.all("things", token -> read(token, 3)))
                .extracting(JsonNode::asInt)
                .containsExactly(1, 2, 3);
        assertThat(asked).containsExactly(null, "2", "3");
    }

    @Test
    void anEmptyTokenOrNoneEndsTheList() {
        ObjectNode withoutToken = page(1, null);
        withoutToken.remove("next_page_token");

        assertThat(Pages.all("things", token -> withoutToken)).hasSize(1);
        assertThat(Pages.all("things", token -> page(1, ""))).hasSize(1);
    }

    @Test
    void aTokenThatComesAgainEndsNothing() {
        assertThatThrownBy(() -> Pages.all("things", token -> page(1, "same")))
                .isInstanceOf(KeapFailure.Unclear.class)
                .hasMessage("Keap's list of things does not end");
    }

    @Test
    void aListHasABoundedNumberOfPages() {
        assertThat(Pages.all("things", token -> read(token, Pages.MOST))).hasSize(Pages.MOST);
        assertThatThrownBy(() -> Pages.all("things", token -> read(token, Pages.MOST + 1)))
                .isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void aPageWithoutTheListIsUnclear() {
        assertThatThrownBy(() -> Pages.all("others", token -> page(1, null)))
                .isInstanceOf(KeapFailure.Unclear.class)
                .hasMessage("Keap answered a look-up of others without a list of them");
    }
}
