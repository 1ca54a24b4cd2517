package dev.keapsink.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.contact.ContactFields;
import dev.keapsink.field.Field;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.StandardAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Messages that nobody meant to send: sound ones that were cut, doubled and spoilt, or whose fields hold something else, and
 * heaps of pieces.
 */
final class Mutants {

    private static final List<String> SOUND = bodies();

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\\\"",
        " ",
        "\n",
        "null",
        "true",
        "NaN",
        "Infinity",
        "0",
        "-1",
        "1.5",
        "1e999999999",
        "-1e-999999999",
        "9".repeat(1001),
        "9".repeat(1000),
        "{\"a\":".repeat(60),
        "[".repeat(60),
        "\u0000",
        "\uFEFF",
        "\ud83d",
        "\ude00",
        "\\ud83d",
        "\\u0000",
        "\"data\":",
        "\"data\":{}",
        "\"type\":\"RECORD\"",
        "\"type\":\"STATE\"",
        "\"record\":",
        "\"state\":{}",
        "\"emitted_at\":",
        "\"Type\":\"Notification\"",
        "\"Message\":",
        "\"Message\":\"{}\"",
        "\"MessageAttributes\":",
        "\"detail-type\":\"x\"",
        "\"detail\":",
        "\"op\":",
        "\"version\":",
        "\"tags\":",
        "\"contact_type\":",
        "\"email\":",
        "\"ada@example.com\"",
        "\"2026-01-31T08:00:00Z\"",
        "1:",
        "'",
        "//",
        "/**/"
    };

    /** What fields of records may hold. */
    private static final List<JsonNode> CONTENTS = contents();

    /** Names that mean something, be it in Keap, in the account or in a mapping. */
    private static final String[] FIELDS = Stream.of(
                    ContactFields.values().stream().map(Field::label),
                    StandardAccount.FIELDS.stream().map(CustomField::label),
                    Stream.of(
                            "email",
                            "phone",
                            "first_name",
                            "state",
                            "zip",
                            "country",
                            "interests",
                            "segments",
                            "groups"),
                    Stream.of("kind", "newsletter", "tcpa", "minor", "phone_do_not_call", "tags", "contact_type"),
                    Stream.of("_ab_cdc_deleted_at", "op", "keap_owner_id", "keap_origin_ip_address", "something"))
            .flatMap(names -> names)
            .toArray(String[]::new);

    private static final String[] NAMES = {
        "stream", "op", "version", "tags", "contact_type", "key", "airbyte_emitted_at", "other"
    };

    private static final String[] VALUES = {
        "",
        " ",
        "contacts",
        "orders",
        "delete",
        "upsert",
        "7",
        "1e9",
        "-1",
        "1,2",
        "[1]",
        "Lead",
        "\ud83d",
        "\u0000",
        "NaN",
        "2026-01-31T08:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "9".repeat(5000)
    };

    private static final String[] TYPES = {"String", "Number", "Binary", "String.x", ""};

    private final Random random;

    Mutants(Random random) {
        this.random = random;
    }

    Message message() {
        StringBuilder body = new StringBuilder(body());
        int changes = body.isEmpty() ? random.nextInt(30) : Math.max(0, random.nextInt(6) - 2);
        for (int i = 0; i < changes; i++) {
            change(body);
        }
        Map<String, Message.Attribute> attributes = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            attributes.put(one(NAMES), new Message.Attribute(one(TYPES), one(VALUES)));
        }
        return Messages.withAttributes(attributes, body.toString());
    }

    private String body() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> record();
            default -> SOUND.get(random.nextInt(SOUND.size()));
        };
    }

    /** A record that can be read, and of which some fields hold anything. */
    private String record() {
        ObjectNode record = Sample.JSON.createObjectNode().put("email", "ada@example.com");
        for (int i = random.nextInt(5); i >= 0; i--) {
            record.set(one(FIELDS), CONTENTS.get(random.nextInt(CONTENTS.size())));
        }
        return record.toString();
    }

    private void change(StringBuilder body) {
        int from = random.nextInt(body.length() + 1);
        int to = Math.min(body.length(), from + random.nextInt(20));
        switch (random.nextInt(5)) {
            case 0 -> body.delete(from, to);
            case 1 -> body.insert(from, body.substring(from, to));
            case 2 -> body.replace(from, to, String.valueOf((char) random.nextInt(Character.MAX_VALUE)));
            default -> body.insert(from, one(PIECES));
        }
    }

    private String one(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static List<JsonNode> contents() {
        List<JsonNode> contents = new ArrayList<>();
        Sample.json("""
                        [null, "", " ", [], {}, [null], [""], [[]], [{}], {"a": null}, true, false, 0, -1, 1.5, 1e300, -0.0, 7,
                         12345678901234567890, "0", "1", "7", "17,18", ",", ";,", "a", "Ada", "ada@example.com", "@", "a@b.c",
                         "2026-01-31", "20260131", "+999999999-01-01T00:00:00Z", 1769846400, "Customer", "Brand new", "Lead", "US",
                         "AZ", "Ontario", "Cars", "cars;Boats", ["Cars", "Wine"], [17, "18"], "yes", "no", "Monday", "en_US",
                         "192.0.2.1", "\\u0000", "\\ud83d", "\\u00a0", "%", "$", "50%", "a;b=c*"]
                        """).forEach(contents::add);
        for (int length : new int[] {21, 41, 76, 101, 256, 70_000}) {
            contents.add(new TextNode("x".repeat(length)));
            contents.add(new TextNode("1".repeat(length)));
        }
        return contents;
    }

    private static List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/messages"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode body = Sample.JSON.readTree(file.toFile()).required("body");
                bodies.add(body.isTextual() ? body.asText() : body.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bodies;
    }
}
