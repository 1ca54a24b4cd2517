package dev.keapsink.http;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS whose trusted certificates are read when the first connection needs them. The JVM compares the server's name, too: the
 * client's own verifier would first read a list of all public domains.
 */
final class LazyTls implements TlsSocketStrategy {

    private final Supplier<SSLContext> trusted;
    private @Nullable TlsSocketStrategy strategy;

    /**
     * Reads nothing yet.
     *
     * @param trusted asked once, when a connection needs it
     */
    LazyTls(Supplier<SSLContext> trusted) {
        this.trusted = trusted;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        return strategy().upgrade(socket, target, port, attachment, context);
    }

    /** Reads the trusted certificates, unless that was done. */
    void prepare() {
        strategy();
    }

    private synchronized TlsSocketStrategy strategy() {
        if (strategy == null) {
            strategy = new DefaultClientTlsStrategy(trusted.get(), HostnameVerificationPolicy.BUILTIN, null);
        }
        return strategy;
    }
}
