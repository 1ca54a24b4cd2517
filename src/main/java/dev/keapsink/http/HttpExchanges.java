package dev.keapsink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.ReplyClassifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their replies over Apache HttpClient, on connections that stay open between invocations. Its minimal client
 * neither repeats a request nor follows a redirect: the one is the guard's to decide, the other would show the credential to
 * another host. Threadsafe.
 */
public final class HttpExchanges {

    /** After so much time without use a connection is looked at before it is used, because its other end may have left. */
    private static final Duration LIKELY_OPEN = Duration.ofSeconds(1);

    /**
     * The life of a connection. While a function is frozen, what lies in between may forget a connection without telling
     * either end: AWS's NAT gateway does when it was idle for 350 seconds.
     */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Bounds what a server can make this process keep; the longest of Keap's replies are lists of a thousand entries. */
    private static final int LONGEST_BODY = 16 << 20;

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_HEADERS = 200;

    private static final String CHARSET = "charset=";

    private final Duration connect;
    private final int atOnce;
    private final Duration likelyOpen;
    private final LazyTls tls;
    private final RequestConfig config;
    private final ScheduledThreadPoolExecutor patience;
    private volatile MinimalHttpClient client;

    /**
     * Opens no connection yet.
     *
     * @param connect how long a connection may take to come about, and the look-up of its name before
     * @param atOnce requests under way at the same time; one more waits for its turn
     */
    public HttpExchanges(Duration connect, int atOnce) {
        this(connect, atOnce, LIKELY_OPEN, SSLContexts::createDefault);
    }

    HttpExchanges(Duration connect, int atOnce, Duration likelyOpen, Supplier<SSLContext> trusted) {
        this.connect = connect;
        this.atOnce = atOnce;
        this.likelyOpen = likelyOpen;
        this.tls = new LazyTls(trusted);
        this.config = RequestConfig.custom().setProtocolUpgradeEnabled(false).build();
        this.patience = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("http-timeouts").factory());
        patience.setRemoveOnCancelPolicy(true);
        this.client = newClient();
    }

    private MinimalHttpClient newClient() {
        Http1Config http1 = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return HttpClients.createMinimal(PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1)
                        .requestWriterFactory(() -> new Outgoing.Writer(http1))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setValidateAfterInactivity(TimeValue.of(likelyOpen))
                        .setTimeToLive(TimeValue.of(LIFE))
                        .build())
                .setDnsResolver(new BoundedDns(SystemDefaultDnsResolver.INSTANCE, connect))
                .setTlsSocketStrategy(tls)
                .setMaxConnTotal(atOnce)
                .setMaxConnPerRoute(atOnce)
                .build());
    }

    /** Makes ready what the first connection to an address would have to wait for, without opening one. */
    public void prepareFor(URI address) {
        if ("https".equalsIgnoreCase(address.getScheme())) {
            tls.prepare();
        }
    }

    /**
     * Sends a request and waits for the reply.
     *
     * @param timeout for all of it; the client's own begin anew with every byte
     * @throws KeapFailure if none came
     */
    KeapReply send(Outgoing request, Duration timeout) {
        request.setConfig(config);
        request.setHeader("Accept", "application/json");
        request.setHeader("User-Agent", "keap-sink");
        Future<?> end = patience.schedule((Runnable) request::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, response -> reply(request, response));
        } catch (IOException e) {
            throw failure(request, e);
        } catch (KeapFailure e) {
            throw e;
        } catch (RuntimeException e) {
            // Waiting for a connection is ended by one of these, too.
            throw request.isCancelled() ? failure(request, e) : e;
        } catch (Error e) {
            // The client has closed all of its connections for good, and this process may still recover.
            client = newClient();
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static KeapFailure failure(Outgoing request, Exception thrown) {
        if (!request.begun()) {
            return ReplyClassifier.notReached(thrown);
        }
        return request.isCancelled() ? ReplyClassifier.notAnswered() : ReplyClassifier.failure(thrown);
    }

    private static KeapReply reply(Outgoing request, ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        return new KeapReply(response.getCode(), headers, body(request, response.getEntity(), headers));
    }

    private static String body(Outgoing request, @Nullable HttpEntity entity, Map<String, String> headers)
            throws IOException {
        if (entity == null) {
            return "";
        }
        byte[] bytes = entity.getContent().readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            // Else the client would read on to the end, so that it could use the connection again.
            request.cancel();
            throw new KeapFailure.Unclear("What answered is longer than any reply of Keap's");
        }
        return new String(bytes, charset(headers.getOrDefault("content-type", "")));
    }

    /** UTF-8, as JSON is always, unless a page of a gateway names another one. */
    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (at < 0) {
            return UTF_8;
        }
        String name =
                contentType.substring(at + CHARSET.length()).split(";", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            return UTF_8;
        }
    }
}
