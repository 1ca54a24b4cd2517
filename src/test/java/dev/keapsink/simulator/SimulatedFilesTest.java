package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedFilesTest {
    private static final byte[] CONTENT = {0, (byte) 0xff, '\r', '\n', '-', '-', 'x'};

    private final Account account = new Account();
    private final SimulatedObjects objects = account.simulator.objects();
    private final long contact = account.contact("ada@example.org");

    @Test
    void storesAFileOfAContact() {
        JsonNode file = json(upload("k1__Zoë.pdf"));
        long id = file.path("id").asLong();

        assertThat(file.path("file_name").asText()).isEqualTo("k1__Zoë.pdf");
        assertThat(file.path("file_size").asInt()).isEqualTo(CONTENT.length);
        assertThat(file.path("contact_id").asText()).isEqualTo(String.valueOf(contact));
        assertThat(file.path("is_public").asBoolean(true)).isFalse();
        assertThat(file.has("file")).isFalse();
        assertThat(objects.fileContent(id)).hasValue(CONTENT);
        assertThat(json(account.get("/v2/files/" + id + ":data")).asText())
                .isEqualTo(Base64.getEncoder().encodeToString(CONTENT));
        assertThat(RequestModel.problems(account.simulator.calls().getLast())).isEmpty();
    }

    @Test
    void findsReplacesAndDeletesAFile() {
        String path = "/v2/files/" + json(upload("a.pdf")).path("id").asText();

        assertThat(files("contact_id==" + contact + ";file_name==a.pdf")).hasSize(1);
        assertThat(files("file_name==b.pdf")).isEmpty();
        assertThat(files("is_public==false;file_box_type==CONTACT")).hasSize(1);

        SimulatedReply replaced = send(path + "?update_mask=file", Map.of("file", "new", "file_name", "b.pdf"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(json(replaced).path("file_name").asText()).isEqualTo("a.pdf");
        assertThat(json(replaced).path("file_size").asInt()).isEqualTo(3);

        assertThat(account.delete(path).status()).isEqualTo(204);
        assertThat(objects.all(Resource.FILES)).isEmpty();
    }

    @Test
    void refusesWhatIsNoProperUpload() {
        Map<String, String> parts = parts("a.pdf");
        parts.remove("contact_id");
        assertThat(message(send("/v2/files", parts))).isEqualTo("contact_id is required");
        Map<String, String> unquoted = parts("a.pdf");
        unquoted.put("file_association", "CONTACT");
        assertThat(send("/v2/files", unquoted).status()).isEqualTo(400);
        assertThat(account.post("/v2/files", "{'file_name':'a.pdf'}").status()).isEqualTo(400);
        parts.put("contact_id", "'1'");
        assertThat(message(send("/v2/files", parts))).isEqualTo("contact_id 1 does not exist");
        parts.put("folder", "'x'");
        assertThat(message(send("/v2/files", parts))).isEqualTo("Unrecognized property: folder");
        assertThat(account.post("/v2/files", body(parts("a.pdf")).replace("application/json", "text/plain"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takes10MegabytesAndNotOneByteMore() {
        Map<String, String> parts = parts("a.pdf");
        parts.put("file", "x".repeat(10_000_000));
        assertThat(send("/v2/files", parts).status()).isEqualTo(201);
        parts.put("file", "x".repeat(10_000_001));
        assertThat(message(send("/v2/files", parts))).isEqualTo("File is too large");
    }

    @Test
    void keepsTheBytesThatArriveOverHttp() throws Exception {
        String body = body(parts("a.pdf"));
        try (SimulatorServer server = SimulatorServer.start(account.simulator);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUri() + "/v2/files"))
                    .header("X-Keap-API-Key", KeapSimulator.API_KEY)
                    .header("Content-Type", "multipart/form-data; boundary=b-1")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(201);
        }

        assertThat(objects.fileContent(objects.all(Resource.FILES).getFirst().id()))
                .hasValue(CONTENT);
    }

    private JsonNode files(String filter) {
        return json(account.get("/v2/files?filter=" + filter)).path("files");
    }

    private SimulatedReply upload(String fileName) {
        return send("/v2/files", parts(fileName));
    }

    private SimulatedReply send(String target, Map<String, String> parts) {
        return account.post(target, body(parts));
    }

    private Map<String, String> parts(String fileName) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("file", new String(CONTENT, StandardCharsets.ISO_8859_1));
        parts.put("file_name", new String(fileName.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        parts.put("file_association", "'CONTACT'");
        parts.put("contact_id", "'" + contact + "'");
        parts.put("is_public", "false");
        return parts;
    }

    private static String body(Map<String, String> parts) {
        StringBuilder body = new StringBuilder();
        parts.forEach((name, content) -> body.append("--b-1\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append(name.equals("file") ? "\"; filename=\"x\"\r\n" : "\"\r\n")
                .append("Content-Type: ")
                .append(name.equals("file") ? "application/octet-stream" : "application/json")
                .append("\r\n\r\n")
                .append(name.equals("file") ? content : content.replace('\'', '"'))
                .append("\r\n"));
        return body.append("--b-1--\r\n").toString();
    }
}
