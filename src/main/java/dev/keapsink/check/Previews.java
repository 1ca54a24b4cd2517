package dev.keapsink.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.batch.Pipeline.Traced;
import dev.keapsink.check.CheckReport.Coercion;
import dev.keapsink.check.CheckReport.LeftOutValue;
import dev.keapsink.check.CheckReport.Preview;
import dev.keapsink.check.CheckReport.PreviewedCall;
import dev.keapsink.keap.DryRun;
import dev.keapsink.object.Change;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.Outcome;
import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Previews messages: the real code processes them in a dry run, in which no write reaches Keap. */
public final class Previews {

    private final Pipeline pipeline;
    private final DryRun dryRun;

    /**
     * @param pipeline sends its writes into the dry run
     */
    public Previews(Pipeline pipeline, DryRun dryRun) {
        this.pipeline = pipeline;
        this.dryRun = dryRun;
    }

    /** Previews the records in these messages. Each is delivered alone, so that its calls can be told from others. */
    List<Preview> of(CheckRequest request, Deadline deadline) {
        List<Preview> previews = new ArrayList<>();
        int number = 0;
        for (JsonNode body : request.bodies()) {
            number++;
            List<MessageRecord> records = pipeline.records(message(number, body, request));
            for (int i = 0; i < records.size(); i++) {
                String name = records.size() == 1 ? String.valueOf(number) : number + "." + (i + 1);
                previews.add(preview(name, records.get(i).message(), deadline));
            }
        }
        return previews;
    }

    private Preview preview(String name, Message message, Deadline deadline) {
        dryRun.take();
        Traced record = pipeline.trace(message, deadline).getFirst();
        return preview(name, record, dryRun.take().stream().map(Previews::call).toList());
    }

    private static Message message(int number, JsonNode body, CheckRequest request) {
        return new Message(
                "preview-" + number,
                body.isTextual() ? body.asText() : body.toString(),
                request.messageAttributes(),
                new Message.Delivery("", 1, Instant.EPOCH, null, false));
    }

    private static PreviewedCall call(DryRun.Write write) {
        return new PreviewedCall(write.method(), write.path(), write.body().isMissingNode() ? null : write.body());
    }

    private static Preview preview(String number, Traced record, List<PreviewedCall> calls) {
        List<Coercion> coercions = record.change().map(Previews::coercions).orElse(List.of());
        return switch (record.outcome()) {
            case Outcome.Written(Outcome.Effect effect, long id) ->
                preview(number, outcome(effect), null, coercions, record, calls);
            case Outcome.Rejected rejected ->
                new Preview(
                        number,
                        "rejected",
                        rejected.reason().code(),
                        rejected.field(),
                        rejected.detail(),
                        coercions,
                        record.unwritten().unused(),
                        leftOut(record),
                        calls);
            case Outcome.RetryLater(var cause, var after) ->
                preview(number, "returned", cause.code(), coercions, record, calls);
        };
    }

    private static Preview preview(
            String number,
            String outcome,
            @Nullable String reason,
            List<Coercion> coercions,
            Traced record,
            List<PreviewedCall> calls) {
        return new Preview(
                number,
                outcome,
                reason,
                null,
                null,
                coercions,
                record.unwritten().unused(),
                leftOut(record),
                calls);
    }

    /**
     * Names an effect. Only Keap could tell a created contact from an updated one, so both are called {@code written}.
     */
    private static String outcome(Outcome.Effect effect) {
        return switch (effect) {
            case CREATED, UPDATED -> "written";
            case UNCHANGED, REMOVED, STALE, NO_RECORD, SUPPRESSED ->
                effect.name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<LeftOutValue> leftOut(Traced record) {
        return record.unwritten().leftOut().stream()
                .map(value -> new LeftOutValue(value.field(), value.why()))
                .toList();
    }

    private static List<Coercion> coercions(Change change) {
        return change.values().entrySet().stream()
                .filter(field -> field.getValue().isInAnotherForm())
                .map(field -> new Coercion(
                        field.getKey().label(),
                        field.getValue().origin(),
                        field.getValue().content()))
                .toList();
    }
}
