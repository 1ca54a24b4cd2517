package dev.keapsink.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.Message;
import dev.keapsink.support.Messages;
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

/** Messages that nobody meant to send: sound ones that were cut, doubled and spoilt, and heaps of pieces. */
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
        StringBuilder body = new StringBuilder(random.nextInt(4) == 0 ? "" : SOUND.get(random.nextInt(SOUND.size())));
        int changes = random.nextInt(body.isEmpty() ? 30 : 4);
        for (int i = 0; i < changes; i++) {
            change(body);
        }
        Map<String, Message.Attribute> attributes = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            attributes.put(one(NAMES), new Message.Attribute(one(TYPES), one(VALUES)));
        }
        return Messages.withAttributes(attributes, body.toString());
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
