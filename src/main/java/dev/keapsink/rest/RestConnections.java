package dev.keapsink.rest;

import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jboss.resteasy.reactive.client.api.LoggingScope;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jspecify.annotations.Nullable;

/** The connections that all interfaces of Keap's endpoints share. They stay open between invocations. Threadsafe. */
public final class RestConnections {

    /**
     * How long an unused connection is kept. While a function is frozen, a device on the way may forget the connection
     * without telling either end. AWS's NAT gateway does so after 350 seconds.
     */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private static final int LONGEST_HEADERS = 64 << 10;

    private final Duration connect;
    private final int atOnce;
    private final InstantSource clock;
    private final @Nullable TrustOptions trusted;

    /** The name by which Vert.x finds the shared client. */
    private volatile String name = newName();

    /**
     * Opens no connection yet.
     *
     * @param connect how long a connection may take to open, and as long again until it is encrypted
     * @param atOnce connections to one host; a further request waits for its turn
     */
    public RestConnections(Duration connect, int atOnce, InstantSource clock) {
        this(connect, atOnce, clock, null);
    }

    /**
     * @param trusted the certificates that are trusted; null for the JVM's own list
     */
    RestConnections(Duration connect, int atOnce, InstantSource clock, @Nullable TrustOptions trusted) {
        this.connect = connect;
        this.atOnce = atOnce;
        this.clock = clock;
        this.trusted = trusted;
    }

    /**
     * The transport to Keap's REST API.
     *
     * @param base the address below which the API's versions are found
     */
    public KeapTransport keap(URI base, KeapAuthentication authentication) {
        return keap(base, authentication, request -> Optional.empty());
    }

    /**
     * The transport to Keap's REST API, with some requests answered before they leave.
     *
     * @param instead the reply to a request that is not to leave; empty for all others
     */
    public KeapTransport keap(
            URI base, KeapAuthentication authentication, Function<KeapRequest, Optional<KeapReply>> instead) {
        URI address = URI.create(base.toString().replaceFirst("/+$", ""));
        return new RestTransport(this, address, () -> Optional.of(authentication.header()), instead);
    }

    /** The transport to the token endpoint. */
    public KeapTransport tokens(URI endpoint) {
        return new RestTransport(this, endpoint, Optional::empty, request -> Optional.empty());
    }

    private static String newName() {
        return "keap-" + UUID.randomUUID();
    }

    /**
     * Has new clients built from now on: a client that failed to read the trusted certificates keeps the error for
     * good.
     */
    void renew() {
        name = newName();
    }

    /** Prepares what the first connection to an address would have to wait for, without opening one. */
    public void prepareFor(URI address) {
        if ("https".equalsIgnoreCase(address.getScheme())) {
            try {
                // The JVM reads its list of trusted certificates once.
                SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A builder of clients that use these connections. */
    QuarkusRestClientBuilder clients() {
        return QuarkusRestClientBuilder.newBuilder()
                .userAgent("keap-sink")
                // Every status is a reply to be classified, not an exception.
                .disableDefaultMapper(true)
                // Another host would receive the credential.
                .followRedirects(false)
                // The client would log the credential and the record.
                .loggingScope(LoggingScope.NONE)
                .trustAll(false)
                .connectTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, atOnce)
                .property(QuarkusRestClientProperties.DISABLE_CONTEXTUAL_ERROR_MESSAGES, true)
                .httpClientOptionsCustomizer(this::configure)
                .httpClientRequestCustomizer(request -> Exchange.ofThisContext().begin(request));
    }

    private void configure(HttpClientOptions options) {
        options.setShared(true)
                .setName(name)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAliveTimeout((int) IDLE.toSeconds())
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setVerifyHost(true)
                .setSslHandshakeTimeout(connect.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (trusted != null) {
            options.setTrustOptions(trusted);
        }
    }

    /**
     * Whether a connection may have been forgotten on the way.
     *
     * @param lastUsedMillis when it was used last, in milliseconds since 1970; 0 if it was not used yet
     */
    boolean mayBeForgotten(long lastUsedMillis) {
        return lastUsedMillis > 0 && clock.millis() - lastUsedMillis > IDLE.toMillis();
    }
}
