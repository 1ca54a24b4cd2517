package dev.keapsink.tools.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Form;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The body of a request, which is never empty.
 *
 * @param type the header {@code Content-Type}
 */
record Payload(String type, BodyPublisher content) {

    static Payload of(JsonNode json) {
        return new Payload("application/json", BodyPublishers.ofString(json.toString()));
    }

    /** The parts of a form in their order. The bytes of a file are not copied. */
    static Payload of(Form form) {
        // A random boundary occurs in no file.
        String boundary = UUID.randomUUID().toString();
        List<BodyPublisher> pieces = new ArrayList<>();
        for (Form.Part part : form.parts()) {
            switch (part) {
                case Form.Text text ->
                    add(
                            pieces,
                            boundary,
                            quoted(text.name()),
                            "application/json",
                            text.value().getBytes(UTF_8));
                case Form.File file ->
                    add(
                            pieces,
                            boundary,
                            quoted(file.name()) + "; filename=" + quoted(file.fileName()),
                            "application/octet-stream",
                            file.content());
            }
        }
        pieces.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return new Payload(
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new)));
    }

    private static void add(List<BodyPublisher> pieces, String boundary, String names, String type, byte[] content) {
        pieces.add(BodyPublishers.ofString(
                "--%s\r\nContent-Disposition: form-data; name=%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(boundary, names, type, content.length)));
        pieces.add(BodyPublishers.ofByteArray(content));
        pieces.add(BodyPublishers.ofString("\r\n"));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
