package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.keap.Form;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.client.api.ClientMultipartForm;

/** Turns forms into those of the REST client, which sends a file piece by piece as fast as the server takes it. */
final class Forms {

    /** A part without the name of a file is a text. */
    private static final String NO_FILE = "";

    private Forms() {}

    static ClientMultipartForm encoded(Form form) {
        ClientMultipartForm encoded = ClientMultipartForm.create();
        for (Form.Part part : form.parts()) {
            switch (part) {
                case Form.Text text ->
                    encoded.textFileUpload(
                            text.name(), NO_FILE, buffer(text.value().getBytes(UTF_8)), MediaType.APPLICATION_JSON);
                case Form.File file ->
                    encoded.binaryFileUpload(
                            file.name(), file.fileName(), buffer(file.content()), MediaType.APPLICATION_OCTET_STREAM);
            }
        }
        return encoded;
    }

    /** The bytes themselves, not a copy. */
    private static Buffer buffer(byte[] bytes) {
        return BufferImpl.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
