package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunTest {

    private final DryRun dryRun = new DryRun();

    private KeapReply send(String method, String path, String body) {
        return dryRun.apply(new KeapRequest(method, path, Map.of(), json(body))).orElseThrow();
    }

    private KeapReply lookUp(String path, Map<String, String> query) {
        return dryRun.apply(new KeapRequest("GET", path, query, MissingNode.getInstance()))
                .orElseThrow();
    }

    private long created(String path, String body) {
        KeapReply reply = send("POST", path, body);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("id").asLong();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private List<String> shown() {
        return dryRun.take().stream().map(write -> write + " " + write.body()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/contacts",
        "/v1/tags",
        "/v2/companies",
        "/v2/products",
        "/v2/opportunities",
        "/v2/orders",
        "/v2/orders/7/payments",
        "/v2/contacts/7/notes",
        "/v2/tasks",
        "/v2/files"
    })
    void everyNewObjectHasAnIdOfItsOwn(String path) {
        long first = created(path, "{}");

        assertThat(first).isEqualTo(DryRun.FIRST_NEW_ID);
        assertThat(created(path, "{}")).isEqualTo(first + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /v2/companies/7",
        "PATCH, /v2/contacts/5/notes/7",
        "PATCH, /v2/orders/7",
        "PATCH, /v1/contacts/7",
        "POST, /v2/files/7"
    })
    void anUpdateIsAnsweredWithTheIdOfItsPath(String method, String path) {
        assertThat(send(method, path, "{}").json().path("id").asLong()).isEqualTo(7);
    }

    @Test
    void aDeletionIsAnsweredWithoutABody() {
        assertThat(send("DELETE", "/v2/tasks/7", "{}").isEmpty()).isTrue();
    }

    @Test
    void aRequestOfAnotherKindIsNotImplemented() {
        assertThat(send("POST", "/v2/orders/7:attachFile", "{}").status()).isEqualTo(501);
    }

    @Test
    void newIdsAreShownInWordsInPathsNumbersAndTexts() {
        long contact = created("/v1/contacts", "{}");
        long order = created("/v2/orders", "{'contact_id':'%d'}".formatted(contact));
        long unused = created("/v2/orders/%d/payments".formatted(order), "{'notes':'for %d'}".formatted(order));
        send("POST", "/v1/tags/101/contacts", "{'ids':[%d,7]}".formatted(contact));

        assertThat(shown())
                .containsExactly(
                        "POST /v1/contacts {}",
                        "POST /v2/orders {\"contact_id\":\"{id of the new contact}\"}",
                        "POST /v2/orders/{id of the new order}/payments {\"notes\":\"for {id of the new order}\"}",
                        "POST /v1/tags/101/contacts {\"ids\":[\"{id of the new contact}\",7]}");
        assertThat(unused).isEqualTo(order + 1);
    }

    @Test
    void severalNewObjectsOfATypeAreNumbered() {
        long first = created("/v2/companies", "{}");
        long second = created("/v2/companies", "{}");
        send("PATCH", "/v1/contacts/7", "{'company':{'id':%d}}".formatted(second));
        assertThat(shown())
                .last()
                .isEqualTo("PATCH /v1/contacts/7 {\"company\":{\"id\":\"{id of the new company 2}\"}}");

        send("PATCH", "/v1/contacts/7", "{'company':{'id':%d}}".formatted(first));
        assertThat(shown())
                .as("of those that are shown together")
                .containsExactly("PATCH /v1/contacts/7 {\"company\":{\"id\":\"{id of the new company}\"}}");
    }

    @Test
    void aNumberOfTheProducerStaysWhatItIs() {
        created("/v2/companies", "{'notes':'92233720368547999','id':92233720368547999}");

        assertThat(shown())
                .containsExactly("POST /v2/companies {\"notes\":\"92233720368547999\",\"id\":92233720368547999}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'quantity':2,'price_per_unit':12.5}                                                            | 2500",
                "{'quantity':3,'price_per_unit':0.335}                                                           | 101",
                "{'quantity':1,'price_per_unit':10},{'quantity':1,'price_per_unit':3,'item_type':'DISCOUNT'}      | 700",
                "{'quantity':1,'price_per_unit':10},{'quantity':2,'price_per_unit':-3,'item_type':'DISCOUNT_ORDER_TOTAL'} | 400",
                "''                                                                                              | 0"
            })
    void aNewOrderHasTheTotalOfItsItems(String items, long cents) {
        KeapReply created =
                send("POST", "/v2/orders", "{'order_items':[%s]}".formatted(items.equals("''") ? "" : items));

        assertThat(created.json().path("total").path("amount").asLong(-1)).isEqualTo(cents);
        assertThat(created.json().path("total_paid").path("amount").asLong(-1)).isZero();
        assertThat(lookUp("/v2/orders/" + created.json().path("id").asText(), Map.of())
                        .json())
                .isEqualTo(created.json());
    }

    @Test
    void aNewOrderWithAPriceOfItsProductHasNoTotal() {
        KeapReply created = send(
                "POST",
                "/v2/orders",
                "{'order_items':[{'quantity':1,'price_per_unit':1},{'quantity':1,'product_id':'7'}]}");

        assertThat(created.json().has("total")).isFalse();
    }

    @Test
    void noLookUpOfANewObjectLeaves() {
        long contact = created("/v1/contacts", "{}");
        long order = created("/v2/orders", "{}");

        assertThat(lookUp("/v2/orders/%d/payments".formatted(order), Map.of()).body())
                .isEqualTo("{\"invoice_order_payments\":[]}");
        assertThat(lookUp("/v2/files", Map.of("filter", "contact_id==%d".formatted(contact)))
                        .body())
                .isEqualTo("{\"files\":[]}");
        KeapReply unknown = lookUp("/v2/contacts/" + contact, Map.of());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(ErrorBody.of(unknown).fromKeap()).as("no gateway").isTrue();
        assertThat(dryRun.apply(new KeapRequest("GET", "/v2/orders/7", Map.of(), MissingNode.getInstance())))
                .isEmpty();
        assertThat(dryRun.apply(
                        new KeapRequest("GET", "/v2/orders/" + (order + 1), Map.of(), MissingNode.getInstance())))
                .as("an id that was never given")
                .isEmpty();
    }
}
