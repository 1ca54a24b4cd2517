package dev.keapsink.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells Lambda why a native process cannot start. On the JVM, Lambda's own client does that; natively, the framework
 * does not.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror">Initialization error</a>
 */
public final class InitError {

    private static final Logger LOG = Logger.getLogger(InitError.class);

    /** Long enough for the Runtime API, which is on the same machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI address;
    private final int patienceMillis;

    /**
     * Reports to a Runtime API.
     *
     * @param runtimeApi its host and port
     * @param patience how long connecting may take, and then the answer
     */
    InitError(String runtimeApi, Duration patience) {
        this.address = URI.create("http://" + runtimeApi + "/2018-06-01/runtime/init/error");
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /** The way to report from this process; empty if it is not a native process on Lambda. */
    public static Optional<InitError> ofNativeProcess() {
        return ImageMode.current() == ImageMode.NATIVE_RUN
                ? Optional.ofNullable(System.getenv("AWS_LAMBDA_RUNTIME_API")).map(api -> new InitError(api, PATIENCE))
                : Optional.empty();
    }

    /**
     * Reports the innermost cause. Lambda takes the first report of a process; a later one is refused, which does no
     * harm. A report that fails is logged only.
     */
    public void report(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String report = JsonNodeFactory.instance
                .objectNode()
                .put("errorType", reason.getClass().getName())
                .put("errorMessage", reason.getMessage())
                .toString();
        try {
            post(report);
        } catch (IOException e) {
            LOG.warnf("Lambda could not be told that the function does not start: %s", e.toString());
        }
    }

    private void post(String report) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(patienceMillis);
        connection.setReadTimeout(patienceMillis);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(report.getBytes(UTF_8));
        }
        connection.getResponseCode();
    }
}
