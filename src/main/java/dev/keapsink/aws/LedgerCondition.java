package dev.keapsink.aws;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Describes the stored item that a write expects. DynamoDB refuses the write if it finds another.
 *
 * @param seen the revision or time that the expression calls {@code :seen}; null if it names none
 */
record LedgerCondition(String expression, @Nullable AttributeValue seen) {

    private static final String ABSENT = "attribute_not_exists(" + LedgerItem.KEY + ")";

    private static final String SAME = LedgerItem.REVISION + " = :seen";

    /** There is no item, or it has expired. */
    static LedgerCondition freeAt(Instant now) {
        return new LedgerCondition(
                ABSENT + " OR " + LedgerItem.EXPIRES + " <= :seen",
                AttributeValue.fromN(String.valueOf(now.getEpochSecond())));
    }

    /** The item has this revision. */
    static LedgerCondition stillAt(String revision) {
        return new LedgerCondition(SAME, AttributeValue.fromS(revision));
    }

    /** There is no item any more, or it is still this one. */
    static LedgerCondition freeOrStill(Map<String, AttributeValue> item) {
        AttributeValue revision = item.get(LedgerItem.REVISION);
        return revision == null
                ? new LedgerCondition("attribute_not_exists(" + LedgerItem.REVISION + ")", null)
                : new LedgerCondition(ABSENT + " OR " + SAME, revision);
    }

    /** Adds the condition to a request. A refusal then brings the stored item along, which saves a read. */
    PutItemRequest.Builder on(PutItemRequest.Builder request) {
        request.conditionExpression(expression)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return seen == null ? request : request.expressionAttributeValues(Map.of(":seen", seen));
    }
}
