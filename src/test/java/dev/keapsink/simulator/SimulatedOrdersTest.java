package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products, orders, their items and their payments. */
class SimulatedOrdersTest {
    private final Account account = new Account();
    private final SimulatedObjects objects = account.simulator.objects();
    private final long contact = account.contact("ada@example.org");
    private final String tea = product("Tea", "T-1", 1250);

    @Test
    void countsThePriceOfAProductInCents() {
        JsonNode shown = json(account.get("/v2/products/" + tea));

        assertThat(shown.at("/price/amount").asLong()).isEqualTo(1250);
        assertThat(shown.at("/price/formatted_amount").asText()).isEqualTo("$12.50");
        assertThat(shown.path("active").asBoolean()).isTrue();
        assertThat(account.post("/v2/products", "{'name':'x','short_description':'x','price':12.5}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void findsAProductByItsSkuOrTheBeginningOfIt() {
        product("Coffee", "T-10", 100);

        assertThat(json(account.get("/v2/products?filter=sku==t-1")).path("products"))
                .hasSize(1);
        assertThat(json(account.get("/v2/products?filter=sku==T-1*")).path("products"))
                .hasSize(2);
    }

    @Test
    void movesTheInventoryOfAProductIntoAnObject() {
        account.patch("/v2/products/" + tea + "?update_mask=inventory_limit", "{'inventory_limit':5}");

        assertThat(json(account.get("/v2/products/" + tea))
                        .at("/inventory/inventory_limit")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void makesAnOrderWithAllItsItems() {
        JsonNode order = json(account.post(
                "/v2/orders",
                order("'order_items':[{'product_id':'" + tea + "','quantity':2},"
                        + "{'item_type':'SHIPPING','name':'Post','quantity':1,'price_per_unit':4.99}]")));

        assertThat(order.at("/total/amount").asLong()).isEqualTo(2999);
        assertThat(order.at("/total_due/amount").asLong()).isEqualTo(2999);
        assertThat(order.at("/total_paid/amount").asLong()).isZero();
        assertThat(order.path("status").asText()).isEqualTo("DRAFT");
        assertThat(order.path("title").asText()).isEqualTo("Order 7");
        assertThat(order.at("/contact/id").asText()).isEqualTo(String.valueOf(contact));
        assertThat(order.at("/order_items/0/name").asText()).isEqualTo("Tea");
        assertThat(order.at("/order_items/0/product/sku").asText()).isEqualTo("T-1");
        assertThat(order.at("/order_items/0/price_per_unit/amount").asLong()).isEqualTo(1250);
        assertThat(objects.all(Resource.ORDER_ITEMS)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'quantity':1 | product_id is required",
                "'quantity':1,'product_id':'1' | product_id 1 does not exist",
                "'quantity':0,'product_id':'1' | Input could not be converted to a valid request",
                "'product_id':'1' | Missing property: quantity",
                "'quantity':1,'item_type':'TAX' | name and price_per_unit are required",
                "'quantity':1,'product_id':'1','price_per_unit':'1.00' | Input could not be converted to a valid request",
            })
    void refusesAnItemThatIsWrong(String item, String expected) {
        SimulatedReply reply = account.post("/v2/orders", order("'order_items':[{" + item + "}]"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(message(reply)).isEqualTo(expected);
        assertThat(objects.all(Resource.ORDERS)).isEmpty();
    }

    @Test
    void countsTheItemsThatAreAddedChangedAndDeleted() {
        String order = orderOfTea();
        String items = "/v2/orders/" + order + "/items";
        String second = account.created(items, "{'product_id':'" + tea + "','quantity':1,'price_per_unit':1}");

        assertThat(total(order)).isEqualTo(2600);
        account.patch(items + "/" + second + "?update_mask=quantity", "{'quantity':3}");
        assertThat(total(order)).isEqualTo(2800);
        account.delete(items + "/" + second);
        assertThat(total(order)).isEqualTo(2500);
        assertThat(account.get(items + "/" + second).status()).isEqualTo(404);
    }

    @Test
    void takesADiscountAsItIsSentOrSubtractsIt() {
        String order = orderOfTea();
        account.created(
                "/v2/orders/" + order + "/items",
                "{'item_type':'DISCOUNT','name':'Off','quantity':1,'price_per_unit':5}");

        assertThat(total(order)).isEqualTo(3000);
        account.simulator.behave(Behaviour.DEFAULT.with(Behaviour.Discounts.SUBTRACTED));
        assertThat(total(order)).isEqualTo(2000);
    }

    @Test
    void recordsPaymentsUpToTheBalance() {
        String order = orderOfTea();

        JsonNode result = json(pay(order, "20.00", "'notes':'key 1'"));
        JsonNode payment =
                json(account.get("/v2/orders/" + order + "/payments")).at("/invoice_order_payments/0");

        assertThat(result.path("payment_amount").decimalValue()).isEqualByComparingTo("20");
        assertThat(payment.path("note").asText()).isEqualTo("key 1");
        assertThat(payment.path("pay_status").asText()).isEqualTo("MANUAL_PAID");
        assertThat(message(pay(order, "5.01", "'notes':'x'")))
                .isEqualTo("Payment amount must not exceed the balance of the order");
        assertThat(json(account.get("/v2/orders/" + order))
                        .at("/total_due/amount")
                        .asLong())
                .isEqualTo(500);
        assertThat(pay(order, "5", "'notes':'x'").status()).isEqualTo(201);
        assertThat(json(account.get("/v2/orders/" + order)).path("status").asText())
                .isEqualTo("PAID");
        assertThat(json(account.get("/v2/orders?filter=paid==true")).path("orders"))
                .hasSize(1);
        assertThat(account.simulator.charges()).isEmpty();
    }

    @Test
    void showsTheWholeTotalAsDueInAnAccountThatDoesSo() {
        account.simulator.behave(Behaviour.DEFAULT.with(Behaviour.TotalDue.WHOLE));
        String order = orderOfTea();
        pay(order, "20.00", "'notes':'x'");

        assertThat(json(account.get("/v2/orders/" + order))
                        .at("/total_due/amount")
                        .asLong())
                .isEqualTo(2500);
        assertThat(pay(order, "5.01", "'notes':'x'").status()).isEqualTo(400);
    }

    @Test
    void recordsEveryCallThatWouldChargeACard() {
        String order = orderOfTea();

        account.post(
                "/v2/orders/" + order + "/payments",
                "{'payment_method_id':'1','payment_amount':1,'apply_to_commissions':false}");
        account.patch("/v2/orders/" + order, "{'payment_plan':{'payment_method_id':'1','number_of_payments':1}}");

        assertThat(account.simulator.charges()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'payment_method_type':'cash','payment_amount':1 | Invalid payment_method_type: cash",
                "'payment_amount':1 | At least one of payment_method_id or payment_method_type is required",
                "'payment_method_type':'Cash','payment_amount':-1 | Payment amount must be greater than 0",
                "'payment_method_type':'Cash','payment_amount':'1' | Input could not be converted to a valid request",
            })
    void refusesAPaymentThatIsWrong(String payment, String expected) {
        SimulatedReply reply = account.post(
                "/v2/orders/" + orderOfTea() + "/payments", "{" + payment + ",'apply_to_commissions':false}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(message(reply)).isEqualTo(expected);
    }

    @Test
    void deletesAnOrderOnlyBeforeItIsPaid() {
        String paid = orderOfTea();
        pay(paid, "1", "'notes':'x'");
        String open = orderOfTea();

        assertThat(account.delete("/v2/orders/" + paid).status()).isEqualTo(400);
        assertThat(account.delete("/v2/orders/" + open).status()).isEqualTo(204);
        assertThat(objects.all(Resource.ORDER_ITEMS)).hasSize(1);
    }

    @Test
    void filtersOrders() {
        objects.addCustomField(Resource.ORDERS, CustomField.of(3, "Keap Sink Key", FieldType.TEXT));
        String order = account.created("/v2/orders", order("'custom_fields':[{'id':'3','content':'4711'}]"));
        orderOfTea();

        assertThat(orders("_KeapSinkKey==4711").at("/0/id").asText()).isEqualTo(order);
        assertThat(orders("_KeapSinkKey==4711").at("/0/custom_fields/0/content").asText())
                .isEqualTo("4711");
        assertThat(orders("product_id==" + tea)).hasSize(1);
        assertThat(orders("title==Order*;contact_id==" + contact)).hasSize(2);
        assertThat(orders("id!=" + order)).hasSize(1);
        assertThat(orders("created_since_time==2026-03-01T12:00:03.000Z")).hasSize(1);
    }

    @Test
    void paysNothingOfAnOrderThatDoesNotExistAndNothingInAnEditionWithoutOrders() {
        assertThat(pay("1", "1", "'notes':'x'").status()).isEqualTo(404);
        String order = orderOfTea();
        objects.refuse(Resource.ORDERS, 404);
        assertThat(pay(order, "1", "'notes':'x'").status()).isEqualTo(404);
    }

    private JsonNode orders(String filter) {
        return json(account.get("/v2/orders?filter=" + filter)).path("orders");
    }

    private long total(String order) {
        return json(account.get("/v2/orders/" + order)).at("/total/amount").asLong();
    }

    private SimulatedReply pay(String order, String amount, String more) {
        return account.post(
                "/v2/orders/" + order + "/payments",
                "{'payment_method_type':'Cash','payment_amount':%s,'apply_to_commissions':false,%s}"
                        .formatted(amount, more));
    }

    private String orderOfTea() {
        return account.created("/v2/orders", order("'order_items':[{'product_id':'" + tea + "','quantity':2}]"));
    }

    private String order(String more) {
        return "{'contact_id':'%d','order_title':'Order 7','order_time':'2026-03-01T12:00:00Z','order_type':'ONLINE',%s}"
                .formatted(contact, more);
    }

    private String product(String name, String sku, long cents) {
        return account.created(
                "/v2/products",
                "{'name':'%s','sku':'%s','price':%d,'short_description':'-'}".formatted(name, sku, cents));
    }
}
