package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.ReplyDates;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class TableTimeTest {

    private static final int TEN_MINUTES = 600;

    private final VirtualTime local = new VirtualTime();
    private final List<String> warnings = new ArrayList<>();
    private final TableTime time = new TableTime(local, warnings::add);

    @Test
    void goesByTheLocalClockBeforeTheFirstReply() {
        assertThat(time.instant()).isEqualTo(local.instant());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 500, 999})
    void leavesAClockAloneThatIsRight(long millis) {
        local.advance(Duration.ofMillis(millis));

        ask(Duration.ZERO, Duration.ofMillis(20));

        assertThat(time.instant()).isEqualTo(local.instant());
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-TEN_MINUTES, -31, -5, 5, 31, TEN_MINUTES})
    void goesByDynamoDbsClockToASecondAndTheTimeOfTheRequest(int secondsAhead) {
        Duration ahead = Duration.ofSeconds(secondsAhead);
        for (int i = 0; i < 10; i++) {
            local.advance(Duration.ofMillis(337));

            ask(ahead, Duration.ofMillis(200));

            assertThat(Duration.between(local.instant().plus(ahead), time.instant())
                            .abs())
                    .isLessThanOrEqualTo(Duration.ofMillis(1200));
        }
    }

    @Test
    void learnsMoreFromAFastReplyThanFromASlowOne() {
        Duration ahead = Duration.ofSeconds(TEN_MINUTES);
        ask(ahead, Duration.ofSeconds(3));
        assertThat(time.instant()).isCloseTo(local.instant().plus(ahead), within(4, ChronoUnit.SECONDS));

        ask(ahead, Duration.ofMillis(10));
        ask(ahead, Duration.ofSeconds(3));

        assertThat(time.instant()).isCloseTo(local.instant().plus(ahead), within(1010, ChronoUnit.MILLIS));
    }

    @Test
    void goesByErrorsToo() {
        DynamoDbClient refusing = new Answering(() -> {
            throw ResourceNotFoundException.builder().statusCode(400).build();
        });
        DynamoDbClient client = time.setBy(new InterceptedDynamoDb(
                refusing, new ReplyDates(() -> local.instant().plusSeconds(TEN_MINUTES))));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> client.scan(scan -> {}));

        assertThat(time.instant()).isCloseTo(local.instant().plusSeconds(TEN_MINUTES), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void goesByTheLocalClockWithoutADateThatItUnderstands() {
        replied(Optional.empty());
        replied(Optional.of("yesterday"));
        replied(Optional.of(""));
        time.setBy(new Answering(() -> ScanResponse.builder().build())).scan(scan -> {});
        DynamoDbClient refusing = time.setBy(new Answering(() -> {
            throw DynamoDbException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder().build())
                    .build();
        }));
        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> refusing.scan(scan -> {}));

        assertThat(time.instant()).isEqualTo(local.instant());
    }

    @Test
    void warnsOnceOfAClockThatIsFarOff() {
        ask(Duration.ofSeconds(29), Duration.ZERO);
        assertThat(warnings).isEmpty();

        ask(Duration.ofSeconds(TEN_MINUTES), Duration.ZERO);
        ask(Duration.ofSeconds(-TEN_MINUTES), Duration.ZERO);

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("The clock of this machine is 600 seconds behind DynamoDB's.");
    }

    @Test
    void saysWhenTheClockIsAhead() {
        ask(Duration.ofSeconds(-TEN_MINUTES), Duration.ZERO);

        assertThat(warnings).singleElement().asString().contains("599 seconds ahead of DynamoDB's");
    }

    @Test
    void learnsNothingFromARequestDuringWhichTheClockWasSetBack() {
        DynamoDbClient client = time.setBy(new Answering(() -> {
            local.advance(Duration.ofHours(-1));
            return dated(Optional.of(ReplyDates.header(local.instant())));
        }));

        client.scan(scan -> {});

        assertThat(time.instant()).isEqualTo(local.instant());
    }

    /** The real header, of a server on this machine. */
    @ParameterizedTest
    @ValueSource(ints = {-TEN_MINUTES, 0, TEN_MINUTES})
    void readsTheHeaderThatDynamoDbSends(int secondsAhead) {
        Clock skewed = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(secondsAhead));
        TableTime told = new TableTime(skewed, warnings::add);

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> told.setBy(DynamoDbLocal.shared().client())
                        .scan(scan -> scan.tableName("none-" + UUID.randomUUID())));

        Duration off = Duration.between(InstantSource.system().instant(), told.instant());
        assertThat(off.abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(warnings).hasSize(secondsAhead == 0 ? 0 : 1);
    }

    /** Makes a request that takes this long, half of it before and half after DynamoDB has made the reply. */
    private void ask(Duration ahead, Duration taking) {
        time.setBy(new Answering(() -> {
                    local.advance(taking.dividedBy(2));
                    Instant made = local.instant().plus(ahead);
                    local.advance(taking.dividedBy(2));
                    return dated(Optional.of(ReplyDates.header(made)));
                }))
                .scan(scan -> {});
    }

    private void replied(Optional<String> date) {
        time.setBy(new Answering(() -> dated(date))).scan(scan -> {});
    }

    private static ScanResponse dated(Optional<String> date) {
        SdkHttpResponse.Builder reply = SdkHttpResponse.builder().statusCode(200);
        date.ifPresent(text -> reply.putHeader("Date", text));
        ScanResponse.Builder response = ScanResponse.builder();
        response.sdkHttpResponse(reply.build());
        return response.build();
    }

    private record Answering(Supplier<ScanResponse> answer) implements DynamoDbClient {
        @Override
        public ScanResponse scan(ScanRequest request) {
            return answer.get();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
