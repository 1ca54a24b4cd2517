package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.FieldName;
import dev.keapsink.record.InvalidValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Closed sets of words that Keap takes for a property, with the words that other systems use for them. */
public enum Words {
    /** The sources of a contact. */
    SOURCE_TYPE(
            "Keap's source types, such as WEBFORM or IMPORT",
            Map.of(),
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
            "UNKNOWN"),
    /** The priorities of a task. Keap's v1 numbers them. */
    PRIORITY(
            "Keap's priorities: CRITICAL, ESSENTIAL or NONESSENTIAL",
            Map.ofEntries(
                    Map.entry("1", "CRITICAL"),
                    Map.entry("2", "ESSENTIAL"),
                    Map.entry("3", "NONESSENTIAL"),
                    Map.entry("1critical", "CRITICAL"),
                    Map.entry("2essential", "ESSENTIAL"),
                    Map.entry("3nonessential", "NONESSENTIAL"),
                    Map.entry("highest", "CRITICAL"),
                    Map.entry("urgent", "CRITICAL"),
                    Map.entry("high", "CRITICAL"),
                    Map.entry("medium", "ESSENTIAL"),
                    Map.entry("normal", "ESSENTIAL"),
                    Map.entry("low", "NONESSENTIAL"),
                    Map.entry("lowest", "NONESSENTIAL")),
            "CRITICAL",
            "ESSENTIAL",
            "NONESSENTIAL"),
    ORDER_TYPE("Keap's order types: ONLINE or OFFLINE", Map.of(), "ONLINE", "OFFLINE"),
    /** The types of an order's items. */
    ITEM_TYPE(
            "Keap's types of items, such as PRODUCT, SHIPPING, TAX or DISCOUNT",
            Map.ofEntries(
                    Map.entry("delivery", "SHIPPING"),
                    Map.entry("postage", "SHIPPING"),
                    Map.entry("vat", "TAX"),
                    Map.entry("salestax", "TAX"),
                    Map.entry("coupon", "DISCOUNT"),
                    Map.entry("voucher", "DISCOUNT")),
            "PRODUCT",
            "SHIPPING",
            "TAX",
            "FINANCE_CHARGE",
            "SUBSCRIPTION",
            "DISCOUNT",
            "DISCOUNT_FREE_TRIAL",
            "DISCOUNT_ORDER_TOTAL",
            "DISCOUNT_PRODUCT",
            "DISCOUNT_PRODUCT_CATEGORY",
            "DISCOUNT_SHIPPING",
            "OTHER",
            "FEE");

    private final String inWords;

    // The maps cannot be changed, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, String> byName;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, String> synonyms;

    /**
     * @param inWords completes "is none of …"
     * @param synonyms Keap's words by other ones, these in lower case and without signs
     */
    Words(String inWords, Map<String, String> synonyms, String... words) {
        this.inWords = inWords;
        this.byName =
                Arrays.stream(words).collect(Collectors.toUnmodifiableMap(FieldName::normalised, Function.identity()));
        this.synonyms = synonyms;
    }

    /**
     * The word as Keap spells it. Letter case and signs make no difference.
     *
     * @throws InvalidValue if Keap has no such word
     */
    public String of(String field, JsonNode json) {
        String name = FieldName.normalised(Texts.of(field, json));
        return Optional.ofNullable(byName.get(name))
                .or(() -> Optional.ofNullable(synonyms.get(name)))
                .orElseThrow(() -> new InvalidValue(field, "is none of " + inWords));
    }
}
