package dev.keapsink.record;

/** A way in which producers name a record's operation. The texts are those of the table in docs/messages.md. */
public enum Dialect {
    ATTRIBUTE(
            "Message attributes",
            "the attributes `op` and `operation`; a delete also in an attribute named as a field of the other rows (`__deleted`),"
                    + " or ending as an event's field does (`X-Shopify-Topic`, `ce-type`)",
            "",
            ""),
    ENVELOPE("Envelope", "`op` beside `data`", "", ""),
    BARE("Bare record", "its own field `op`", "", ""),
    EVENT(
            "Event",
            "the last word of `type` or `detail-type`; a delete also in `event`, `event_type`, `event_name`, `event_key`,"
                    + " `subscription_type`, `message_type`, `notification_type`, `webhook_event`, `operation_type`, `action` and"
                    + " `operation`, and in a field of `metadata`, `meta`, `headers`, `event` or"
                    + " `ChangeEventHeader`; beside `data` any word of these counts, and any of"
                    + " `topic`, `trigger`, `verb` and `routing_key`",
            "`time`, `created_at`, `created`, `timestamp` or `occurred_at` beside `data`; EventBridge's `time`",
            ""),
    AIRBYTE(
            "Airbyte",
            "a delete if `_ab_cdc_deleted_at` is neither blank nor `null`, `NaT`, `false` or `0`",
            "`emitted_at`, `airbyte_emitted_at`",
            "`STATE` and its like"),
    COLUMN("Column of a row", "one of the [columns](#columns-that-say-that-a-row-was-deleted) below", "", ""),
    DEBEZIUM(
            "Debezium",
            "`op` beside `before`, `after` or `source`; `iodebeziumop` of CloudEvents",
            "`source.ts_ms`, else `ts_ms`",
            "`m`, heartbeats, transactions, changes of the schema, tombstones"),
    DEBEZIUM_ROW(
            "Debezium, unwrapped", "a delete if `__deleted` is true; `__op`", "`__source_ts_ms`, else `__ts_ms`", ""),
    DMS("AWS DMS", "`metadata.operation`", "`metadata.timestamp`", "`record-type` `control`"),
    MAXWELL(
            "Maxwell, Canal",
            "`type` beside `database` and `table`",
            "`ts` (Canal: `es`)",
            "`bootstrap-start`, `bootstrap-complete`, `table-…`, `database-…`, `isDdl`"),
    DYNAMODB(
            "DynamoDB stream",
            "`eventName` beside `dynamodb`",
            "`ApproximateCreationDateTime` and `SequenceNumber`",
            ""),
    MAPPING("Mapping", "the place that its entry [`op`](mapping.md#operations) names", "", "");

    private final String title;
    private final String place;
    private final String order;
    private final String control;

    Dialect(String title, String place, String order, String control) {
        this.title = title;
        this.place = place;
        this.order = order;
        this.control = control;
    }

    /**
     * Tells an operator which setting of the producer makes a delete carry enough of the record; empty if there is
     * none.
     */
    public String advice() {
        return switch (this) {
            case DEBEZIUM ->
                "The row before its deletion is needed: for PostgreSQL, set REPLICA IDENTITY FULL for the table; for MongoDB,"
                        + " capture.mode to change_streams_update_full_with_pre_image.";
            case DMS ->
                "The row before its deletion is needed: set EnableBeforeImage in the task's BeforeImageSettings, with ColumnFilter"
                        + " all.";
            case DYNAMODB ->
                "The item before its deletion is needed: set the stream's StreamViewType to NEW_AND_OLD_IMAGES.";
            default -> "";
        };
    }

    /**
     * The dialect's row of the table: title, place of the operation, source of the order, and messages that are done
     * without a call.
     */
    String row() {
        return "| %s | %s | %s | %s |".formatted(title, place, order, control);
    }
}
