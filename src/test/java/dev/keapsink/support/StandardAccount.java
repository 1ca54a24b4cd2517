package dev.keapsink.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.CustomField.Option;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The account behind every message of the corpus: one custom field of each type, and whatever else a file describes. */
public final class StandardAccount {

    /** Their technical names follow from the labels: {@code _RenewalDate}. */
    public static final List<CustomField> FIELDS = List.of(
            CustomField.of(1, "Budget", FieldType.CURRENCY),
            CustomField.of(2, "Renewal Date", FieldType.DATE),
            CustomField.of(3, "Last Login", FieldType.DATE_TIME),
            CustomField.of(4, "Delivery Day", FieldType.DAY_OF_WEEK),
            CustomField.of(5, "Rating", FieldType.DECIMAL_NUMBER),
            CustomField.of(6, "Product", FieldType.DRILLDOWN)
                    .choosing(
                            Option.of("Hardware", Option.of("Laptops"), Option.of("Phones")),
                            Option.of("Software", Option.of("Games"))),
            CustomField.of(7, "Plan", FieldType.DROPDOWN).choosing("Free", "Pro", "Enterprise"),
            CustomField.of(8, "Invoice Email", FieldType.EMAIL),
            CustomField.of(9, "Interests", FieldType.LIST_BOX).choosing("Cars", "Boats", "Rock, Pop", "Wine"),
            CustomField.of(10, "Season", FieldType.MONTH),
            CustomField.of(11, "Manager", FieldType.NAME),
            CustomField.of(12, "Discount", FieldType.PERCENT),
            CustomField.of(13, "Emergency Number", FieldType.PHONE_NUMBER),
            CustomField.of(14, "Gender", FieldType.RADIO).choosing("Female", "Male", "Other"),
            CustomField.of(15, "Tax Number", FieldType.SOCIAL_SECURITY_NUMBER),
            CustomField.of(16, "Home State", FieldType.STATE),
            CustomField.of(17, "UTM Source", FieldType.TEXT),
            CustomField.of(18, "Remarks", FieldType.TEXT_AREA),
            CustomField.of(19, "Adviser", FieldType.USER),
            CustomField.of(20, "Sales Team", FieldType.USER_LIST_BOX),
            CustomField.of(21, "Blog", FieldType.WEBSITE),
            CustomField.of(22, "Employees", FieldType.WHOLE_NUMBER),
            CustomField.of(23, "Founded", FieldType.YEAR),
            CustomField.of(24, "VIP", FieldType.YES_NO));

    private static final Map<String, Behaviour.Choice[]> CHOICES = Map.of(
            "yes_no", Behaviour.YesNo.values(),
            "list", Behaviour.ListBox.values(),
            "date", Behaviour.Date.values(),
            "month", Behaviour.Month.values(),
            "day_of_week", Behaviour.DayOfWeek.values(),
            "clear", Behaviour.Clearing.values(),
            "lists", Behaviour.Lists.values());

    private final KeapSimulator keap;

    private StandardAccount(KeapSimulator keap) {
        this.keap = keap;
    }

    /**
     * Furnishes an account.
     *
     * @param account {@code tags}: names by their ids; {@code behaviour}: choices by the names of {@link #CHOICES}; {@code contacts}: v1 documents of
     *     contacts with ids from 1001, and their {@code tag_ids}
     */
    public static void furnish(KeapSimulator keap, JsonNode account) {
        FIELDS.forEach(keap::addCustomField);
        StandardAccount standard = new StandardAccount(keap);
        account.path("tags")
                .properties()
                .forEach(tag ->
                        keap.addTag(Long.parseLong(tag.getKey()), tag.getValue().asText()));
        account.path("behaviour")
                .properties()
                .forEach(choice ->
                        standard.behave(choice.getKey(), choice.getValue().asText()));
        account.path("contacts").forEach(contact -> standard.add(contact.deepCopy()));
    }

    private void behave(String kind, String name) {
        keap.behave(keap.behaviour()
                .with(Stream.of(CHOICES.get(kind))
                        .filter(choice -> ((Enum<?>) choice).name().equals(name.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow()));
    }

    private void add(ObjectNode contact) {
        JsonNode tags = contact.path("tag_ids");
        contact.remove("tag_ids");
        post("/v1/contacts", contact.toString());
        long id = keap.contacts().getLast().id();
        tags.forEach(tag -> post("/v1/tags/" + tag + "/contacts", "{\"ids\":[" + id + "]}"));
    }

    private void post(String path, String body) {
        SimulatedReply reply = keap.handle(
                new SimulatedRequest("POST", path, Map.of(), Map.of("x-keap-api-key", KeapSimulator.API_KEY), body));
        if (reply.status() >= 300) {
            throw new AssertionError(reply.body());
        }
    }
}
