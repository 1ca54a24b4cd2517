package dev.keapsink.tools.ledger;

import dev.keapsink.aws.LedgerItem;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * An item of the table as it was read. It is deleted only if it is still the same, and no claim on it runs.
 *
 * @param seen the attributes that a rewritten item would have changed: the revision; of an item that has none, because
 *     it is damaged or has another format, the first few
 * @param claimedUntil when the claim on it ends, if there is one
 */
record Row(String key, Map<String, AttributeValue> seen, Optional<Instant> claimedUntil) {

    /** It has no claim, or one that has ended, or something else where the end of a claim should be. */
    private static final String UNCLAIMED =
            "(attribute_not_exists(%1$s) OR NOT attribute_type(%1$s, :number) OR %1$s <= :now OR %1$s > :far)"
                    .formatted(LedgerItem.WRITING_UNTIL);

    /** Any writer adds a revision. With some hundred attributes a condition would be longer than DynamoDB allows. */
    private static final int MOST_COMPARED = 10;

    /** Stands for every number that is too large for a moment. No claim ends so late. */
    private static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("9999-12-31T00:00:00Z").toEpochMilli());

    static Row of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> others = new HashMap<>(item);
        String key = LedgerItem.keyOf(item).value();
        others.remove(LedgerItem.KEY);
        AttributeValue revision = others.get(LedgerItem.REVISION);
        return new Row(
                key,
                revision == null ? first(others) : Map.of(LedgerItem.REVISION, revision),
                Optional.ofNullable(others.get(LedgerItem.WRITING_UNTIL))
                        .map(AttributeValue::n)
                        .map(millis -> new BigDecimal(millis).min(LATEST).max(BigDecimal.ZERO))
                        .map(millis -> Instant.ofEpochMilli(millis.longValue())));
    }

    private static Map<String, AttributeValue> first(Map<String, AttributeValue> attributes) {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .limit(MOST_COMPARED)
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether the sink is writing the contact of this item. */
    boolean isClaimed(Instant now) {
        return claimedUntil
                .filter(until -> now.isBefore(until) && LedgerEntry.isEndOfClaim(until, now))
                .isPresent();
    }

    /** Makes of a request one that deletes this item, if it is still the same and unclaimed. */
    DeleteItemRequest.Builder deletion(DeleteItemRequest.Builder request, Instant now) {
        List<String> terms = new ArrayList<>(List.of(UNCLAIMED));
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":number", AttributeValue.fromS("N"));
        values.put(":now", AttributeValue.fromN(String.valueOf(now.toEpochMilli())));
        values.put(
                ":far",
                AttributeValue.fromN(
                        String.valueOf(now.plus(LedgerEntry.LONGEST_CLAIM).toEpochMilli())));
        if (!seen.containsKey(LedgerItem.REVISION)) {
            terms.add("attribute_not_exists(%s)".formatted(LedgerItem.REVISION));
        }
        new TreeMap<>(seen).forEach((name, value) -> {
            String number = String.valueOf(names.size());
            names.put("#seen" + number, name);
            values.put(":seen" + number, value);
            terms.add("#seen%1$s = :seen%1$s".formatted(number));
        });
        return request.key(LedgerItem.key(new LedgerKey(key)))
                .conditionExpression(String.join(" AND ", terms))
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
}
