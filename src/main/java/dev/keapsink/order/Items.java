package dev.keapsink.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The items of an order. */
record Items(List<Item> all) {

    /** The items of a list in the form in which v2 takes them. */
    static Items written(JsonNode list) {
        return of(list, Item::written);
    }

    /** The items of a list in the form in which v2 shows them. */
    static Items shown(JsonNode list) {
        return of(list, Item::shown);
    }

    private static Items of(JsonNode list, Function<JsonNode, Item> read) {
        return new Items(list.valueStream().map(read).toList());
    }

    /** The sum of all items; empty if only Keap knows the price of one. */
    Optional<BigDecimal> total() {
        Optional<BigDecimal> total = Optional.of(BigDecimal.ZERO);
        for (Item item : all) {
            total = total.flatMap(sum -> item.amount().map(sum::add));
        }
        return total;
    }

    /** How these items and those of an order differ, in words; empty if they are the same in any order. */
    Optional<String> difference(Items there) {
        List<Item> left = new ArrayList<>(there.all);
        List<Item> missing = new ArrayList<>();
        // An item without a price may be any of its product, so it chooses last.
        for (Item item : all.stream()
                .sorted(Comparator.comparing(one -> one.price().isEmpty()))
                .toList()) {
            Optional<Item> same = left.stream().filter(item::isSame).findFirst();
            same.ifPresentOrElse(left::remove, () -> missing.add(item));
        }
        return missing.isEmpty() && left.isEmpty()
                ? Optional.empty()
                : Optional.of(inWords(" Only the record has ", missing) + inWords(" Only Keap has ", left));
    }

    private static String inWords(String beginning, List<Item> items) {
        return items.isEmpty()
                ? ""
                : items.stream().map(Item::inWords).collect(Collectors.joining(", ", beginning, "."));
    }
}
