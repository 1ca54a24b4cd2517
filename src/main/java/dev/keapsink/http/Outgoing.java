package dev.keapsink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/** A request that tells when it leaves. */
final class Outgoing extends HttpUriRequestBase {

    private final transient Runnable sent;
    private volatile boolean begun;

    /**
     * Has no body yet.
     *
     * @param sent is run when the last byte has been handed to the connection
     */
    Outgoing(String method, URI uri, Runnable sent) {
        super(method, uri);
        this.sent = sent;
    }

    void setBody(String mediaType, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        setHeader("Content-Type", mediaType);
        setEntity(new EntityTemplate(bytes.length, null, null, out -> {
            out.write(bytes);
            sent.run();
        }));
    }

    /** Whether anything of it may have left. Before that nobody can have acted on it. */
    boolean begun() {
        return begun;
    }

    /** What a connection writes requests with. */
    static final class Writer extends DefaultHttpRequestWriter {

        Writer(Http1Config config) {
            super(config, null);
        }

        @Override
        public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream stream)
                throws IOException, HttpException {
            Outgoing outgoing = (Outgoing) request;
            outgoing.begun = true;
            super.write(request, buffer, stream);
            if (outgoing.getEntity() == null) {
                outgoing.sent.run();
            }
        }
    }
}
