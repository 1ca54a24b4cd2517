package dev.keapsink.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.support.LogLines;
import dev.keapsink.tools.local.LambdaRuntimeServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InitErrorTest {

    private static final Duration AMPLE = Duration.ofSeconds(10);

    private final Throwable failure = new IllegalStateException(
            "Creating a bean", new IllegalArgumentException("KEAP_SINK_TIMEOUT is \"wrong\""));

    @Test
    void lambdaIsToldTheInnermostReason() throws Exception {
        try (LambdaRuntimeServer runtime =
                LambdaRuntimeServer.start("arn:aws:lambda:us-east-1:000000000000:function:f")) {
            new InitError(runtime.address(), AMPLE).report(failure);

            assertThatThrownBy(() -> runtime.ready().get())
                    .rootCause()
                    .hasMessage("{\"errorType\":\"java.lang.IllegalArgumentException\","
                            + "\"errorMessage\":\"KEAP_SINK_TIMEOUT is \\\"wrong\\\"\"}");
        }
    }

    @Test
    void aRuntimeThatDoesNotAnswerDelaysTheEndByItsPatienceOnly() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                LogLines log = new LogLines()) {
            new InitError("127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(50)).report(failure);

            assertThat(log.all()).singleElement().asString().contains("could not be told", "SocketTimeoutException");
        }
    }

    @Test
    void onTheJvmLambdasOwnClientReports() {
        assertThat(InitError.ofNativeProcess()).isEmpty();
    }
}
