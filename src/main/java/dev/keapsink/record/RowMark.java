package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.List;
import java.util.Optional;

/**
 * A column by which the rows of exports and flattened change streams say of themselves that they were deleted.
 *
 * @param name as its producers spell it; names are compared as field names are
 * @param producers for the table in docs/messages.md
 */
record RowMark(String name, String normalised, String producers, Kind kind) {

    /** What a column holds. */
    enum Kind {
        /** When it was deleted. */
        MOMENT("anything but a blank, `null`, `NaT`, `false`, `0`, `never`, `9999-12-31` or the like"),
        /** Whether it is deleted; what is neither yes nor no is not understood. */
        FLAG(
                "`true`, `yes`, `y`, `t`, `1`, a tick (`✔`, `*`, `!`, `+`) or a word of a delete; what is neither that nor a no is rejected"),
        /** An operation, known or not. */
        OPERATION("a word of a delete; an unknown word is rejected"),
        /** What may be an operation, but also anything else. */
        PERHAPS("a word of a delete; any other word is data");

        private final String holds;

        Kind(String holds) {
            this.holds = holds;
        }
    }

    private static final String AIRBYTES = "abcdcdeletedat";

    static final List<RowMark> ALL = List.of(
            of("_ab_cdc_deleted_at", "Airbyte", Kind.MOMENT),
            of("_sdc_deleted_at", "Stitch, Singer, Meltano", Kind.MOMENT),
            of("deleted_at", "Rails, Laravel and other applications", Kind.MOMENT),
            of("deleted_on", "other applications", Kind.MOMENT),
            of("_fivetran_deleted", "Fivetran", Kind.FLAG),
            of("is_deleted", "Salesforce (`IsDeleted`) and other applications", Kind.FLAG),
            of("_hoodie_is_deleted", "Apache Hudi", Kind.FLAG),
            of("deleted", "Stripe and other applications", Kind.FLAG),
            of("dms_op", "AWS DMS", Kind.OPERATION),
            of("cdc_operation", "change data capture", Kind.OPERATION),
            of("header__change_oper", "Qlik Replicate", Kind.OPERATION),
            of("metadata.operation", "AWS DMS, flattened", Kind.PERHAPS),
            of("_change_type", "Delta Lake, BigQuery", Kind.PERHAPS),
            of("row_kind", "Flink", Kind.PERHAPS),
            of("op_type", "GoldenGate", Kind.PERHAPS));

    private static RowMark of(String name, String producers, Kind kind) {
        return new RowMark(name, FieldName.normalised(name), producers, kind);
    }

    /** The column that a field is, if it is one. */
    static Optional<RowMark> named(String name) {
        for (RowMark mark : ALL) {
            if (FieldName.is(name, mark.normalised)) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    /** What the column says. */
    Optional<Said> said(String field, JsonNode value) {
        Dialect dialect = normalised.equals(AIRBYTES) ? Dialect.AIRBYTE : Dialect.COLUMN;
        return switch (kind) {
            case MOMENT -> saidByMoment(dialect, field, Answer.alone(value));
            case FLAG -> saidByFlag(dialect, field, value);
            case OPERATION -> Said.of(dialect, field, value);
            case PERHAPS -> Said.of(dialect, field, value).map(Said::perhaps);
        };
    }

    private static Optional<Said> saidByMoment(Dialect dialect, String field, JsonNode value) {
        if (Answer.of(value) == Answer.NO) {
            return Optional.empty();
        }
        boolean isSymbol = OperationWords.plain(value.asText()).isEmpty() && value.isTextual();
        return isSymbol ? saidByFlag(dialect, field, value) : Optional.of(Said.deleting(dialect, field));
    }

    /** What a field says that holds whether a row is deleted. */
    static Optional<Said> saidByFlag(Dialect dialect, String field, JsonNode value) {
        JsonNode alone = Answer.alone(value);
        Optional<Said> said = Said.of(dialect, field, alone);
        return switch (Answer.of(alone)) {
            case YES -> Optional.of(Said.deleting(dialect, field));
            case NO -> said.map(no -> new Said(dialect, field, no.word(), Optional.of(Operation.UPSERT), true));
            case OTHER -> said;
        };
    }

    /** The row of the table: the column, whose it is, and what it holds if the record is deleted. */
    String row() {
        return "| `%s` | %s | %s |".formatted(name, producers, kind.holds);
    }
}
