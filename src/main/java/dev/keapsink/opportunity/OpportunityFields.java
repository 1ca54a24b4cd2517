package dev.keapsink.opportunity;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of an opportunity.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class OpportunityFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("contact_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("contact_email", FieldType.EMAIL, ANY_LENGTH)
            .property("contact_key", FieldType.TEXT, ANY_LENGTH)
            .property("opportunity_title", FieldType.KEPT_TEXT, ANY_LENGTH, "title", "name", "deal_name")
            .property("stage_id", FieldType.KEPT_TEXT, ANY_LENGTH, "stage", "stage_name", "deal_stage")
            .property(
                    "user_id",
                    FieldType.KEPT_TEXT,
                    ANY_LENGTH,
                    "user",
                    "owner",
                    "owner_id",
                    "user_email",
                    "owner_email")
            .property("next_action_time", FieldType.MOMENT, ANY_LENGTH, "next_action_date")
            .property("next_action_notes", FieldType.TEXT, ANY_LENGTH)
            .property("opportunity_notes", FieldType.TEXT, ANY_LENGTH, "notes", "text", "description")
            .property("estimated_close_time", FieldType.MOMENT, ANY_LENGTH, "estimated_close_date", "close_date")
            .property("include_in_forecast", FieldType.FLAG, ANY_LENGTH)
            .property("projected_revenue_low", FieldType.MONEY, ANY_LENGTH)
            .property("projected_revenue_high", FieldType.MONEY, ANY_LENGTH, "projected_revenue", "amount")
            .property("affiliate_id", FieldType.TEXT_ID, ANY_LENGTH)
            .names();

    static final Field CONTACT = ALL.table().named("contact_id");
    static final Field TITLE = ALL.table().named("opportunity_title");
    static final Field STAGE = ALL.table().named("stage_id");
    static final Field USER = ALL.table().named("user_id");

    private OpportunityFields() {}
}
