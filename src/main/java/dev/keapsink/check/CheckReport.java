package dev.keapsink.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.MappingError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports the results of a check. Its names are those of the JSON document that the function answers with.
 *
 * @param ok whether no check failed
 * @param preview the expected outcome of each record in the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckReport(boolean ok, List<Line> checks, List<Preview> preview) {

    /** How a check ended. */
    public enum Result {
        pass,
        fail,
        /** Nothing is wrong here; the detail says what only the deployment can tell. */
        note,
        /** The check was not made, because an earlier one failed. */
        skip
    }

    /**
     * The result of one check.
     *
     * @param detail the finding
     * @param fix how to mend a failed check; null for any other
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

        static Line note(String check, String detail) {
            return new Line(check, Result.note, detail, null);
        }

        static Line skip(String check, String detail) {
            return new Line(check, Result.skip, detail, null);
        }
    }

    /** Reports that the mapping in the request is refused, so that nothing was checked with it. */
    public static CheckReport refused(MappingError error) {
        return new CheckReport(
                false,
                List.of(Line.fail(
                        Check.MAPPING,
                        "The mapping in the event is refused: %s.".formatted(error.getMessage()),
                        "Correct it, and check again.")),
                List.of());
    }

    /**
     * The expected outcome of one record.
     *
     * @param record the record's number, as in {@code 3}, or {@code 3.2} for the second record of the third message
     * @param outcome {@code written}, {@code unchanged}, {@code rejected}, {@code returned}, …
     * @param reason the reason of a rejection, or the cause of a return
     * @param field the field at fault, if there is one
     * @param detail a sentence for the person who mends a rejected record
     * @param coercions values that Keap gets in another form
     * @param ignored fields that have no place in Keap
     * @param leftOut values without content, and values without a place in Keap
     * @param calls the requests that would be sent if no other record of the same contact came along
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

    /** A value of a record, and the form in which Keap gets it. */
    public record Coercion(String field, JsonNode from, JsonNode to) {}

    /**
     * A value that is left out.
     *
     * @param why completes a sentence that begins with the field
     */
    public record LeftOutValue(String field, String why) {}

    /** A request that would be sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreviewedCall(
            String method, String path, @Nullable JsonNode body) {}
}
