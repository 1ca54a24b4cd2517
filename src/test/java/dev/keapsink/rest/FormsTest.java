package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.keap.Form;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.client.impl.multipart.PausableHttpPostRequestEncoder.EncoderMode;
import org.jboss.resteasy.reactive.client.impl.multipart.QuarkusMultipartForm;
import org.jboss.resteasy.reactive.client.impl.multipart.QuarkusMultipartFormUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes that the REST client makes of a form, and the pieces that it makes them in. */
@Timeout(60)
class FormsTest {

    private static final Pattern MULTIPART = Pattern.compile("multipart/form-data; ?boundary=([0-9A-Za-z]{8,70})");
    private static final byte[] BYTES = {'%', 'P', 'D', 'F', 0, '\r', '\n', '-', '-', (byte) 0xff, (byte) 0xe9};

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger largestPiece = new AtomicInteger();
    private String boundary = "";

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Buffer written(Form form) {
        CompletableFuture<Buffer> whole = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(begin -> {
            try {
                QuarkusMultipartFormUpload upload = new QuarkusMultipartFormUpload(
                        context, (QuarkusMultipartForm) Forms.encoded(form), true, 8096, EncoderMode.RFC1738);
                Matcher multipart = MULTIPART.matcher(upload.headers().get("content-type"));
                assertThat(multipart.matches()).isTrue();
                boundary = multipart.group(1);
                Buffer all = Buffer.buffer();
                upload.handler(piece -> {
                    largestPiece.accumulateAndGet(piece.length(), Math::max);
                    all.appendBuffer(piece);
                });
                upload.exceptionHandler(whole::completeExceptionally);
                upload.endHandler(end -> whole.complete(all));
                upload.fetch(Long.MAX_VALUE);
                context.runOnContext(run -> upload.run());
            } catch (Exception | AssertionError e) {
                whole.completeExceptionally(e);
            }
        });
        return whole.join();
    }

    @Test
    void aFileHasItsBytesAsTheyAreAndTextsAreDeclaredAsJson() {
        String body = new String(
                written(new Form(List.of(
                                new Form.File("file", "Zo\u00eb.pdf", BYTES),
                                new Form.Text("file_name", "Zo\u00eb.pdf"),
                                new Form.Text("file_association", "\"CONTACT\""))))
                        .getBytes(),
                ISO_8859_1);

        assertThat(body).isEqualTo("""
                --BOUNDARY
                content-disposition: form-data; name="file"; filename="NAME"
                content-length: 11
                content-type: application/octet-stream
                content-transfer-encoding: binary

                BYTES
                --BOUNDARY
                content-disposition: form-data; name="file_name"
                content-length: 8
                content-type: application/json; charset=UTF-8

                NAME
                --BOUNDARY
                content-disposition: form-data; name="file_association"
                content-length: 9
                content-type: application/json; charset=UTF-8

                "CONTACT"
                --BOUNDARY--
                """.replace("\n", "\r\n")
                .replace("BOUNDARY", boundary)
                .replace("NAME", new String("Zo\u00eb.pdf".getBytes(UTF_8), ISO_8859_1))
                .replace("BYTES", new String(BYTES, ISO_8859_1)));
    }

    @Test
    void aLargeFileIsWrittenInPieces() {
        byte[] large = new byte[10 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + (i >> 8));
        }

        byte[] body = written(new Form(List.of(new Form.File("file", "a.bin", large))))
                .getBytes();

        int start = new String(body, 0, 500, ISO_8859_1).indexOf("\r\n\r\n") + 4;
        assertThat(Arrays.equals(body, start, start + large.length, large, 0, large.length))
                .isTrue();
        assertThat(largestPiece).hasValueLessThan(20_000);
    }

    @Test
    void aFormCanBeWrittenAgain() {
        Form form = new Form(List.of(new Form.File("file", "a.pdf", BYTES), new Form.Text("is_public", "false")));

        String once = written(form).toString(ISO_8859_1).replace(boundary, "");
        String again = written(form).toString(ISO_8859_1).replace(boundary, "");

        assertThat(again).isEqualTo(once);
    }
}
