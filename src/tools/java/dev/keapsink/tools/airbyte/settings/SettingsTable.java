package dev.keapsink.tools.airbyte.settings;

import static dev.keapsink.tools.airbyte.settings.Entry.choice;
import static dev.keapsink.tools.airbyte.settings.Entry.document;
import static dev.keapsink.tools.airbyte.settings.Entry.flag;
import static dev.keapsink.tools.airbyte.settings.Entry.group;
import static dev.keapsink.tools.airbyte.settings.Entry.text;
import static dev.keapsink.tools.airbyte.settings.Entry.whole;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Defines every setting of the destination, in the order of the form. {@link Choices} holds those of several forms;
 * there is no third place.
 */
final class SettingsTable {

    /** Stands for the field that tells the objects of a choice apart. */
    static final Entry DISCRIMINATOR = text("type", "", "");

    /** The variables of the environment that come before the settings, so that a test needs no other configuration. */
    static final List<String> OVERRIDES =
            List.of("KEAP_SINK_BASE_URL", "KEAP_SINK_TOKEN_URL", "KEAP_SINK_SPIKE_LIMIT", "KEAP_SINK_MINUTE_LIMIT");

    /** Percent of the members of a tag that a mirror takes it from at most. */
    static final int MIRROR_LIMIT = 10;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Entry ADVANCED = group(
            "advanced",
            "Advanced",
            "What most connections leave alone.",
            text("base_url", "Address of Keap's API", "Where the calls go. `/v1` and `/v2` are appended.")
                    .becomes("KEAP_SINK_BASE_URL"),
            text("token_url", "Address of Keap's tokens", "Where OAuth2 tokens are renewed.")
                    .becomes("KEAP_SINK_TOKEN_URL"),
            whole(
                            "spike_limit",
                            1,
                            Integer.MAX_VALUE,
                            "Calls a second",
                            "The most calls a second. Empty: what Keap grants, which is 10 for a key and 25 for OAuth2.")
                    .becomes("KEAP_SINK_SPIKE_LIMIT"),
            whole(
                            "minute_limit",
                            1,
                            Integer.MAX_VALUE,
                            "Calls a minute",
                            "The most calls a minute. Empty: what Keap grants, which is 240 for a key and 1,500 for"
                                    + " OAuth2.")
                    .becomes("KEAP_SINK_MINUTE_LIMIT"),
            text(
                            "country",
                            "Country",
                            "The country of phone numbers without a country code, in records that name no country: its ISO"
                                    + " code or English name.")
                    .becomes("KEAP_SINK_COUNTRY")
                    .examples("US"),
            choice(
                    "date_order",
                    "KEAP_SINK_DATE_ORDER",
                    "Order of dates",
                    "The order in dates such as 12/10/1980. Empty: an ambiguous date is rejected."),
            text(
                            "default_user",
                            "User of notes and tasks",
                            "The user of Keap for notes and tasks that name none: an id or an e-mail address.")
                    .becomes("KEAP_SINK_DEFAULT_USER")
                    .examples("17"),
            text(
                            "key_field",
                            "Key field",
                            "The label of the custom field that holds a record's key, in companies, opportunities, orders,"
                                    + " notes and tasks.")
                    .becomes("KEAP_SINK_KEY_FIELD"),
            choice(
                    "on_delete",
                    "KEAP_SINK_ON_DELETE",
                    "Deleted records",
                    "What a deleted row of the source does: untag takes the tags off, delete deletes the contact, ignore"
                            + " does nothing."),
            choice(
                    "duplicate_option",
                    "KEAP_SINK_DUPLICATE_OPTION",
                    "Same contact",
                    "What makes two records the same contact: the e-mail address, or the address and both names."));

    static final List<Entry> ENTRIES = List.of(
            Choices.CREDENTIALS,
            text(
                            "tag_id",
                            "Tag ID",
                            "The id of the tag that every contact gets. Several ids have commas between them.",
                            "^[0-9]+(,[0-9]+)*$",
                            Wishes.TAGS)
                    .becomes("KEAP_SINK_TAG_IDS")
                    .examples("101", "101,102")
                    .alwaysShown(),
            text(
                            "contact_type",
                            "Contact type",
                            "The type of contacts whose records name none. It has to exist in Keap.")
                    .becomes("KEAP_SINK_CONTACT_TYPE")
                    .examples("Lead", "Customer")
                    .alwaysShown(),
            document(
                            "streams",
                            "Streams",
                            "Which stream of the source becomes which object of Keap, as a JSON object. A stream that it"
                                    + " does not name becomes contacts. An object, a mapping of its fields and a prefix for"
                                    + " the keys of its records can be named together.")
                    .examples(
                            "{\"leads\": \"contacts\", \"calls\": \"notes\"}",
                            "{\"deals\": {\"object\": \"opportunities\", \"mapping\": {\"fields\": {\"opportunity_title\":"
                                    + " \"deal_name\"}, \"automatic\": true}, \"key_prefix\": \"crm-\"}}"),
            Choices.REJECTS,
            Choices.LEDGER,
            flag(
                    "mirror",
                    "Mirror",
                    "Permits the sync mode Overwrite for contacts: after a complete sync, contacts that wear the tag and"
                            + " are no longer in the source lose it. It never deletes a contact."),
            whole(
                            "mirror_limit",
                            0,
                            100,
                            "Limit of the mirror",
                            "The most percent of the tag's contacts that may lose it in one sync. If it would be more,"
                                    + " none does.")
                    .byDefault(JSON.numberNode(MIRROR_LIMIT)),
            ADVANCED);

    private SettingsTable() {}
}
