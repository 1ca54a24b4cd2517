package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.List;
import java.util.Optional;

/**
 * A column in which a row of an export or of a flattened change stream says that it was deleted.
 *
 * @param name as its producers spell it; names are compared as {@link FieldName} does
 * @param producers for the table in docs/messages.md
 */
record RowMark(String name, String normalised, String producers, Kind kind) {

    /** The content of a column. */
    enum Kind {
        /** The moment of the deletion. */
        MOMENT("anything but a blank, `null`, `NaT`, `false`, `0`, `never`, `9999-12-31` or the like"),
        /** Whether the row is deleted. A value that means neither yes nor no is unknown. */
        FLAG(
                "`true`, `yes`, `y`, `t`, `1`, a tick (`✔`, `*`, `!`, `+`) or a word of a delete; any other value but a no is rejected"),
        /** An operation, known or unknown. */
        OPERATION("a word of a delete; an unknown word is rejected"),
        /** A number for an operation. Only this spelling of the name counts. */
        CODE("`1`; `2`, `4` and `5` are written, and anything else is rejected"),
        /** An operation, or any other data. */
        PERHAPS("a word of a delete; any other word is data");

        private final String holds;

        Kind(String holds) {
            this.holds = holds;
        }
    }

    private static final String SNOWFLAKE_ACTION = "metadataaction";

    private static final String IS_UPDATE = "metadataisupdate";

    private static final String AIRBYTE_DELETED_AT = "abcdcdeletedat";

    static final List<RowMark> ALL = List.of(
            of("_ab_cdc_deleted_at", "Airbyte", Kind.MOMENT),
            of("_sdc_deleted_at", "Stitch, Singer, Meltano", Kind.MOMENT),
            of("deleted_at", "Rails, Laravel and other applications", Kind.MOMENT),
            of("deleted_on", "other applications", Kind.MOMENT),
            of("_fivetran_deleted", "Fivetran", Kind.FLAG),
            of("is_deleted", "Salesforce (`IsDeleted`) and other applications", Kind.FLAG),
            of("_hoodie_is_deleted", "Apache Hudi", Kind.FLAG),
            of("deleted", "Stripe and other applications", Kind.FLAG),
            of("soft_deleted", "other applications", Kind.FLAG),
            of("dms_op", "AWS DMS", Kind.OPERATION),
            of("cdc_operation", "change data capture", Kind.OPERATION),
            of("header__change_oper", "Qlik Replicate", Kind.OPERATION),
            of("_hoodie_operation", "Apache Hudi", Kind.OPERATION),
            of("TG_OP", "triggers of PostgreSQL", Kind.OPERATION),
            of("__$operation", "SQL Server", Kind.CODE),
            of("METADATA$ACTION", "Snowflake; a delete with a true `METADATA$ISUPDATE` is rejected", Kind.PERHAPS),
            of("metadata.operation", "AWS DMS, flattened", Kind.PERHAPS),
            of("_change_type", "Delta Lake, BigQuery", Kind.PERHAPS),
            of("row_kind", "Flink", Kind.PERHAPS),
            of("op_type", "GoldenGate", Kind.PERHAPS));

    private static RowMark of(String name, String producers, Kind kind) {
        return new RowMark(name, FieldName.normalised(name), producers, kind);
    }

    /** The column of this name; empty if there is none. */
    static Optional<RowMark> named(String name) {
        for (RowMark mark : ALL) {
            if (FieldName.is(name, mark.normalised) && (mark.kind != Kind.CODE || name.equals(mark.name))) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    /**
     * The column's operation within its row. A delete of Snowflake's may be one half of an update, whose other half is
     * another row; then it is unknown.
     */
    static NamedOperation inRow(NamedOperation said, ObjectNode row) {
        boolean isHalf = FieldName.is(said.field(), SNOWFLAKE_ACTION)
                && said.means(Operation.DELETE)
                && YesOrNo.of(FieldName.field(row, IS_UPDATE)) == YesOrNo.YES;
        return isHalf
                ? new NamedOperation(said.dialect(), said.field(), "DELETE of an update", Optional.empty(), true)
                : said;
    }

    /** The operation that the column names; empty if it names none. */
    Optional<NamedOperation> said(String field, JsonNode value) {
        Dialect dialect = normalised.equals(AIRBYTE_DELETED_AT) ? Dialect.AIRBYTE : Dialect.COLUMN;
        return switch (kind) {
            case MOMENT -> saidByMoment(dialect, field, YesOrNo.scalar(value));
            case FLAG -> saidByFlag(dialect, field, value);
            case OPERATION -> saysNothing(value) ? Optional.empty() : NamedOperation.of(dialect, field, value);
            case CODE -> saidByCode(dialect, field, value);
            case PERHAPS -> NamedOperation.of(dialect, field, value).map(NamedOperation::unsure);
        };
    }

    /**
     * Whether a value means no operation. A single letter or digit never does, since it may be an operation of some
     * system.
     */
    private static boolean saysNothing(JsonNode value) {
        return YesOrNo.of(value) == YesOrNo.NO
                && OperationWords.plain(value.asText()).length() != 1;
    }

    /**
     * The operation of SQL Server's code. Code 3 stays unknown: it is the row before an update, which must not be
     * written over the row after it.
     */
    private static Optional<NamedOperation> saidByCode(Dialect dialect, String field, JsonNode value) {
        return NamedOperation.of(dialect, field, value).map(said -> switch (OperationWords.plain(said.word())) {
            case "1" -> NamedOperation.deleting(dialect, field);
            case "2", "4", "5" -> said.withMeaning(Operation.UPSERT);
            default -> said;
        });
    }

    private static Optional<NamedOperation> saidByMoment(Dialect dialect, String field, JsonNode value) {
        if (YesOrNo.of(value) == YesOrNo.NO) {
            return Optional.empty();
        }
        boolean isSymbol = OperationWords.plain(value.asText()).isEmpty() && value.isTextual();
        return isSymbol ? saidByFlag(dialect, field, value) : Optional.of(NamedOperation.deleting(dialect, field));
    }

    /** The operation in a field that holds whether its row is deleted. */
    static Optional<NamedOperation> saidByFlag(Dialect dialect, String field, JsonNode value) {
        JsonNode scalar = YesOrNo.scalar(value);
        Optional<NamedOperation> said = NamedOperation.of(dialect, field, scalar);
        return switch (YesOrNo.of(scalar)) {
            case YES -> Optional.of(NamedOperation.deleting(dialect, field));
            case NO -> said.map(no -> no.withMeaning(Operation.UPSERT));
            case OTHER -> said;
        };
    }

    /** The column's row of the table: its name, its producers, and its content in a deleted row. */
    String row() {
        return "| `%s` | %s | %s |".formatted(name, producers, kind.holds);
    }
}
