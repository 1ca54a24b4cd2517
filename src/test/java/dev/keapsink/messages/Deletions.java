package dev.keapsink.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.Dialect;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages that delete contacts: any records, in any dialect and spelling, and wrapped in any way. */
final class Deletions {

    private static final List<Dialect> DIALECTS = List.of(Dialect.values());

    /** Those that the names of events have, in any place, stand first. */
    private static final List<String> WORDS =
            List.of("delete", "deleted", "deletion", "remove", "removed", "destroy", "destroyed", "d");

    /** What records may hold that other dialects, or the sink itself, would read. */
    private static final List<String> FIELDS = List.of(
            "type",
            "op",
            "data",
            "before",
            "after",
            "source",
            "ts_ms",
            "metadata",
            "database",
            "table",
            "dynamodb",
            "eventName",
            "event",
            "action",
            "topic",
            "payload",
            "schema",
            "record",
            "detail",
            "detail-type",
            "__op",
            "__deleted",
            "_ab_cdc_deleted_at",
            "tags",
            "version",
            "stream",
            "contact_type",
            "first_name",
            "phone",
            "object",
            "time",
            "created_at",
            "isDdl",
            "old",
            "sql",
            "headers",
            "meta",
            "trigger",
            "event_key",
            "is_deleted",
            "deleted_at",
            "dms_op",
            "change_type",
            "segments");

    private static final JsonNode CONTENTS = Sample.json("""
            [null, "", "c", "u", "upsert", "insert", "contact.created", "RECORD", "STATE", "101", 7, 1769846400, true, false,
             "public", "ada@example.com", {}, [], {"email": "eve@example.com"}, {"operation": "insert"},
             {"operation": "update", "record-type": "data"}, {"NewImage": {"email": {"S": "eve@example.com"}}},
             {"data": {"email": "eve@example.com"}}, {"op": "c", "after": {"email": "eve@example.com"}},
             {"object": {"email": "eve@example.com"}}, "{\\"email\\": \\"eve@example.com\\"}", [{"email": "eve@example.com"}]]
            """);

    private final Random random;
    private final Map<String, Message.Attribute> attributes = new HashMap<>();

    /** Around everything, if that is what says that it is a deletion. */
    private String detailType = "changes";

    /** The same of a notification, beside its message. */
    private final Map<String, String> besideMessage = new HashMap<>();

    Deletions(Random random) {
        this.random = random;
    }

    /** A message that says nothing but deletions. */
    Message message() {
        return Messages.withAttributes(attributes, wrapped());
    }

    private String wrapped() {
        String body = switch (random.nextInt(4)) {
            case 0 -> list().toString();
            case 1 -> lines();
            default -> airbyte(deletion()).toString();
        };
        boolean mustBeAnEvent = !detailType.equals("changes");
        if (mustBeAnEvent || random.nextInt(3) == 0) {
            body = body.startsWith("{") && !body.contains("\n") && random.nextBoolean()
                    ? published(Sample.json(body)).toString()
                    : published(notification(body)).toString();
        }
        return random.nextInt(3) == 0 || !besideMessage.isEmpty()
                ? notification(body).toString()
                : body;
    }

    private ArrayNode list() {
        ArrayNode list = Sample.JSON.createArrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.add(deletion());
        }
        return list;
    }

    private String lines() {
        return IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(i -> deletion().toString())
                .collect(Collectors.joining(random.nextBoolean() ? "\n" : "\n\n"));
    }

    private ObjectNode airbyte(ObjectNode data) {
        if (random.nextInt(4) != 0) {
            return data;
        }
        ObjectNode message = object().put("type", "RECORD");
        message.putObject("record").put("stream", "contacts").set("data", data);
        return message;
    }

    private ObjectNode notification(String text) {
        ObjectNode notification = object().put("Type", "Notification")
                .put("MessageId", "1")
                .put("TopicArn", "arn:aws:sns:eu-central-1:123456789012:leads")
                .put("Message", text);
        besideMessage.forEach(notification::put);
        return notification;
    }

    private ObjectNode published(JsonNode detail) {
        return object().put("detail-type", detailType)
                .put("source", "shop")
                .put("time", "2026-01-31T08:00:00Z")
                .set("detail", detail);
    }

    private ObjectNode deletion() {
        return deletion(DIALECTS.get(random.nextInt(DIALECTS.size())), record());
    }

    private ObjectNode deletion(Dialect dialect, ObjectNode row) {
        return switch (dialect) {
            case ATTRIBUTE -> {
                attributes.put(one("op", "Op", "OP", "_op", "operation"), attribute(word()));
                yield row;
            }
            case ENVELOPE -> object().put(one("op", "Op", "OP"), word()).set("data", row);
            case BARE -> row.put("op", word());
            case EVENT -> random.nextInt(4) == 0 ? eventOfAttributes(row) : event(row);
            case COLUMN -> column(random.nextBoolean() ? row : object().set("data", row));
            case AIRBYTE -> row.put(spelt("_ab_cdc_deleted_at"), "2026-01-31T08:00:00Z");
            case DEBEZIUM -> debezium(row);
            case DEBEZIUM_ROW -> debeziumRow(row);
            case DMS -> dms(row);
            case MAXWELL -> maxwell(row);
            case DYNAMODB -> dynamoDb(row);
            case MAPPING -> {
                ObjectNode envelope = object().set("data", row);
                envelope.putObject("meta").put("verb", spelt("gone"));
                yield envelope;
            }
        };
    }

    private ObjectNode event(ObjectNode row) {
        String name = eventName();
        return switch (random.nextInt(5)) {
            case 0 -> row.put(one("type", "event", "event_type", "event_key", "Action"), name);
            case 1 -> {
                detailType = name;
                yield row;
            }
            case 2 -> object().put("type", spelt("customer.deleted")).set("data", object().set("object", row));
            case 3 -> headers(row);
            default ->
                object().put(
                                one(
                                        "type",
                                        "event",
                                        "event_type",
                                        "eventName",
                                        "event_key",
                                        "subscriptionType",
                                        "messageType",
                                        "notificationType",
                                        "webhookEvent",
                                        "operationType",
                                        "verb",
                                        "topic",
                                        "trigger",
                                        "routing_key",
                                        "Action"),
                                name)
                        .set("data", row);
        };
    }

    private String eventName() {
        String named = random.nextBoolean()
                ? one("contact.", "contact_", "customers/", "crm:", "com.example.crm.") + longWord()
                : one("contact-", "Contact ", "crm.contact ") + spelt(WORDS.get(random.nextInt(WORDS.size() - 1)));
        String hump =
                one("Contact", "CRMContact") + one("Delete", "Deleted", "Remove", "Removed", "Destroyed", "Deletion");
        return one(named, named, hump) + one("", "", "", ".v1", ".2.0", "_V2", "Event", "_event", " (v3)");
    }

    /** Qlik, Striim and others tell of a message in an object of its own. */
    private ObjectNode headers(ObjectNode row) {
        ObjectNode message = object().set("data", row);
        message.putObject(one("headers", "ChangeEventHeader", "metadata", "Metadata", "meta", "header", "event"))
                .put("timestamp", "2026-01-31T08:00:00Z")
                .put(one("operation", "OperationName", "op", "changeType", "action", "event_type"), longWord());
        return message;
    }

    private ObjectNode eventOfAttributes(ObjectNode row) {
        if (random.nextInt(4) == 0) {
            besideMessage.put(
                    one("Subject", "op", "operation", "event_type"), one("Contact Deleted", "delete", "REMOVED"));
            return row;
        }
        attributes.put(
                one(
                        "type",
                        "event",
                        "event_type",
                        "eventName",
                        "detail-type",
                        "topic",
                        "X-Shopify-Topic",
                        "ce-type",
                        "ce_type",
                        "cloudEvents:type",
                        "routing_key",
                        "Subject"),
                attribute(eventName()));
        return row;
    }

    private Message.Attribute attribute(String text) {
        return new Message.Attribute("String", text);
    }

    private ObjectNode column(ObjectNode row) {
        return switch (random.nextInt(4)) {
            case 0 ->
                row.put(
                        one("_sdc_deleted_at", "deleted_at", "deletedAt", "deleted_on", "_SDC_DELETED_AT"),
                        "2026-01-31T08:00:00Z");
            case 1 -> {
                String name = one(
                        "_fivetran_deleted",
                        "is_deleted",
                        "IsDeleted",
                        "_is_deleted",
                        "_hoodie_is_deleted",
                        "deleted",
                        "soft_deleted");
                yield random.nextBoolean()
                        ? row.put(name, true)
                        : row.put(name, one("1", "Yes", "TRUE", "t", "✔", "☑", "*"));
            }
            case 2 -> row.put("__$operation", 1);
            default ->
                row.put(
                        one(
                                "dms_op",
                                "cdc_operation",
                                "header__change_oper",
                                "_hoodie_operation",
                                "TG_OP",
                                "METADATA$ACTION",
                                "metadata.operation",
                                "_change_type",
                                "_CHANGE_TYPE",
                                "row_kind",
                                "op_type"),
                        word());
        };
    }

    private ObjectNode debezium(ObjectNode row) {
        if (random.nextInt(5) == 0) {
            return object().put("specversion", "1.0")
                    .put("type", "io.debezium.connector.mysql.DataChangeEvent")
                    .put("iodebeziumop", word())
                    .set("data", object().putNull("after").set("before", row));
        }
        ObjectNode change =
                object().put("op", word()).put("ts_ms", 1769846400120L).putNull("after");
        change.putObject("source").put("ts_ms", 1769846400000L);
        change.set("before", random.nextInt(3) == 0 ? new TextNode(row.toString()) : row);
        return random.nextBoolean() ? change : object().putNull("schema").set("payload", change);
    }

    private ObjectNode debeziumRow(ObjectNode row) {
        boolean isDeleted = random.nextBoolean();
        String name = isDeleted ? "__deleted" : "__op";
        String said = isDeleted ? spelt("true") : word();
        if (random.nextInt(5) == 0) {
            attributes.put(name, new Message.Attribute("String", said));
            return row;
        }
        return row.put(name, said);
    }

    private ObjectNode dms(ObjectNode row) {
        ObjectNode message = object();
        message.putObject(one("metadata", "metadata", "Metadata"))
                .put("record-type", "data")
                .put(one("operation", "operation", "Operation"), word())
                .put("table-name", "contacts");
        return message.set(one("data", "data", "before-image"), row);
    }

    private ObjectNode maxwell(ObjectNode row) {
        ObjectNode message =
                object().put("database", "crm").put("table", "contacts").put("type", word());
        return random.nextBoolean()
                ? message.set("data", row)
                : message.set("data", Sample.JSON.createArrayNode().add(row));
    }

    private ObjectNode dynamoDb(ObjectNode row) {
        ObjectNode message = object().put("eventName", word());
        ObjectNode image = object();
        row.properties()
                .forEach(field -> image.set(
                        field.getKey(),
                        field.getValue().isTextual() ? object().set("S", field.getValue()) : field.getValue()));
        message.putObject("dynamodb").set(one("OldImage", "Keys"), image);
        return message;
    }

    private ObjectNode record() {
        ObjectNode record = object().put("email", "ada@example.com");
        for (int i = random.nextInt(6); i > 0; i--) {
            record.set(
                    FIELDS.get(random.nextInt(FIELDS.size())),
                    CONTENTS.get(random.nextInt(CONTENTS.size())).deepCopy());
        }
        return record;
    }

    private String word() {
        return spelt(WORDS.get(random.nextInt(WORDS.size())));
    }

    private String longWord() {
        return spelt(WORDS.get(random.nextInt(WORDS.size() - 1)));
    }

    /** In any case. */
    private String spelt(String word) {
        return switch (random.nextInt(3)) {
            case 0 -> word.toUpperCase(Locale.ROOT);
            case 1 -> word;
            default ->
                word.chars()
                        .mapToObj(c -> String.valueOf((char) c))
                        .map(c -> random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c)
                        .collect(Collectors.joining());
        };
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static ObjectNode object() {
        return Sample.JSON.createObjectNode();
    }
}
