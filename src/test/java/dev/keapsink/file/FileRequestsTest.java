package dev.keapsink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.tools.common.JaxRsRequests;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of files as values. */
class FileRequestsTest {

    private static final byte[] BYTES = {0, 1, (byte) 0xff};

    private static KeapRequest request(Function<FileApi, CompletionStage<Response>> call) {
        return JaxRsRequests.of(new ApiCall<>(FileApi.class, call));
    }

    @Test
    void anUploadIsAValueWithItsBytes() throws IOException {
        KeapRequest request = request(api -> api.create(FileForms.ofContact(42, "a.pdf", false, BYTES)));

        assertThat(request).hasToString("POST /v2/files");
        assertThat(request.body().path("file").path("content").binaryValue()).isEqualTo(BYTES);
        assertThat(request.body().path("file").path("file_name").asText()).isEqualTo("a.pdf");
        assertThat(request.body().path("file_association").asText()).isEqualTo("\"CONTACT\"");
        assertThat(request.body().path("contact_id").asText()).isEqualTo("42");
        assertThat(request.body().path("is_public").asText()).isEqualTo("false");
    }

    @Test
    void aPersonIsShownTheSizeOfAFile() {
        KeapRequest shown = JaxRsRequests.shown(
                new ApiCall<>(FileApi.class, api -> api.create(FileForms.ofContact(42, "a.pdf", false, BYTES))));

        assertThat(shown.body().path("file").asText()).isEqualTo("{3 bytes}");
        assertThat(shown.body().path("file_name").asText()).isEqualTo("a.pdf");
    }

    @Test
    void theOtherRequestsHaveTheirPathsAndParameters() {
        assertThat(request(api -> api.update(
                        7,
                        "file",
                        FileForms.replacing("a.pdf", Optional.of(true), Optional.of(BYTES))
                                .form())))
                .hasToString("POST /v2/files/7")
                .extracting(KeapRequest::query)
                .isEqualTo(Map.of("update_mask", "file"));
        assertThat(request(api -> api.list("contact_id==42", 1000, null)).query())
                .isEqualTo(Map.of("filter", "contact_id==42", "page_size", "1000"));
        assertThat(request(api -> api.delete(7))).hasToString("DELETE /v2/files/7");
    }

    @Test
    void noPartPrintsWhatIsPersonal() {
        assertThat(FileForms.ofContact(42, "zoe.pdf", false, BYTES))
                .hasToString("Form[parts=[File[file], Text[file_name], Text[is_public], Text[file_association],"
                        + " Text[contact_id]]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\"b", "a\\b", "a\r\nb", "a\u0000b", "a\u007Fb"})
    void aNameThatWouldBreakItsHeaderIsRefused(String name) {
        assertThatThrownBy(() -> new Form.File("file", name, BYTES)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFormKeepsItsParts() {
        List<Form.Part> parts = FileForms.replacing("a.pdf", Optional.of(false), Optional.of(BYTES))
                .form()
                .parts();

        assertThat(parts).extracting(Form.Part::name).containsExactly("file", "file_name", "is_public");
    }
}
