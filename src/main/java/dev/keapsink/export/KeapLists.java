package dev.keapsink.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The lists of an account. The lists of v1 are read by offset: they alone count their rows, and list contacts by tag. The
 * others are those of v2, whose objects have the custom fields. Used by one thread.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/rest/">Keap REST API</a>
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
final class KeapLists {

    /** v2's filters want milliseconds and a zone. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** v2 returns at most a hundred users. */
    private static final int MOST_USERS = 100;

    /** The lists of v2 that have a model of custom fields, by the view of their rows. */
    private static final Map<ExportObject, String> MODELS = Map.of(
            ExportObject.COMPANY, "companies",
            ExportObject.OPPORTUNITY, "opportunities",
            ExportObject.ORDER, "orders",
            ExportObject.NOTE, "notes",
            ExportObject.TASK, "tasks");

    private final KeapCalls calls;
    private final @Nullable String since;
    private @Nullable List<String> contactProperties;

    /**
     * @param since reads what has changed since then, where Keap offers that; null to read everything
     * @param timeout of one call
     */
    KeapLists(KeapClient keap, @Nullable Instant since, Duration timeout) {
        this.calls = new KeapCalls(keap, timeout);
        this.since = since == null ? null : MOMENT.format(since);
    }

    /** Whether a list is read as a whole, so that a row that is not in it has gone. */
    boolean isWhole(ExportObject object) {
        return since == null
                || switch (object) {
                    case USER, STAGE, TAG, CONTACT_TYPE, CUSTOM_FIELD, PRODUCT, CONTACT_TAG, OPPORTUNITY -> true;
                    case COMPANY, CONTACT, ORDER, PAYMENT, NOTE, TASK, FILE -> false;
                };
    }

    /** Reads the page of a list that begins at a place. */
    Page read(ExportObject object, Place place, Deadline deadline) {
        return switch (object) {
            case USER -> named(object, "users", "", "", place, deadline);
            case STAGE ->
                byToken(
                        "stages",
                        place,
                        calls.json(
                                object, ExportApi.call(api -> api.stages(OffsetPage.LIMIT, place.page())), deadline));
            case TAG ->
                new OffsetPage("tags", KeapLists::row)
                        .read(
                                place,
                                (limit, offset) ->
                                        calls.json(object, ExportApi.call(api -> api.tags(limit, offset)), deadline));
            case CONTACT_TYPE -> contactTypes(deadline);
            case CUSTOM_FIELD -> customFields(deadline);
            case COMPANY -> named(object, "companies", "id asc", "since_time==", place, deadline);
            case PRODUCT -> named(object, "products", "", "", place, deadline);
            case CONTACT ->
                new OffsetPage("contacts", KeapLists::row)
                        .read(place, (limit, offset) -> contacts(limit, offset, deadline));
            case CONTACT_TAG -> tagged(place, deadline);
            case OPPORTUNITY -> named(object, "opportunities", "", "", place, deadline);
            case ORDER -> named(object, "orders", "id asc", "modified_since_time==", place, deadline);
            case PAYMENT -> payments(place, deadline);
            case NOTE -> named(object, "notes", "id asc", "since_time==", place, deadline);
            case TASK -> named(object, "tasks", "id asc", "since_time==", place, deadline);
            case FILE -> named(object, "files", "id asc", "updated_time>=", place, deadline);
        };
    }

    /** The number of rows of a list that Keap counts: tags, or contacts. */
    long count(ExportObject object, Deadline deadline) {
        return (object == ExportObject.TAG
                        ? calls.json(object, ExportApi.call(api -> api.tags(1, 0)), deadline)
                        : calls.json(object, ExportApi.call(api -> api.contacts(1, 0, "id", null, since)), deadline))
                .path("count")
                .asLong();
    }

    private static ExportedRow row(JsonNode item) {
        return new ExportedRow(item.path("id").asText(), item, Changes.of(item));
    }

    private JsonNode contacts(int limit, int offset, Deadline deadline) {
        List<String> optional = contactProperties;
        if (optional == null) {
            optional = texts(calls.json(ExportObject.CONTACT, ExportApi.call(ExportApi::contactModel), deadline)
                    .path("optional_properties"));
            contactProperties = optional;
        }
        String properties = optional.isEmpty() ? null : String.join(",", optional);
        return calls.json(
                ExportObject.CONTACT,
                ExportApi.call(api -> api.contacts(limit, offset, "id", properties, since)),
                deadline);
    }

    private Page tagged(Place place, Deadline deadline) {
        String tag = String.valueOf(place.parent());
        return new OffsetPage("contacts", entry -> {
                    String contact = entry.path("contact").path("id").asText();
                    ObjectNode payload = JsonNodeFactory.instance.objectNode();
                    payload.put("contact_id", contact).put("tag_id", tag);
                    payload.set("date_applied", entry.path("date_applied"));
                    return new ExportedRow(contact + ":" + tag, payload, Changes.of(payload));
                })
                .read(
                        place,
                        (limit, offset) -> calls.json(
                                ExportObject.CONTACT_TAG,
                                ExportApi.call(api -> api.tagged(tag, limit, offset)),
                                deadline));
    }

    private Page payments(Place place, Deadline deadline) {
        String order = String.valueOf(place.parent());
        Page page = byToken(
                "invoice_order_payments",
                place,
                calls.json(
                        ExportObject.PAYMENT,
                        ExportApi.call(api -> api.payments(order, OffsetPage.LIMIT, place.page())),
                        deadline));
        page.rows().forEach(row -> ((ObjectNode) row.payload()).put("order_id", order));
        return page;
    }

    /**
     * A page of a list of v2 that has the name of its objects.
     *
     * @param orderBy empty if the list has no order that is worth asking for
     * @param sinceFilter the begin of the filter by the last change; empty if the list has none
     */
    private Page named(
            ExportObject object, String name, String orderBy, String sinceFilter, Place place, Deadline deadline) {
        int size = object == ExportObject.USER ? MOST_USERS : OffsetPage.LIMIT;
        String filter = since == null || sinceFilter.isEmpty() ? null : sinceFilter + since;
        String fields = String.join(",", hidden(object, deadline));
        return byToken(
                name,
                place,
                calls.json(
                        object,
                        ExportApi.call(
                                api -> api.list(name, size, place.page(), orNull(orderBy), filter, orNull(fields))),
                        deadline));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Page byToken(String list, Place place, JsonNode answer) {
        List<ExportedRow> rows = new ArrayList<>();
        KeapCalls.items(answer, list).forEach(item -> rows.add(row(item)));
        String next = answer.path("next_page_token").asText("");
        if (next.isEmpty()) {
            return new Page(rows, null, OptionalLong.empty());
        }
        if (next.equals(place.page())) {
            throw new KeapFailure.Unclear("Keap's list of %s does not end".formatted(list));
        }
        return new Page(rows, place.at(next), OptionalLong.empty());
    }

    /** The properties that a list of v2 shows only if they are named; asked for at its first page. */
    private List<String> hidden(ExportObject object, Deadline deadline) {
        return Optional.ofNullable(MODELS.get(object))
                .map(objects -> calls.model(object, objects, deadline))
                .map(model -> texts(model.path("optional_properties")))
                .orElse(List.of());
    }

    private Page contactTypes(Deadline deadline) {
        List<ExportedRow> rows = contactTypeNames(deadline).stream()
                .distinct()
                .map(name -> new ExportedRow(
                        name, JsonNodeFactory.instance.objectNode().put("name", name), null))
                .toList();
        return new Page(rows, null, OptionalLong.empty());
    }

    private List<String> contactTypeNames(Deadline deadline) {
        try {
            JsonNode answer = calls.json(ExportObject.CONTACT_TYPE, ExportApi.call(ExportApi::contactTypes), deadline);
            return texts(KeapCalls.items(answer, "option_types"));
        } catch (KeapFailure.NotFound | KeapFailure.Misdirected e) {
            String names = calls.json(ExportObject.CONTACT_TYPE, ExportApi.call(ExportApi::contactTypesV1), deadline)
                    .path("value")
                    .asText("");
            return Arrays.stream(names.split(","))
                    .map(Blanks::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    private Page customFields(Deadline deadline) {
        List<ExportedRow> rows = new ArrayList<>();
        add(
                rows,
                ExportObject.CONTACT,
                calls.json(ExportObject.CUSTOM_FIELD, ExportApi.call(ExportApi::contactModel), deadline));
        MODELS.keySet().stream()
                .sorted()
                .forEach(object -> calls.modelIfAny(object, String.valueOf(MODELS.get(object)), deadline)
                        .ifPresent(model -> add(rows, object, model)));
        return new Page(rows, null, OptionalLong.empty());
    }

    private static void add(List<ExportedRow> rows, ExportObject of, JsonNode model) {
        for (JsonNode field : model.path("custom_fields")) {
            if (field instanceof ObjectNode object) {
                object.put("of", of.view());
                rows.add(new ExportedRow(of.view() + ":" + field.path("id").asText(), object, null));
            }
        }
    }

    private static List<String> texts(Iterable<JsonNode> list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
