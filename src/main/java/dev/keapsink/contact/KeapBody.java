package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.contact.NextFreeSlot.Unplaced;
import dev.keapsink.field.CustomFields;
import dev.keapsink.field.Field;
import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Mapping;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a record that has the shape of a contact in Keap's own API, v1 or v2: lists of objects become flat fields. The
 * shape is recognised by its structure alone.
 *
 * <p>References and ids are read only if the body is certainly Keap's: an item names a slot ({@code "field":
 * "EMAIL1"}), or a custom field its id. Another system's ids would mean other objects.
 *
 * @param flat values by the normalised names under which they are found
 * @param unplaced items that name no slot, or whose slot is taken
 * @param customFields values of custom fields, by {@link CustomFields#named(String)}
 * @param read the normalised names of the record's fields that were read
 * @param isOther whether the lists may be another system's, so that ids beside them mean other objects
 */
record KeapBody(
        Map<String, JsonNode> flat,
        Map<RepeatedFields, List<Unplaced>> unplaced,
        Map<String, JsonNode> customFields,
        Set<String> read,
        List<LeftOut> leftOut,
        boolean isOther) {

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private static final KeapBody NONE = new KeapBody(Map.of(), Map.of(), Map.of(), Set.of(), List.of(), false);

    private static final Map<RepeatedFields, String> LISTS = Map.of(
            RepeatedFields.EMAILS,
            "email_addresses",
            RepeatedFields.PHONES,
            "phone_numbers",
            RepeatedFields.FAXES,
            "fax_numbers");

    private static final Map<RepeatedFields, String> VALUES =
            Map.of(RepeatedFields.EMAILS, "email", RepeatedFields.PHONES, "number", RepeatedFields.FAXES, "number");

    private static final List<String> ALL_LISTS = Stream.concat(
                    LISTS.values().stream(), Stream.of("addresses", "social_accounts", "custom_fields"))
            .map(Field::normalised)
            .toList();

    private static final List<String> NUMBER_PARTS = List.of("type", "extension", "number_e164");

    /** The parts of an address: the endings of the fields' labels, and Keap's names for them, best first. */
    private static final Map<String, List<String>> ADDRESS_PARTS = Map.of(
            "line1", List.of("line1"),
            "line2", List.of("line2"),
            "locality", List.of("locality"),
            "region", List.of("region_code", "region"),
            "postal_code", List.of("postal_code", "zip_code"),
            "zip_four", List.of("zip_four"),
            "country", List.of("country_code", "country"));

    /**
     * Reads Keap's lists in a record.
     *
     * @param byName the record's values by their normalised names
     */
    static KeapBody of(Map<String, JsonNode> byName, Mapping mapping) {
        for (String list : ALL_LISTS) {
            if (byName.containsKey(list)) {
                return new Reading(byName, mapping).body();
            }
        }
        return NONE;
    }

    /** Reads the lists of one record. */
    private static final class Reading {
        private final Map<String, JsonNode> byName;
        private final Mapping mapping;

        /** Fields that have a column of their own. */
        private final Set<Field> there;

        private final Map<String, JsonNode> flat = new HashMap<>();
        private final Map<RepeatedFields, List<Unplaced>> unplaced = new HashMap<>();
        private final Map<String, JsonNode> customFields = new LinkedHashMap<>();
        private final Set<String> read = new HashSet<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private boolean isCertainlyKeap;

        Reading(Map<String, JsonNode> byName, Mapping mapping) {
            this.byName = byName;
            this.mapping = mapping;
            this.there = ContactNames.ALL.fields(byName.keySet());
        }

        KeapBody body() {
            LISTS.keySet().forEach(this::repeated);
            addresses();
            socialAccounts();
            customFields();
            if (isCertainlyKeap) {
                references();
            }
            return read.isEmpty() ? NONE : new KeapBody(flat, unplaced, customFields, read, leftOut, !isCertainlyKeap);
        }

        private void repeated(RepeatedFields kind) {
            String value = VALUES.getOrDefault(kind, "");
            for (JsonNode item : items(LISTS.getOrDefault(kind, ""), one -> one.has(value))) {
                if (Texts.isBlank(item.path(value))) {
                    continue;
                }
                Optional<Field> slot = kind.slots().stream()
                        .filter(one ->
                                one.label().equalsIgnoreCase(item.path("field").asText()))
                        .findFirst();
                isCertainlyKeap |= slot.isPresent();
                Optional<Field> free = slot.filter(one -> !isTaken(one) && !isFlat(one.label()));
                if (free.isPresent()) {
                    put(free.get().label(), item.path(value));
                    parts(item).forEach((name, json) -> put(free.get().label() + "_" + name, json));
                } else {
                    unplaced.computeIfAbsent(kind, unused -> new ArrayList<>())
                            .add(new Unplaced(item.path(value), 0, parts(item), "", ""));
                }
                if (slot.filter(ContactFields.EMAIL1::equals).isPresent()) {
                    put("opt_in_reason", item.path("opt_in_reason"));
                }
            }
        }

        private static Map<String, JsonNode> parts(JsonNode item) {
            Map<String, JsonNode> parts = new HashMap<>();
            NUMBER_PARTS.stream()
                    .filter(part -> !Texts.isBlank(item.path(part)))
                    .forEach(part -> parts.put(part, item.path(part)));
            return parts;
        }

        /** Addresses that name their slot go first. */
        private void addresses() {
            List<JsonNode> others = new ArrayList<>();
            for (JsonNode item : items("addresses", Reading::isAddress)) {
                Optional<AddressSlot> slot = AddressSlot.ALL.stream()
                        .filter(one -> one.name().equals(item.path("field").asText()))
                        .findFirst();
                isCertainlyKeap |= slot.isPresent();
                slot.filter(this::isFree).ifPresentOrElse(one -> put(one, item), () -> others.add(item));
            }
            for (JsonNode item : others) {
                AddressSlot.ALL.stream()
                        .filter(this::isFree)
                        .findFirst()
                        .ifPresentOrElse(
                                one -> put(one, item),
                                () -> leftOut.add(new LeftOut(
                                        "addresses", "hold one that finds no free slot; Keap keeps only 3")));
            }
        }

        private static boolean isAddress(JsonNode item) {
            return ADDRESS_PARTS.values().stream().flatMap(List::stream).anyMatch(item::has)
                    || !NestedAddresses.parts(item).isEmpty();
        }

        private boolean isFree(AddressSlot slot) {
            return ADDRESS_PARTS.keySet().stream()
                    .map(part -> slot.label() + part)
                    .noneMatch(label -> isFlat(label) || isTaken(ContactFields.named(label)));
        }

        private void put(AddressSlot slot, JsonNode item) {
            Map<String, JsonNode> others = NestedAddresses.parts(item);
            ADDRESS_PARTS.forEach((part, names) -> names.stream()
                    .map(item::path)
                    .filter(json -> !Texts.isBlank(json))
                    .findFirst()
                    .or(() -> Optional.ofNullable(others.get(part)))
                    .ifPresent(json -> put(slot.label() + part, json)));
        }

        private void socialAccounts() {
            for (JsonNode item : items("social_accounts", one -> one.has("name") && one.has("type"))) {
                String network = Field.normalised(item.path("type").asText());
                boolean isKept = ContactFields.find(network)
                        .filter(field -> field.list().equals("social_accounts"))
                        .isPresent();
                if (isKept) {
                    put(network, item.path("name"));
                } else {
                    leftOut.add(new LeftOut("social_accounts", "hold one of a network that Keap does not keep"));
                }
            }
        }

        private void customFields() {
            for (JsonNode item : items("custom_fields", one -> one.has("id") && one.has("content"))) {
                isCertainlyKeap = true;
                if (!Texts.isBlank(item.path("content"))) {
                    customFields.putIfAbsent(
                            CustomFields.named(Blanks.strip(item.path("id").asText())), item.path("content"));
                }
            }
        }

        private void references() {
            reference(
                    "company_id",
                    "company",
                    byName.getOrDefault("company", NOTHING).path("id"));
            reference("owner_id", "ownerid", byName.getOrDefault("ownerid", NOTHING));
            reference("lead_source_id", "leadsourceid", byName.getOrDefault("leadsourceid", NOTHING));
            JsonNode type = byName.getOrDefault("sourcetype", NOTHING);
            reference("source_type", "sourcetype", new TextNode(type.asText("").replace("_", "")));
            reference(
                    "origin_ip_address",
                    "origin",
                    byName.getOrDefault("origin", NOTHING).path("ip_address"));
            JsonNode tags = byName.getOrDefault("tagids", NOTHING);
            if (tags.isArray() && Texts.isBlank(byName.getOrDefault("tags", NOTHING))) {
                flat.put("tags", tags);
                read.add("tagids");
            }
        }

        /** Keap shows a missing reference as 0. */
        private void reference(String label, String name, JsonNode json) {
            if (json.isValueNode() && !Texts.isBlank(json)) {
                read.add(name);
                if (!json.asText().equals("0")) {
                    put("keap_" + label, json);
                }
            }
        }

        private void put(String name, JsonNode json) {
            String normalised = Field.normalised(name);
            if (!Texts.isBlank(json) && Texts.isBlank(byName.getOrDefault(normalised, NOTHING))) {
                flat.putIfAbsent(normalised, json);
            }
        }

        /** Whether the record or the mapping has another value for a field. */
        private boolean isTaken(Field field) {
            return there.contains(field) || mapping.fields().containsKey(field);
        }

        private boolean isFlat(String label) {
            return flat.containsKey(Field.normalised(label));
        }

        /** The items of one of Keap's lists; empty if any item has another shape. */
        private List<JsonNode> items(String list, Predicate<JsonNode> isOne) {
            String name = Field.normalised(list);
            JsonNode json = byName.getOrDefault(name, NOTHING);
            boolean isKeapList = json.isArray()
                    && !json.isEmpty()
                    && StreamSupport.stream(json.spliterator(), false)
                            .allMatch(item -> item.isObject() && isOne.test(item));
            if (!isKeapList) {
                return List.of();
            }
            read.add(name);
            List<JsonNode> items = new ArrayList<>();
            json.forEach(items::add);
            return items;
        }
    }
}
