package dev.keapsink.tools.airbyte.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.keapsink.app.Vocabulary;
import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.order.ItemFields;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a destination says about the objects that it writes. */
class DiscoveryTest {

    private final SimulatedAccount account = new SimulatedAccount();

    private ObjectNode message() {
        return new Discovery(account.client, AccountWiring.KEY_FIELD, SimulatedAccount.TIMEOUT, account.time)
                .message(account.deadline());
    }

    private List<JsonNode> operations(ObjectType type) {
        return StreamSupport.stream(
                        message().at("/destination_catalog/operations").spliterator(), false)
                .filter(operation -> operation.path("object_name").asText().equals(type.stream()))
                .toList();
    }

    private JsonNode properties(ObjectType type) {
        return operations(type).getFirst().at("/json_schema/properties");
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void isAMessageOfTheProtocol() {
        ObjectNode message = message();

        assertThat(names(message)).containsExactly("type", "destination_catalog");
        assertThat(message.path("type").asText()).isEqualTo("DESTINATION_CATALOG");
        assertThat(message.at("/destination_catalog/operations"))
                .hasSize(2 * ObjectType.values().length)
                .allSatisfy(operation -> assertThat(names(operation))
                        .containsExactly("object_name", "sync_mode", "json_schema", "matching_keys"));
    }

    @ParameterizedTest
    @EnumSource(ObjectType.class)
    void everyTypeIsOfferedInBothModesWithASchemaThatRequiresNothing(ObjectType type) {
        List<JsonNode> operations = operations(type);

        assertThat(operations)
                .extracting(operation -> operation.path("sync_mode").asText())
                .containsExactly("append", "append_dedup");
        JsonNode schema = operations.getFirst().path("json_schema");
        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(schema.path("additionalProperties").asBoolean()).isTrue();
        assertThat(schema.has("required")).isFalse();
        assertThat(operations.getLast().path("json_schema")).isEqualTo(schema);
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V7)
                        .getSchema(SchemaLocation.of(SchemaId.V7))
                        .validate(schema))
                .isEmpty();
    }

    /** Without a mapping the record's column finds the field by this name, whatever stands beside it. */
    @ParameterizedTest
    @EnumSource(ObjectType.class)
    void everyFieldOfItsTableHasAPropertyByWhichARecordFillsIt(ObjectType type) {
        assertNamed(properties(type), Vocabulary.names(type));
    }

    @Test
    void everyFieldOfAnItemHasAProperty() {
        JsonNode items = properties(ObjectType.ORDERS).path("order_items");

        assertThat(items.path("type").asText()).isEqualTo("array");
        assertNamed(items.at("/items/properties"), ItemFields.ALL);
    }

    private static void assertNamed(JsonNode properties, FieldNames names) {
        Set<Field> filled = new HashSet<>();
        for (String property : names(properties)) {
            String normalised = Field.normalised(property);
            filled.addAll(names.fields(Set.of(normalised)));
            assertThat(names.isStray(normalised, Set.of(normalised)))
                    .as(property)
                    .isFalse();
        }
        assertThat(filled).containsExactlyInAnyOrderElementsOf(names.table().values());
    }

    @ParameterizedTest
    @EnumSource(ObjectType.class)
    void aMatchingKeyIsAProperty(ObjectType type) {
        assertThat(operations(type))
                .allSatisfy(operation -> assertThat(operation.path("matching_keys"))
                        .isNotEmpty()
                        .allSatisfy(key -> {
                            assertThat(key).hasSize(1);
                            assertThat(operation
                                            .at("/json_schema/properties")
                                            .has(key.path(0).asText()))
                                    .isTrue();
                        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONTACTS | [[\"email\"]]",
                "PRODUCTS | [[\"sku\"],[\"key\"]]",
                "COMPANIES | [[\"key\"],[\"company_name\"]]",
                "ORDERS | [[\"key\"]]"
            })
    void objectsAreMatchedByWhatIdentifiesThem(ObjectType type, String keys) {
        assertThat(operations(type).getLast().path("matching_keys")).hasToString(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "CONTACTS, given_name, string,",
        "CONTACTS, birthday, string, date",
        "CONTACTS, tags, string,",
        "CONTACTS, contact_type, string,",
        "CONTACTS, keap_owner_id, number,",
        "ORDERS, order_time, string, date-time",
        "ORDERS, total, number,",
        "ORDERS, order_items, array,",
        "PRODUCTS, price, number,",
        "PRODUCTS, active, boolean,",
        "PRODUCTS, inventory_limit, number,",
        "NOTES, key, string,",
    })
    void aPropertyHasTheTypeOfItsField(ObjectType type, String name, String json, String format) {
        JsonNode property = properties(type).path(name);

        assertThat(property.path("type").asText()).isEqualTo(json);
        assertThat(property.path("format").asText(null)).isEqualTo(format);
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void aCustomFieldIsAPropertyByItsLabel(FieldType kind) {
        account.with(CustomField.of(41, "Our Own", kind));

        JsonNode property = properties(ObjectType.CONTACTS).path("Our Own");

        assertThat(property.path("type").asText()).isIn("string", "number", "boolean");
        assertThat(property)
                .isEqualTo(JsonTypes.of(CustomFieldType.of(kind.words().replace(" ", ""))));
        assertThat(properties(ObjectType.COMPANIES).has("Our Own")).isFalse();
    }

    @Test
    void aCustomFieldHasTheTypeOfItsKind() {
        account.with(
                CustomField.of(41, "Score", FieldType.WHOLE_NUMBER),
                CustomField.of(42, "Since", FieldType.DATE),
                CustomField.of(43, "Seen", FieldType.DATE_TIME),
                CustomField.of(44, "Member", FieldType.YES_NO),
                CustomField.of(45, "Interests", FieldType.LIST_BOX));

        JsonNode properties = properties(ObjectType.CONTACTS);

        assertThat(properties.path("Score")).hasToString("{\"type\":\"number\"}");
        assertThat(properties.path("Since")).hasToString("{\"type\":\"string\",\"format\":\"date\"}");
        assertThat(properties.path("Seen")).hasToString("{\"type\":\"string\",\"format\":\"date-time\"}");
        assertThat(properties.path("Member")).hasToString("{\"type\":\"boolean\"}");
        assertThat(properties.path("Interests")).hasToString("{\"type\":\"string\"}");
    }

    @Test
    void everyTypeThatHasCustomFieldsShowsThem() {
        keyedResources()
                .forEach(resource -> account.keap
                        .objects()
                        .addCustomField(resource, CustomField.of(41, "Our Own", FieldType.CURRENCY)));

        for (ObjectType type : ObjectType.values()) {
            assertThat(properties(type).path("Our Own").path("type").asText(null))
                    .as(type.stream())
                    .isEqualTo(KeyedTypes.haveKeyField(type) ? "number" : null);
        }
    }

    /** Tasks share the custom fields of notes. */
    private static Stream<Resource> keyedResources() {
        return Stream.of(ObjectType.values())
                .filter(type -> KeyedTypes.haveKeyField(type) && type != ObjectType.TASKS)
                .map(type -> Resource.valueOf(type.name()));
    }

    @Test
    void theFieldOfTheSinksOwnKeysIsNotOffered() {
        account.keap
                .objects()
                .addCustomField(Resource.NOTES, CustomField.of(31, AccountWiring.KEY_FIELD, FieldType.TEXT));

        assertThat(names(properties(ObjectType.NOTES)))
                .doesNotContain(AccountWiring.KEY_FIELD)
                .contains("key");
    }

    @Test
    void aLabelThatMeansAnotherFieldGivesWayToTheTechnicalName() {
        account.with(
                new CustomField(41, "First Name", "_CustomFirst", FieldType.TEXT, List.of()),
                new CustomField(42, "Score", "_Score1", FieldType.WHOLE_NUMBER, List.of()),
                new CustomField(43, "score", "_Score2", FieldType.TEXT, List.of()),
                new CustomField(44, "Tags", "_tags", FieldType.TEXT, List.of()));

        assertThat(names(properties(ObjectType.CONTACTS)))
                .contains("_CustomFirst", "Score", "_Score2", "tags")
                .doesNotContain("First Name", "_Score1", "score", "Tags", "_tags");
    }

    @ParameterizedTest
    @CsvSource({"403", "404"})
    void aTypeThatTheAccountDoesNotShowIsOfferedWithoutCustomFields(int status) {
        account.keap.objects().refuse(Resource.OPPORTUNITIES, status);

        assertThat(names(properties(ObjectType.OPPORTUNITIES))).contains("opportunity_title");
    }

    @Test
    void anAccountThatRefusesTheCredentialIsNoCatalog() {
        account.answerNext("GET", "/v2/companies/model", 401, "{}");
        account.answerNext("GET", "/v1/oauth/connect/userinfo", 401, "{}");
        account.answerNext("GET", "/v2/oauth/connect/userinfo", 401, "{}");

        assertThatThrownBy(this::message).isInstanceOf(KeapFailure.Misconfigured.class);
    }

    @Test
    void eachTypeThatCanHaveCustomFieldsTakesOneCall() {
        message();

        assertThat(account.calls())
                .containsExactly(
                        "GET /v2/companies/model",
                        "GET /v1/contacts/model",
                        "GET /v2/opportunities/model",
                        "GET /v2/orders/model",
                        "GET /v2/notes/model",
                        "GET /v2/tasks/model");
    }
}
