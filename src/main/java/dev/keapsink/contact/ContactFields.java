package dev.keapsink.contact;

import static dev.keapsink.field.FieldType.BIRTHDAY;
import static dev.keapsink.field.FieldType.COUNTRY;
import static dev.keapsink.field.FieldType.DAY;
import static dev.keapsink.field.FieldType.EMAIL;
import static dev.keapsink.field.FieldType.ID;
import static dev.keapsink.field.FieldType.IP_ADDRESS;
import static dev.keapsink.field.FieldType.LOCALE;
import static dev.keapsink.field.FieldType.NAME;
import static dev.keapsink.field.FieldType.OPT_IN;
import static dev.keapsink.field.FieldType.PHONE;
import static dev.keapsink.field.FieldType.POSTAL_CODE;
import static dev.keapsink.field.FieldType.SOURCE_TYPE;
import static dev.keapsink.field.FieldType.TEXT;
import static dev.keapsink.field.FieldType.TIME_ZONE;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldTable;
import dev.keapsink.field.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keap's own fields of a contact that v1 lets a client write. The lengths are those that Keap documents for v2, which
 * keeps the values in the same columns. The fields' names are in {@link ContactNames}.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/rest/">Keap REST API</a>
 */
public final class ContactFields {

    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    /** All fields except the contact type, whose spelling depends on the account. */
    public static final FieldTable TABLE = new FieldTable(all());

    /** The contact type, sorted behind all other fields, custom ones included. */
    static final Field CONTACT_TYPE =
            new Field(Long.MAX_VALUE, "contact_type", TEXT, ANY_LENGTH, new FieldPath.Property("contact_type"));

    static final Field EMAIL1 = named("email1");
    static final Field PHONE1 = named("phone1");
    static final Field PHONE1_EXTENSION = named("phone1_extension");
    static final Field GIVEN_NAME = named("given_name");
    static final Field FAMILY_NAME = named("family_name");
    static final Field BILLING_COUNTRY = named("country");
    static final Field OPT_IN_REASON = named("opt_in_reason");
    static final Field COMPANY_ID = named("company_id");

    /** The fields that name the company in another way. They are no part of the contact's document. */
    static final Field COMPANY = named("company");

    static final Field COMPANY_KEY = named("company_key");

    private ContactFields() {}

    /** Every field, in the order of a contact's document. */
    public static List<Field> values() {
        return TABLE.values();
    }

    /** The field with a label, if there is one. */
    static Optional<Field> find(String label) {
        return TABLE.find(label);
    }

    static Field named(String label) {
        return TABLE.named(label);
    }

    /** The field without which another field is meaningless, if there is one. */
    static Optional<Field> base(Field field) {
        return TABLE.base(field);
    }

    private static List<Field> all() {
        Collector fields = new Collector(new ArrayList<>());
        fields.properties();
        fields.emails();
        fields.phones();
        for (AddressSlot slot : AddressSlot.ALL) {
            fields.address(slot);
        }
        fields.socialAccounts();
        return List.copyOf(fields.all);
    }

    private record Collector(List<Field> all) {

        private void add(String label, FieldType kind, int maxLength, FieldPath path) {
            all.add(new Field(all.size(), label, kind, maxLength, path));
        }

        private void property(String name, FieldType kind, int maxLength) {
            add(name, kind, maxLength, new FieldPath.Property(name));
        }

        private void properties() {
            property("given_name", NAME, 40);
            property("family_name", NAME, 40);
            property("middle_name", NAME, 100);
            property("preferred_name", NAME, 100);
            property("prefix", TEXT, ANY_LENGTH);
            property("suffix", TEXT, ANY_LENGTH);
            property("job_title", TEXT, 255);
            property("spouse_name", NAME, 100);
            property("website", TEXT, 100);
            property("birthday", BIRTHDAY, ANY_LENGTH);
            property("anniversary", DAY, ANY_LENGTH);
            property("time_zone", TIME_ZONE, ANY_LENGTH);
            property("preferred_locale", LOCALE, ANY_LENGTH);
            property("opt_in_reason", OPT_IN, ANY_LENGTH);
            add("company_id", ID, ANY_LENGTH, new FieldPath.Nested("company", "id"));
            property("company", TEXT, ANY_LENGTH);
            property("company_key", TEXT, ANY_LENGTH);
            property("owner_id", ID, ANY_LENGTH);
            property("lead_source_id", ID, ANY_LENGTH);
            property("source_type", SOURCE_TYPE, ANY_LENGTH);
            add("origin_ip_address", IP_ADDRESS, ANY_LENGTH, new FieldPath.Nested("origin", "ip_address"));
        }

        private void emails() {
            for (int i = 1; i <= 3; i++) {
                add("email" + i, EMAIL, i == 1 ? 75 : 100, item("email_addresses", "EMAIL" + i, "email"));
            }
        }

        private void phones() {
            for (int i = 1; i <= 5; i++) {
                number("phone" + i, "phone_numbers", i <= 3 ? 40 : 20, "type", "extension", "number_e164");
            }
            number("fax1", "fax_numbers", ANY_LENGTH, "type");
            number("fax2", "fax_numbers", ANY_LENGTH, "type");
        }

        private void number(String label, String list, int maxLength, String... parts) {
            String slot = label.toUpperCase(Locale.ROOT);
            add(label, PHONE, maxLength, item(list, slot, "number"));
            for (String part : parts) {
                add(label + "_" + part, TEXT, ANY_LENGTH, item(list, slot, part));
            }
        }

        private void address(AddressSlot slot) {
            boolean billing = slot.isBilling();
            int line = billing ? 75 : 100;
            int town = billing ? 50 : 100;
            int code = slot.name().equals("SHIPPING") ? 20 : 15;
            part(slot, "line1", "line1", TEXT, line);
            part(slot, "line2", "line2", TEXT, line);
            part(slot, "locality", "locality", TEXT, town);
            part(slot, "region", "region", TEXT, town);
            part(slot, "postal_code", "postal_code", POSTAL_CODE, code);
            part(slot, "zip_four", "zip_four", POSTAL_CODE, 10);
            part(slot, "country", "country_code", COUNTRY, ANY_LENGTH);
        }

        private void part(AddressSlot slot, String label, String property, FieldType kind, int maxLength) {
            add(slot.label() + label, kind, maxLength, item("addresses", slot.name(), property));
        }

        private void socialAccounts() {
            for (String network :
                    List.of("Facebook", "Twitter", "LinkedIn", "Instagram", "Snapchat", "YouTube", "Pinterest")) {
                FieldPath path = new FieldPath.Item("social_accounts", "type", new TextNode(network), "name");
                add(network.toLowerCase(Locale.ROOT), TEXT, 255, path);
            }
        }

        private static FieldPath item(String list, String slot, String property) {
            return new FieldPath.Item(list, "field", new TextNode(slot), property);
        }
    }
}
