package dev.keapsink.simulator;

import static dev.keapsink.simulator.Shape.ANYTHING;
import static dev.keapsink.simulator.Shape.FLAG;
import static dev.keapsink.simulator.Shape.ID;
import static dev.keapsink.simulator.Shape.NUMBER;
import static dev.keapsink.simulator.Shape.TEXT;
import static dev.keapsink.simulator.Shape.TIME;
import static dev.keapsink.simulator.Shape.WHOLE;
import static dev.keapsink.simulator.Shape.between;
import static dev.keapsink.simulator.Shape.listOf;
import static dev.keapsink.simulator.Shape.object;
import static dev.keapsink.simulator.Shape.oneOf;
import static dev.keapsink.simulator.Shape.textOfAtMost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shapes of the bodies of v2's writes of companies, opportunities, stages, notes and tasks. */
final class ObjectShapes {
    static final Shape CUSTOM_FIELDS = listOf(object().required(ID, "id").required(ANYTHING, "content"));

    private static final Shape ADDRESS = object().optional(textOfAtMost(75), "line1", "line2")
            .optional(textOfAtMost(50), "locality", "region")
            .optional(textOfAtMost(100), "country")
            .optional(textOfAtMost(15), "postal_code", "zip_code")
            .optional(textOfAtMost(10), "zip_four")
            .optional(TEXT, "country_code", "region_code")
            .optional(oneOf("ADDRESS_FIELD_UNSPECIFIED", "BILLING", "SHIPPING", "OTHER"), "field");
    private static final Shape EMAIL = object().optional(textOfAtMost(75), "email")
            .optional(TEXT, "opt_in_reason", "email_opt_status")
            .optional(FLAG, "is_opt_in")
            .optional(oneOf("EMAIL_FIELD_UNSPECIFIED", "EMAIL1", "EMAIL2", "EMAIL3"), "field");
    private static final Shape FAX = object().optional(TEXT, "number", "type")
            .optional(oneOf("FAX_NUMBER_FIELD_UNSPECIFIED", "FAX1", "FAX2"), "field");
    private static final Shape PHONE = object().optional(textOfAtMost(40), "number")
            .optional(TEXT, "extension", "type", "number_e164")
            .optional(
                    oneOf("PHONE_NUMBER_FIELD_UNSPECIFIED", "PHONE1", "PHONE2", "PHONE3", "PHONE4", "PHONE5"), "field");

    static final Shape.ObjectOf COMPANY = object().optional(TEXT, "notes", "website", "suffix", "title")
            .optional(TEXT, "company_name", "anniversary_date", "assistant_name", "assistant_phone")
            .optional(TEXT, "billing_information", "birth_date", "contact_type", "first_name", "job_title")
            .optional(TEXT, "last_name", "middle_name", "preferred_name", "referral_code", "spouse_name")
            .optional(ID, "owner_id")
            .optional(ADDRESS, "address")
            .optional(EMAIL, "email_address")
            .optional(FAX, "fax_number")
            .optional(PHONE, "phone_number")
            .optional(CUSTOM_FIELDS, "custom_fields");

    static final Shape.ObjectOf OPPORTUNITY = object().optional(TEXT, "opportunity_title")
            .optional(TEXT, "next_action_notes", "opportunity_notes")
            .optional(TIME, "next_action_time", "estimated_close_time")
            .optional(FLAG, "include_in_forecast")
            .optional(NUMBER, "projected_revenue_low", "projected_revenue_high")
            .optional(ID, "contact_id", "stage_id", "user_id", "affiliate_id")
            .optional(CUSTOM_FIELDS, "custom_fields");

    static final Shape.ObjectOf NEW_OPPORTUNITY = OPPORTUNITY
            .required(TEXT, "opportunity_title")
            .required(ID, "contact_id")
            .required(ID, "stage_id");

    private static final Shape CHECKLIST = listOf(object().required(TEXT, "description")
            .required(FLAG, "required")
            .required(WHOLE, "order")
            .optional(ID, "id"));

    static final Shape.ObjectOf STAGE = object().optional(TEXT, "name")
            .optional(WHOLE, "order")
            .optional(between(0, Integer.MAX_VALUE), "target_number_days")
            .optional(between(0, 100), "probability")
            .optional(CHECKLIST, "checklist_items");

    static final Shape.ObjectOf NEW_STAGE = STAGE.required(TEXT, "name")
            .required(WHOLE, "order")
            .required(between(0, Integer.MAX_VALUE), "target_number_days")
            .required(between(0, 100), "probability");

    static final Shape.ObjectOf NEW_NOTE = object().optional(TEXT, "title", "text")
            .optional(oneOf("Appointment", "Call", "Email", "Fax", "Letter", "Other"), "type")
            .required(ID, "user_id")
            .optional(FLAG, "is_pinned")
            .optional(CUSTOM_FIELDS, "custom_fields");

    static final Shape.ObjectOf NOTE = NEW_NOTE.optional(ID, "contact_id");

    private static final Set<Integer> REMINDERS = Set.of(5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880);

    static final Shape.ObjectOf TASK = object().optional(TEXT, "title", "description", "type")
            .optional(oneOf("CRITICAL", "ESSENTIAL", "NONESSENTIAL"), "priority")
            .optional(FLAG, "completed", "accepted")
            .optional(TIME, "completion_time", "due_time")
            .optional(
                    new Shape.Scalar(
                            "one of the numbers of minutes that Keap offers",
                            node -> node.isInt() && REMINDERS.contains(node.intValue())),
                    "remind_time_mins")
            .optional(ID, "assigned_to_user_id", "contact_id", "opportunity_id")
            .optional(CUSTOM_FIELDS, "custom_fields");

    static final Shape.ObjectOf NEW_TASK = TASK.required(ID, "assigned_to_user_id");

    private ObjectShapes() {}

    static List<Problem> ofCompany(JsonNode company) {
        List<Problem> problems = new ArrayList<>();
        JsonNode address = company.path("address");
        String country = address.path("country_code").asText("");
        boolean hasRegion = address.hasNonNull("region") || address.hasNonNull("region_code");
        if (hasRegion && country.isEmpty()) {
            problems.add(Problem.refused(
                    "address", "has a region but no country_code", "COUNTRY CODE needed if Region Exists"));
        }
        if (!country.isEmpty() && !Regions.isCountry(country)) {
            problems.add(Problem.refused(
                    "address", "has a country_code that is not ISO alpha-3", "COUNTRY CODE is invalid"));
        }
        return problems;
    }
}
