package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads addresses that are objects in a record, such as {@code billing_address}, or {@code shipping} with an {@code
 * address} in it. Their parts are found by the names that the columns of an address have.
 *
 * @param read the normalised names of the record's fields that were read
 */
record NestedAddresses(Set<String> read, List<LeftOut> leftOut) {

    private static final NestedAddresses NONE = new NestedAddresses(Set.of(), List.of());

    private static final List<String> PARTS =
            List.of("line1", "line2", "locality", "region", "postal_code", "zip_four", "country");

    private static final int MAX_SHOWN = 10;

    /** The parts that make an address. A slot without any of them is free for an address object. */
    private static final List<String> ESSENTIAL = List.of("line1", "locality", "postal_code");

    /** The names of an address object, best first, with the beginning of its fields' labels. */
    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Stream.of(
                        "billingaddress",
                        "billing",
                        "billingdetails",
                        "address",
                        "mailingaddress",
                        "defaultaddress",
                        "primaryaddress")
                .forEach(name -> names.put(name, ""));
        Stream.of("shippingaddress", "shipping", "shippingdetails", "deliveryaddress")
                .forEach(name -> names.put(name, "shipping_"));
        names.put("otheraddress", "other_");
        return names;
    }

    /** Takes the address objects out of a record, and puts their parts in as columns. */
    static NestedAddresses in(Map<String, JsonNode> byName, Mapping mapping) {
        for (String name : NAMES.keySet()) {
            JsonNode json = byName.get(name);
            if (json != null && json.isContainerNode()) {
                return all(byName, mapping);
            }
        }
        return NONE;
    }

    private static NestedAddresses all(Map<String, JsonNode> byName, Mapping mapping) {
        NestedAddresses nested = new NestedAddresses(new HashSet<>(), new ArrayList<>());
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        NAMES.keySet().forEach(name -> {
            JsonNode json = byName.getOrDefault(name, MissingNode.getInstance());
            if (json.isContainerNode()
                    && !Texts.isBlank(json)
                    && (isOfAddresses(name) || !parts(object(json)).isEmpty())) {
                objects.put(name, byName.remove(name));
            }
        });
        objects.forEach((name, json) -> nested.put(NAMES.getOrDefault(name, ""), name, json, byName, mapping));
        return nested;
    }

    /** Whether the name is one of an address only. An object of another name may hold other things, or no address. */
    private static boolean isOfAddresses(String name) {
        return name.endsWith("address");
    }

    private void put(String slot, String name, JsonNode json, Map<String, JsonNode> byName, Mapping mapping) {
        read.add(name);
        JsonNode object = object(json);
        Map<String, JsonNode> parts = parts(object);
        boolean isTaken = ESSENTIAL.stream()
                .flatMap(part -> ContactNames.ALL.of(slot + part).stream())
                .anyMatch(one -> !Texts.isBlank(byName.getOrDefault(one, MissingNode.getInstance())));
        if (json.isEmpty()) {
            return;
        }
        if (isTaken || parts.isEmpty()) {
            leftOut.add(new LeftOut(
                    slot + "line1",
                    isTaken
                            ? "is of a second address, in an object; only the first address is written"
                            : "holds an object or a list in which no part of an address is found"));
            return;
        }
        AddressParts usable = new AddressParts(slot, mapping, byName);
        Map<String, JsonNode> written = usable.of(parts);
        leftOut.addAll(usable.leftOut());
        written.forEach((part, value) -> ContactNames.ALL.of(slot + part).stream()
                .findFirst()
                .ifPresent(first -> byName.putIfAbsent(first, value)));
        PARTS.stream()
                .filter(part -> !parts.containsKey(part) && hasContainer(object, ContactNames.ALL.of(part)))
                .forEach(part ->
                        leftOut.add(new LeftOut(slot + part, "is an object or a list, which is not read here")));
        List<String> ignored = ignored(object);
        if (!ignored.isEmpty()) {
            leftOut.add(new LeftOut(
                    slot + "line1",
                    "has fields beside it in its object that no address has: " + String.join(", ", ignored)));
        }
        if (!json.isObject() && json.size() > 1) {
            leftOut.add(new LeftOut(slot + "line1", "holds several addresses, and only the first of them is written"));
        }
    }

    /** Names of values in the object that are no part of an address. */
    private static List<String> ignored(JsonNode object) {
        return object.properties().stream()
                .filter(one -> one.getValue().isValueNode() && !Texts.isBlank(one.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> PARTS.stream()
                        .noneMatch(part -> ContactNames.ALL.of(part).contains(Field.normalised(name))))
                .limit(MAX_SHOWN)
                .toList();
    }

    private static boolean hasContainer(JsonNode object, List<String> names) {
        return object.properties().stream()
                .anyMatch(one -> one.getValue().isContainerNode()
                        && !one.getValue().isEmpty()
                        && names.contains(Field.normalised(one.getKey())));
    }

    /** The object that holds the parts. */
    private static JsonNode object(JsonNode json) {
        JsonNode first = json.isArray() ? json.path(0) : json;
        return first.path("address").isObject() ? first.path("address") : first;
    }

    /** Joins a street that is a list of its lines. */
    private static JsonNode joined(JsonNode part) {
        boolean isList = part.isArray()
                && StreamSupport.stream(part.spliterator(), false).allMatch(JsonNode::isTextual);
        return isList
                ? new TextNode(StreamSupport.stream(part.spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(line -> !Blanks.isBlank(line))
                        .collect(Collectors.joining(", ")))
                : part;
    }

    /** The parts of an address by the endings of their labels. */
    static Map<String, JsonNode> parts(JsonNode address) {
        Map<String, JsonNode> byName = new HashMap<>();
        address.properties().forEach(part -> {
            JsonNode value = joined(part.getValue());
            if (value.isValueNode() && !Texts.isBlank(value)) {
                byName.putIfAbsent(Field.normalised(part.getKey()), value);
            }
        });
        Map<String, JsonNode> parts = new TreeMap<>();
        for (String part : PARTS) {
            ContactNames.ALL.of(part).stream()
                    .filter(byName::containsKey)
                    .findFirst()
                    .ifPresent(name -> parts.put(part, byName.get(name)));
        }
        return ESSENTIAL.stream().anyMatch(parts::containsKey) || parts.size() == byName.size() ? parts : Map.of();
    }
}
