package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsConnectionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();

    /** Takes three seconds to make. */
    private final SqsConnection slow = new SqsConnection(() -> {
        time.advance(SECOND.multipliedBy(3));
        return new Unused();
    });

    private final SqsConnection sqs = new SqsConnection(Unused::new);

    private static final class Unused implements SqsClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private Deadline inSeconds(int seconds) {
        return Deadline.in(SECOND.multipliedBy(seconds), time);
    }

    private void assertSeconds(int seconds) {
        assertThat(sqs.limited(inSeconds(60)).left()).isEqualTo(SECOND.multipliedBy(seconds));
    }

    @Test
    void makingTheClientTakesNothingOfTheTimeOfTheCalls() {
        assertThat(slow.limited(inSeconds(60)).left()).isEqualTo(SECOND.multipliedBy(4));
    }

    @Test
    void theTimeIsNeverLongerThanTheDeadline() {
        assertThat(slow.limited(inSeconds(5)).left()).isEqualTo(SECOND.multipliedBy(2));
        assertThat(slow.limited(inSeconds(2)).left()).isZero();
    }

    @Test
    void theFirstCallsHaveMoreTimeUntilOneIsAnswered() {
        assertSeconds(4);
        assertThatThrownBy(() -> sqs.call(inSeconds(1), (client, limits) -> {
                    throw SdkClientException.create("no answer");
                }))
                .isInstanceOf(SdkClientException.class);
        assertSeconds(4);

        assertThat(sqs.<String>call(inSeconds(1), (client, limits) -> "answer")).isEqualTo("answer");
        assertSeconds(2);
    }

    @Test
    void aRefusalIsAnAnswer() {
        assertThatThrownBy(() -> sqs.call(inSeconds(1), (client, limits) -> {
                    throw SqsException.builder().statusCode(403).build();
                }))
                .isInstanceOf(SqsException.class);
        assertSeconds(2);
    }

    @Test
    void aCallHasTheTimeThatIsLeft() {
        Duration timeout = sqs.call(
                inSeconds(3), (client, limits) -> limits.apiCallTimeout().orElseThrow());

        assertThat(timeout).isEqualTo(SECOND.multipliedBy(3));
    }
}
