package dev.keapsink.aws;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What has to be there for an item to be stored.
 *
 * @param seen the revision or time that the expression calls {@code :seen}; null if it names none
 */
record LedgerCondition(String expression, @Nullable AttributeValue seen) {

    private static final String NOTHING = "attribute_not_exists(" + LedgerItem.KEY + ")";

    private static final String SAME = LedgerItem.REVISION + " = :seen";

    /** Nothing, or an item that has expired. */
    static LedgerCondition freeAt(Instant now) {
        return new LedgerCondition(
                NOTHING + " OR " + LedgerItem.EXPIRES + " <= :seen",
                AttributeValue.fromN(String.valueOf(now.getEpochSecond())));
    }

    /** The entry with this revision. */
    static LedgerCondition stillAt(String revision) {
        return new LedgerCondition(SAME, AttributeValue.fromS(revision));
    }

    /** This very item, or nothing any more. */
    static LedgerCondition freeOrStill(Map<String, AttributeValue> item) {
        AttributeValue revision = item.get(LedgerItem.REVISION);
        return revision == null
                ? new LedgerCondition("attribute_not_exists(" + LedgerItem.REVISION + ")", null)
                : new LedgerCondition(NOTHING + " OR " + SAME, revision);
    }

    /** Asks for what is there instead, too, which saves a read. */
    PutItemRequest.Builder on(PutItemRequest.Builder request) {
        request.conditionExpression(expression)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return seen == null ? request : request.expressionAttributeValues(Map.of(":seen", seen));
    }
}
