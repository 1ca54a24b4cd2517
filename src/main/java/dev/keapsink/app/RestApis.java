package dev.keapsink.app;

import dev.keapsink.credential.Credentials;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.keap.KeapAuthentication;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Keap's REST interfaces over HTTP; one client, and so one pool of connections, an interface. */
final class RestApis implements KeapApis {

    private final Settings settings;
    private final Credentials credentials;
    private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

    private final List<ClientRequestFilter> filters;

    RestApis(Settings settings, Credentials credentials) {
        this(settings, credentials, List.of());
    }

    /** The same with filters that see each request before it leaves. */
    RestApis(Settings settings, Credentials credentials, List<ClientRequestFilter> filters) {
        this.settings = settings;
        this.credentials = credentials;
        this.filters = filters;
    }

    @Override
    public <T> T create(Class<T> api) {
        return api.cast(clients.computeIfAbsent(api, this::build));
    }

    private Object build(Class<?> api) {
        KeapSettings keap = settings.keap();
        Settings.Times times = settings.times();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(keap.baseUrl())
                .connectTimeout(times.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(Math.max(times.call().toMillis(), times.tag().toMillis()), TimeUnit.MILLISECONDS)
                // Every status is a reply to be classified, not an exception.
                .disableDefaultMapper(true)
                // Another host would receive the credential.
                .followRedirects(false)
                .register(new KeapAuthentication(keap.header(), credentials));
        filters.forEach(builder::register);
        return builder.build(api);
    }
}
