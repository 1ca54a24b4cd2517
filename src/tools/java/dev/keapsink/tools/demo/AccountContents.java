package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Resource;
import dev.keapsink.tools.common.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tags, contact types and custom fields of the simulated account: some of its own, and what a run adds to them. */
final class AccountContents {
    /** The setting of the tags that every contact gets, if the user names no others. */
    static final String TAGS = "101,102";

    private static final long KEY_FIELD_ID = 901;
    private static final List<String> STAGES = List.of("New", "Contacted", "Quoted", "Won");
    private static final List<Resource> KEYED =
            List.of(Resource.COMPANIES, Resource.OPPORTUNITIES, Resource.ORDERS, Resource.NOTES, Resource.TASKS);

    private static final int SHOWN = 20;
    private static final int LONGEST = 60;
    private static final long FIRST_NEW_TAG = 1001;
    private static final Pattern FIELD_ID = Pattern.compile("custom_fields\\[([1-9][0-9]{0,17})]");

    private final KeapSimulator keap;
    private final Set<Long> tags = new TreeSet<>();
    private final List<String> types = new ArrayList<>(List.of("Lead", "Prospect", "Customer", "Partner"));
    private final Set<String> fields = new TreeSet<>();
    private final List<String> added = new ArrayList<>();
    private long lastField;

    AccountContents(KeapSimulator keap) {
        this.keap = keap;
        tag(101, "Keap Sink demo");
        tag(102, "New lead");
        tag(201, "Newsletter");
        tag(202, "Webinar");
        tag(203, "Quote requested");
        keap.contactTypes(types.toArray(String[]::new));
    }

    private void tag(long id, String name) {
        tags.add(id);
        keap.addTag(id, name);
    }

    /**
     * Adds what objects beside contacts need: the field for their keys, and stages of deals.
     *
     * @param keyField the label of the field
     */
    void addObjects(String keyField) {
        for (Resource resource : KEYED) {
            keap.objects().addCustomField(resource, CustomField.of(KEY_FIELD_ID, keyField, FieldType.TEXT));
        }
        for (int i = 0; i < STAGES.size(); i++) {
            keap.objects().addStage(i + 1, STAGES.get(i));
        }
    }

    /** Adds a tag with this id, unless there is one. */
    void addTag(long id) {
        if (!tags.contains(id)) {
            tag(id, "Tag " + id);
            added.add("tag " + id);
        }
    }

    /** Adds a tag with this name, unless there is one in any case. */
    void addTag(String name) {
        if (keap.tagsNamed(name).isEmpty()) {
            long id = FIRST_NEW_TAG;
            while (tags.contains(id)) {
                id++;
            }
            tag(id, name);
            added.add("the tag " + quoted(name));
        }
    }

    /** Adds a contact type, unless there is one of that name in any case. */
    void addType(String name) {
        if (types.stream().noneMatch(name::equalsIgnoreCase)) {
            types.add(name);
            keap.contactTypes(types.toArray(String[]::new));
            added.add("the contact type " + quoted(name));
        }
    }

    /**
     * Adds a custom field.
     *
     * @param name its label, its technical name such as {@code _LeadScore}, or its id as {@code custom_fields[17]}
     * @param values the values that it has to take
     */
    void addField(String name, List<JsonNode> values) {
        if (!fields.add(name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT))) {
            return;
        }
        FieldGuess guess = FieldGuess.of(values);
        Matcher id = FIELD_ID.matcher(name);
        CustomField field = id.matches()
                ? CustomField.of(Long.parseLong(id.group(1)), "Field " + id.group(1), guess.type())
                : named(++lastField, name, guess.type());
        keap.addCustomField(field.choosing(guess.options().toArray(String[]::new)));
        added.add(
                "the custom field %s (%s)".formatted(quoted(name), guess.type().words()));
    }

    private static CustomField named(long id, String name, FieldType type) {
        return name.startsWith("_")
                ? new CustomField(id, name.substring(1), name, type, List.of())
                : CustomField.of(id, name, type);
    }

    /** Lets the account take values in the encodings of a mapping, which the operator knows from his own account. */
    void encode(JsonNode encoding) {
        keap.behave(Behaviour.DEFAULT.with(
                choice(encoding, "yes_no", Behaviour.YesNo.NUMBER, Behaviour.YesNo.values()),
                choice(encoding, "list", Behaviour.ListBox.ARRAY, Behaviour.ListBox.values()),
                choice(encoding, "date", Behaviour.Date.DATE_TIME, Behaviour.Date.values()),
                choice(encoding, "month", Behaviour.Month.NUMBER, Behaviour.Month.values()),
                choice(encoding, "day_of_week", Behaviour.DayOfWeek.NUMBER, Behaviour.DayOfWeek.values()),
                encoding.path("clear").asText().equals("null")
                        ? Behaviour.Clearing.NULL
                        : Behaviour.Clearing.EMPTY_TEXT));
    }

    private static <E extends Enum<E>> E choice(JsonNode encoding, String name, E otherwise, E[] all) {
        return Stream.of(all)
                .filter(one -> one.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(encoding.path(name).asText()))
                .findFirst()
                .orElse(otherwise);
    }

    /** Says what was added; empty if nothing was. */
    Optional<String> sentence() {
        if (added.isEmpty()) {
            return Optional.empty();
        }
        List<String> shown = new ArrayList<>(added.subList(0, Math.min(SHOWN, added.size())));
        if (added.size() > SHOWN) {
            shown.add("and %,d more".formatted(added.size() - SHOWN));
        }
        return Optional.of("The simulated account has also got: %s. Your own account needs them, too."
                .formatted(String.join(", ", shown)));
    }

    private static String quoted(String name) {
        String plain = TerminalText.line(name);
        return '"' + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain) + '"';
    }
}
