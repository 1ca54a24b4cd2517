package dev.keapsink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeats facts of Keap's OpenAPI document, so that a slip in the table is noticed. */
class ObjectTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPANIES     | ''                                            | 31 | 24
            NOTES         | user_id                                       | 7  | 6
            TASKS         | assigned_to_user_id                           | 15 | 13
            OPPORTUNITIES | contact_id opportunity_title stage_id         | 13 | 13
            STAGES        | name order probability target_number_days     | 5  | 5
            PRODUCTS      | name price short_description                  | 22 | 20
            ORDERS        | contact_id order_time order_title order_type  | 20 | 19
            ORDER_ITEMS   | quantity                                      | 9  | 10
            FILES         | file file_association file_name               | 3  | 5
            """)
    void declaresTheRequiredPropertiesAndTheSizeOfTheMask(
            Resource resource, String required, int maskedProperties, int createdProperties) {
        ObjectModel model = ObjectTable.of(resource);

        assertThat(model.required()).containsExactlyInAnyOrderElementsOf(words(required));
        assertThat(model.mask).hasSize(maskedProperties);
        assertThat(model.created().orElseThrow().properties()).hasSize(createdProperties);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPANIES     | company_name name email city state since_time until_time company_id
            NOTES         | id ids title contact_id assigned_to_user_id since_time until_time
            TASKS         | contact_id has_due_date is_completed user_id opportunity_id task_ids priority since_time \
                            until_time id title
            OPPORTUNITIES | stage_id user_id contact_id opportunity_title lead_source_name affiliate_id opportunity_id \
                            ids contact_phone contact_city contact_state projected_revenue_high projected_revenue_low
            STAGES        | opportunity_stage_name opportunity_stage_id
            STAGE_MOVES   | opportunity_id user_id
            USERS         | email given_name include_inactive include_partners user_ids
            PRODUCTS      | name sku description short_description product_id product_ids
            ORDERS        | id ids product_id contact_id invoice_id invoice_xid paid created_since_time \
                            created_until_time modified_since_time modified_until_time title order_type \
                            shipping_locality shipping_region_code shipping_postal_code shipping_country_code
            PAYMENTS      | invoice_id payment_id amount pay_status skip_commission
            FILES         | is_public contact_id user_id category file_box_type file_name created_time updated_time
            """)
    void declaresTheFiltersOfAList(Resource resource, String filters) {
        assertThat(ObjectTable.of(resource).filters.keySet()).containsExactlyInAnyOrderElementsOf(words(filters));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPANIES     | id create_time name email
            NOTES         | id create_time update_time
            TASKS         | id create_time due_time update_time
            OPPORTUNITIES | next_action_time contact_name opportunity_title created_time update_time
            STAGES        | stage_order
            STAGE_MOVES   | move_date id
            USERS         | create_time email name
            PRODUCTS      | name sku last_updated_time
            ORDERS        | id order_time modification_time
            PAYMENTS      | invoice_id payment_id amount pay_time pay_status skip_commission last_updated_time
            """)
    void declaresTheOrdersOfAList(Resource resource, String orders) {
        assertThat(ObjectTable.of(resource).orders.keySet()).containsExactlyInAnyOrderElementsOf(words(orders));
    }

    @Test
    void hasAModelOfEveryKind() {
        assertThat(ObjectTable.models())
                .extracting(model -> model.resource)
                .containsExactlyInAnyOrder(Resource.values());
    }

    private static Collection<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" +", -1));
    }
}
