package dev.keapsink.rest;

import dev.keapsink.content.Addresses;
import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.content.Download;
import dev.keapsink.content.FileLimit;
import dev.keapsink.resilience.Deadline;
import io.netty.resolver.AddressResolverGroup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.inject.spi.CDI;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files from servers that are not Keap's. Each file has a connection of its own to the address that the caller
 * chose. The certificate and the request are about the host. Threadsafe.
 */
public final class Downloads implements Download, Addresses {

    private static final int HTTPS = 443;

    private static final int LONGEST_HEADERS = 16 << 10;

    private final Supplier<Vertx> vertx;
    private final Duration connect;
    private final int port;
    private final @Nullable TrustOptions trusted;

    /** Made at the first file. */
    private @Nullable HttpClient client;

    /**
     * Opens no connection yet.
     *
     * @param connect how long a connection may take to open, and as long again until it is encrypted
     */
    public Downloads(Duration connect) {
        this(() -> CDI.current().select(Vertx.class).get(), connect, HTTPS, null);
    }

    /**
     * @param port is asked in place of that of https
     * @param trusted the certificates that are trusted; null for the JVM's own list
     */
    Downloads(Supplier<Vertx> vertx, Duration connect, int port, @Nullable TrustOptions trusted) {
        this.vertx = vertx;
        this.connect = connect;
        this.port = port;
        this.trusted = trusted;
    }

    /** The addresses of IPv4 come first, because a function seldom has a way out to those of IPv6. */
    @Override
    public List<InetAddress> of(String host, Deadline deadline) {
        VertxInternal internal = (VertxInternal) vertx.get();
        AddressResolverGroup<InetSocketAddress> names = internal.nettyAddressResolverGroup();
        CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
        names.getResolver(internal.getOrCreateContext().nettyEventLoop())
                .resolveAll(InetSocketAddress.createUnresolved(host, port))
                .addListener(done -> {
                    if (done.isSuccess()) {
                        @SuppressWarnings("unchecked")
                        List<InetSocketAddress> all = (List<InetSocketAddress>) done.getNow();
                        found.complete(all);
                    } else {
                        found.completeExceptionally(done.cause());
                    }
                });
        return Transfer.await(found, deadline, Kind.UNREACHED, "The host of a file was not found").stream()
                .map(InetSocketAddress::getAddress)
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .toList();
    }

    @Override
    public Answer get(URI file, InetAddress at, FileLimit limit, Deadline deadline) {
        Transfer transfer = new Transfer(limit);
        try {
            return transfer.of(client().request(request(file, at)), deadline);
        } finally {
            transfer.close();
        }
    }

    private RequestOptions request(URI file, InetAddress at) {
        String query = file.getRawQuery() == null ? "" : "?" + file.getRawQuery();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(at, port)))
                .setHost(file.getHost())
                .setPort(HTTPS)
                .setSsl(true)
                .setURI(file.getRawPath() + query)
                .setFollowRedirects(false)
                .putHeader("accept", "*/*")
                .putHeader("accept-encoding", "identity")
                .putHeader("user-agent", "keap-sink");
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = vertx.get().createHttpClient(options());
            client = made;
        }
        return made;
    }

    private HttpClientOptions options() {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                // A connection that is kept would be found by the host's name later, and not by its address.
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setConnectTimeout((int) connect.toMillis())
                .setSslHandshakeTimeout(connect.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return trusted == null ? options : options.setTrustOptions(trusted);
    }
}
