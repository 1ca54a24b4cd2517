package dev.keapsink.contact;

import static dev.keapsink.contact.Kind.BIRTHDAY;
import static dev.keapsink.contact.Kind.COUNTRY;
import static dev.keapsink.contact.Kind.DAY;
import static dev.keapsink.contact.Kind.EMAIL;
import static dev.keapsink.contact.Kind.ID;
import static dev.keapsink.contact.Kind.IP_ADDRESS;
import static dev.keapsink.contact.Kind.LOCALE;
import static dev.keapsink.contact.Kind.PHONE;
import static dev.keapsink.contact.Kind.SOURCE_TYPE;
import static dev.keapsink.contact.Kind.TEXT;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keap's own fields of a contact: all that v1 lets a client write, with the lengths that Keap documents for v2, which
 * keeps them in the same columns. Names of producers are compared ignoring case and everything but letters and digits, so
 * that {@code first_name}, {@code firstName} and {@code First Name} are one.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/rest/">Keap REST API</a>
 */
public final class ContactFields {

    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    private static final List<ContactField> ALL = all();

    private static final Map<String, ContactField> BY_LABEL =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ContactField::label, Function.identity()));

    private static final Map<String, List<ContactField>> BY_NAME = byName();

    static final ContactField EMAIL1 = named("email1");
    static final ContactField PHONE1 = named("phone1");
    static final ContactField GIVEN_NAME = named("given_name");
    static final ContactField FAMILY_NAME = named("family_name");
    static final ContactField OPT_IN_REASON = named("opt_in_reason");

    private ContactFields() {}

    /** Every field, in the order of a contact's document. */
    public static List<ContactField> values() {
        return ALL;
    }

    /** The fields that have one of these normalised names. */
    static Set<ContactField> of(Collection<String> names) {
        Set<ContactField> fields = new HashSet<>();
        names.forEach(name -> fields.addAll(BY_NAME.getOrDefault(name, List.of())));
        return fields;
    }

    private static Map<String, List<ContactField>> byName() {
        Map<String, List<ContactField>> fields = new HashMap<>();
        for (ContactField field : ALL) {
            field.names()
                    .forEach(name -> fields.computeIfAbsent(name, unused -> new ArrayList<>())
                            .add(field));
        }
        return Map.copyOf(fields);
    }

    /** The field with a label, if there is one. */
    static Optional<ContactField> find(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    static ContactField named(String label) {
        return Objects.requireNonNull(BY_LABEL.get(label), label);
    }

    private static List<ContactField> all() {
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

    private record Collector(List<ContactField> all) {

        private void add(String label, Kind kind, int maxLength, Place place, Stream<String> names) {
            all.add(new ContactField(all.size(), label, kind, maxLength, place, names));
        }

        private void property(String name, Kind kind, int maxLength, String... others) {
            add(name, kind, maxLength, new Place.Property(name), Stream.concat(Stream.of(name), Stream.of(others)));
        }

        /** A value that means something in Keap alone: found only under a name that nobody else uses. */
        private void keaps(String label, Kind kind, Place place) {
            add(label, kind, ANY_LENGTH, place, Stream.of("keap_" + label));
        }

        private void properties() {
            property("given_name", TEXT, 40, "first_name", "fname");
            property("family_name", TEXT, 40, "last_name", "surname", "lname");
            property("middle_name", TEXT, 100);
            property("preferred_name", TEXT, 100, "nickname");
            property("prefix", TEXT, ANY_LENGTH, "name_prefix", "salutation");
            property("suffix", TEXT, ANY_LENGTH, "name_suffix");
            property("job_title", TEXT, 255);
            property("spouse_name", TEXT, 100, "spouse");
            property("website", TEXT, 100);
            property("birthday", BIRTHDAY, ANY_LENGTH, "birth_date", "date_of_birth", "dob");
            property("anniversary", DAY, ANY_LENGTH, "anniversary_date");
            property("time_zone", TEXT, ANY_LENGTH);
            property("preferred_locale", LOCALE, ANY_LENGTH);
            property("opt_in_reason", TEXT, ANY_LENGTH);
            keaps("company_id", ID, new Place.Nested("company", "id"));
            keaps("owner_id", ID, new Place.Property("owner_id"));
            keaps("lead_source_id", ID, new Place.Property("lead_source_id"));
            keaps("source_type", SOURCE_TYPE, new Place.Property("source_type"));
            keaps("origin_ip_address", IP_ADDRESS, new Place.Nested("origin", "ip_address"));
        }

        private void emails() {
            email(1, 75, "email", "email1", "email_address", "email_address1", "mail");
            email(2, 100, "email2", "email_address2");
            email(3, 100, "email3", "email_address3");
        }

        private void email(int number, int maxLength, String... names) {
            add(
                    "email" + number,
                    EMAIL,
                    maxLength,
                    item("email_addresses", "EMAIL" + number, "email"),
                    Stream.of(names));
        }

        private void phones() {
            number(
                    "phone",
                    1,
                    "phone_numbers",
                    40,
                    "phone",
                    "phone1",
                    "phone_number",
                    "phone_number1",
                    "telephone",
                    "mobile",
                    "mobile_phone");
            for (int i = 2; i <= 5; i++) {
                number("phone", i, "phone_numbers", i <= 3 ? 40 : 20, "phone" + i, "phone_number" + i);
            }
            number("fax", 1, "fax_numbers", ANY_LENGTH, "fax", "fax1", "fax_number", "fax_number1");
            number("fax", 2, "fax_numbers", ANY_LENGTH, "fax2", "fax_number2");
        }

        private void number(String what, int number, String list, int maxLength, String... names) {
            String label = what + number;
            String slot = what.toUpperCase(Locale.ROOT) + number;
            add(label, PHONE, maxLength, item(list, slot, "number"), Stream.of(names));
            part(label, list, slot, "type");
            if (what.equals("phone")) {
                part(label, list, slot, "extension");
                part(label, list, slot, "number_e164");
            }
        }

        private void part(String label, String list, String slot, String property) {
            Stream<String> ofTheFirst = label.endsWith("1")
                    ? Stream.of(label.substring(0, label.length() - 1) + "_" + property)
                    : Stream.empty();
            add(
                    label + "_" + property,
                    TEXT,
                    ANY_LENGTH,
                    item(list, slot, property),
                    Stream.concat(Stream.of(label + "_" + property), ofTheFirst));
        }

        private void address(AddressSlot slot) {
            boolean billing = slot.isBilling();
            int line = billing ? 75 : 100;
            int town = billing ? 50 : 100;
            int code = slot.name().equals("SHIPPING") ? 20 : 15;
            part(slot, "line1", "line1", TEXT, line, Stream.concat(slot.names("line1", "street"), slot.whole("1", "")));
            part(slot, "line2", "line2", TEXT, line, Stream.concat(slot.names("line2", "street2"), slot.whole("2")));
            part(slot, "locality", "locality", TEXT, town, slot.names("city", "locality", "town"));
            part(slot, "region", "region", TEXT, town, slot.names("region", "state", "province", "region_name"));
            part(
                    slot,
                    "postal_code",
                    "postal_code",
                    TEXT,
                    code,
                    slot.names("postal_code", "zip_code", "zip", "postcode"));
            part(slot, "zip_four", "zip_four", TEXT, 10, slot.names("zip_four", "zip4"));
            part(
                    slot,
                    "country",
                    "country_code",
                    COUNTRY,
                    ANY_LENGTH,
                    slot.names("country_code", "country", "country_name"));
        }

        private void part(
                AddressSlot slot, String label, String property, Kind kind, int maxLength, Stream<String> names) {
            add(slot.label() + label, kind, maxLength, item("addresses", slot.name(), property), names);
        }

        private void socialAccounts() {
            for (String network :
                    List.of("Facebook", "Twitter", "LinkedIn", "Instagram", "Snapchat", "YouTube", "Pinterest")) {
                String label = network.toLowerCase(Locale.ROOT);
                Place place = new Place.Item("social_accounts", "type", new TextNode(network), "name");
                add(label, TEXT, 255, place, Stream.of(label, label + "_url"));
            }
        }

        private static Place item(String list, String slot, String property) {
            return new Place.Item(list, "field", new TextNode(slot), property);
        }
    }
}
