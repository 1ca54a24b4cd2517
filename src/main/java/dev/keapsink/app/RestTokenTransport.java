package dev.keapsink.app;

import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.Exchange;
import dev.keapsink.keap.KeapReply;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way to the token endpoint over the REST client. Threadsafe. */
final class RestTokenTransport implements TokenTransport {

    private final Settings settings;
    private @Nullable TokenApi api;

    RestTokenTransport(Settings settings) {
        this.settings = settings;
    }

    @Override
    public KeapReply post(Optional<String> authorization, String form, Duration timeout) {
        return Exchange.of(api(timeout).token(authorization.orElse(null), form), timeout);
    }

    /** Made when a token is asked for, which is not in every process. */
    private synchronized TokenApi api(Duration timeout) {
        if (api == null) {
            api = QuarkusRestClientBuilder.newBuilder()
                    .baseUri(settings.keap().tokenUrl())
                    .connectTimeout(settings.times().connect().toMillis(), TimeUnit.MILLISECONDS)
                    .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .disableDefaultMapper(true)
                    // Another host would receive the client's secret.
                    .followRedirects(false)
                    .build(TokenApi.class);
        }
        return api;
    }
}
