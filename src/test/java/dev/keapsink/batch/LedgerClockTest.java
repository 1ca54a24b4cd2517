package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.InterceptedDynamoDb;
import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.aws.TableTime;
import dev.keapsink.record.Cause;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.support.ReplyDates;
import dev.keapsink.support.SimulatedDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Two instances whose clocks are wrong. The first one leaves a claim, and the second one meets it. */
class LedgerClockTest {

    /** The rest of the invocation, and the longest call after it. */
    private static final Duration CLAIM = Duration.ofSeconds(120 + 30);

    private static final Duration LATEST = Duration.ofSeconds(16);

    /** Nearly the time after which a request to DynamoDB is given up. */
    private static final Duration SLOW = Duration.ofMillis(2900);

    /** How long requests take before and after DynamoDB has made the reply. */
    private enum Way {
        FAST(Duration.ZERO, Duration.ZERO),
        SLOW_THERE(SLOW, Duration.ZERO),
        SLOW_BACK(Duration.ZERO, SLOW);

        private final Duration there;
        private final Duration back;

        Way(Duration there, Duration back) {
            this.there = there;
            this.back = back;
        }
    }

    private final InMemorySink first = new InMemorySink().tags(101L);
    private final InMemorySink second = new InMemorySink().tags(101L);
    private final SimulatedDynamoDb dynamo = new SimulatedDynamoDb(duration -> {}, () -> Duration.ZERO);

    static Stream<Arguments> skews() {
        return Stream.of(-10, 0, 10)
                .flatMap(one -> Stream.of(-10, 0, 10)
                        .flatMap(other -> Stream.of(Way.values())
                                .flatMap(ofOne -> Stream.of(Way.values())
                                        .map(ofOther -> Arguments.of(
                                                Duration.ofMinutes(one), ofOne, Duration.ofMinutes(other), ofOther)))));
    }

    @ParameterizedTest
    @MethodSource("skews")
    void aClaimHoldsToItsEndAndNotMuchLongerWhateverTheClocksSay(
            Duration ofFirst, Way wayOfFirst, Duration ofSecond, Way wayOfSecond) {
        InstantSource forFirst = () -> first.time.instant().minus(ofFirst);
        InstantSource forSecond = () -> second.time.instant().minus(ofSecond);
        first.withLedger(table(first, forFirst, wayOfFirst));
        second.withLedger(table(second, forSecond, wayOfSecond));
        first.deliver(contact("other"));
        first.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));
        Instant end = forFirst.instant().plus(CLAIM);
        assertThat(first.deliver(contact("a"))).containsExactly("m0");

        moveTo(end.minusSeconds(1).minus(wayOfSecond.there).minus(wayOfSecond.back), forSecond);
        assertThat(second.deliver(contact("a"))).containsExactly("m0");
        assertThat(second.figures.getLast().deferred()).containsEntry(Cause.UNCLEAR, 1);
        assertThat(second.keap.contacts()).isEmpty();

        moveTo(end.plus(LATEST), forSecond);
        assertThat(second.deliver(contact("a"))).isEmpty();
        assertThat(second.keap.contacts()).hasSize(1);
    }

    private LedgerTable table(InMemorySink sink, InstantSource ofDynamoDb, Way way) {
        TableTime time = new TableTime(sink.time, warning -> {});
        return new LedgerTable(
                () -> time.setBy(new InterceptedDynamoDb(
                        new InterceptedDynamoDb(dynamo, new ReplyDates(() -> {
                            sink.time.advance(way.there);
                            return ofDynamoDb.instant();
                        })),
                        request -> {
                            DynamoDbResponse reply = request.get();
                            sink.time.advance(way.back);
                            return reply;
                        })),
                "ledger",
                Timeouts.STANDARD,
                time,
                sink.time,
                new Backoff(() -> 0.5));
    }

    /** Lets the second instance wait until this moment by DynamoDB's clock. */
    private void moveTo(Instant moment, InstantSource forSecond) {
        second.time.advance(Duration.between(forSecond.instant(), moment));
    }
}
