package dev.keapsink.simulator;

import static dev.keapsink.simulator.Shape.ANYTHING;
import static dev.keapsink.simulator.Shape.DAY;
import static dev.keapsink.simulator.Shape.TEXT;
import static dev.keapsink.simulator.Shape.TIME;
import static dev.keapsink.simulator.Shape.WHOLE;
import static dev.keapsink.simulator.Shape.forbidden;
import static dev.keapsink.simulator.Shape.listOf;
import static dev.keapsink.simulator.Shape.object;
import static dev.keapsink.simulator.Shape.oneOf;

/** The shapes of the bodies of v1 contact writes. */
final class ContactShapes {
    private static final Shape EMAIL =
            object().required(oneOf("EMAIL1", "EMAIL2", "EMAIL3"), "field").optional(TEXT, "email");
    private static final Shape PHONE = object().required(
                    oneOf("PHONE1", "PHONE2", "PHONE3", "PHONE4", "PHONE5"), "field")
            .optional(TEXT, "number", "extension", "type", "number_e164");
    private static final Shape FAX =
            object().required(oneOf("FAX1", "FAX2"), "field").optional(TEXT, "number", "type");
    private static final Shape ADDRESS = object().required(oneOf("BILLING", "SHIPPING", "OTHER"), "field")
            .optional(TEXT, "line1", "line2", "locality", "region", "country_code")
            .optional(TEXT, "postal_code", "zip_code", "zip_four");
    private static final Shape SOCIAL_ACCOUNT = object().optional(TEXT, "name")
            .optional(
                    oneOf("Facebook", "Twitter", "LinkedIn", "Instagram", "Snapchat", "YouTube", "Pinterest"), "type");
    private static final Shape SOURCE = oneOf(
            "APPOINTMENT",
            "FORMAPIHOSTED",
            "FORMAPIINTERNAL",
            "WEBFORM",
            "INTERNALFORM",
            "LANDINGPAGE",
            "IMPORT",
            "MANUAL",
            "API",
            "OTHER",
            "UNKNOWN");

    static final Shape.ObjectOf CONTACT = object().optional(
                    TEXT, "given_name", "family_name", "middle_name", "preferred_name", "prefix", "suffix")
            .optional(TEXT, "job_title", "spouse_name", "website", "time_zone", "preferred_locale")
            .optional(TEXT, "contact_type", "opt_in_reason")
            .optional(DAY, "anniversary")
            .optional(TIME, "birthday")
            .optional(WHOLE, "owner_id", "lead_source_id")
            .optional(SOURCE, "source_type")
            .optional(object().optional(WHOLE, "id"), "company")
            .optional(object().required(TEXT, "ip_address"), "origin")
            .optional(listOf(EMAIL), "email_addresses")
            .optional(listOf(PHONE), "phone_numbers")
            .optional(listOf(FAX), "fax_numbers")
            .optional(listOf(ADDRESS), "addresses")
            .optional(listOf(SOCIAL_ACCOUNT), "social_accounts")
            .optional(listOf(object().required(WHOLE, "id").required(ANYTHING, "content")), "custom_fields")
            .optional(forbidden("Tags can't be added or removed through this object"), "tag_ids");

    static final Shape.ObjectOf UPSERT = CONTACT.required(oneOf("Email", "EmailAndName"), "duplicate_option");

    private ContactShapes() {}
}
