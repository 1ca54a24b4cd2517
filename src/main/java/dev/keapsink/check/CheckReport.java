package dev.keapsink.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found. Its names are those of the JSON document that the function answers with.
 *
 * @param ok whether nothing failed
 * @param preview what would become of the records that came with the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckReport(boolean ok, List<Line> checks, List<Preview> preview) {

    /** How a check ended. */
    public enum Result {
        pass,
        fail,
        /** It could not be made, because an earlier one failed. */
        skip
    }

    /**
     * One thing that was checked.
     *
     * @param detail what was found
     * @param fix what to do, if it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String check,
            Result result,
            String detail,
            @Nullable String fix) {

        static Line pass(String check, String detail) {
            return new Line(check, Result.pass, detail, null);
        }

        static Line fail(String check, String detail, String fix) {
            return new Line(check, Result.fail, detail, fix);
        }

        static Line skip(String check, String detail) {
            return new Line(check, Result.skip, detail, null);
        }
    }

    /**
     * What would become of one record.
     *
     * @param record which one, as in {@code 3}, or {@code 3.2} for the second one in the third message
     * @param outcome {@code written}, {@code unchanged}, {@code rejected}, {@code returned}, …
     * @param reason of a rejection, or the cause for which it is returned
     * @param field at fault, if one is
     * @param detail a sentence for the person who will mend it
     * @param coercions values that Keap gets in another form
     * @param ignored fields that have no place in Keap
     * @param leftOut values that say nothing, or find no place
     * @param calls the requests that would be sent, if no other record of the same contact came with it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Preview(
            String record,
            String outcome,
            @Nullable String reason,
            @Nullable String field,
            @Nullable String detail,
            List<Coercion> coercions,
            List<String> ignored,
            @JsonProperty("left_out") List<LeftOutValue> leftOut,
            List<PreviewedCall> calls) {}

    /** A value and what becomes of it. */
    public record Coercion(String field, JsonNode from, JsonNode to) {}

    /** A value that is left out, and why: the words complete a sentence that begins with the field. */
    public record LeftOutValue(String field, String why) {}

    /** A request that would be sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreviewedCall(
            String method, String path, @Nullable JsonNode body) {}
}
