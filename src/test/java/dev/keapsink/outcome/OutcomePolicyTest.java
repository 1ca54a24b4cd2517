package dev.keapsink.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.keap.RecentSuccesses;
import dev.keapsink.record.Cause;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomePolicyTest {

    private static final Purpose WRITING = Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS);
    private static final Purpose SEARCHING = Purpose.of(Endpoint.SEARCH, ObjectType.CONTACTS);

    private final VirtualTime time = new VirtualTime();
    private final RecentSuccesses recentSuccesses = new RecentSuccesses(time);
    private final StrikeCounter strikeCounter = new StrikeCounter(recentSuccesses);
    private final RedeliveryDelay delay = new RedeliveryDelay(new Backoff(() -> 0.5), Duration.ofMinutes(2));

    private static RecordPosition position(int delivery) {
        return new RecordPosition(
                0, 0, 0, Messages.received(delivery, Messages.of("{}")).getFirst());
    }

    /** The outcome of a record in a batch in which so many records fail like it; the others succeed before it is judged. */
    private Outcome judged(KeapFailure failure, int delivery, int alike, Purpose... succeeding) {
        List<Result> batch = IntStream.range(0, alike)
                .<Result>mapToObj(i -> new Result.Failed(failure))
                .toList();
        OutcomePolicy outcomePolicy = new OutcomePolicy(delay, strikeCounter, recentSuccesses, time.instant(), batch);
        for (Purpose purpose : succeeding) {
            recentSuccesses.confirmed(purpose);
        }
        Outcome outcome = outcomePolicy.outcome(failure, position(delivery));
        time.advance(Duration.ofHours(1));
        return outcome;
    }

    private static Reason reason(Outcome outcome) {
        return ((Rejected) outcome).reason();
    }

    private static Cause cause(Outcome outcome) {
        return ((RetryLater) outcome).cause();
    }

    private static KeapFailure notFound(Purpose purpose) {
        return new KeapFailure.NotFound("no", purpose);
    }

    @Test
    void theOnlyOneThatIsNotFoundWhileOthersAreWrittenIsRejectedAtOnce() {
        assertThat(reason(judged(notFound(WRITING), 1, 1, WRITING))).isEqualTo(Reason.REFUSED_BY_KEAP);
    }

    @Test
    void theOnlyOneThatIsForbiddenWhileOthersAreWrittenIsRejectedAtOnce() {
        assertThat(reason(judged(new KeapFailure.Forbidden("no", WRITING), 1, 1, WRITING)))
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void whatNobodyElseSucceedsAtWaitsForTheDeployment() {
        assertThat(cause(judged(notFound(WRITING), 1, 1))).isEqualTo(Cause.MISCONFIGURED);
        assertThat(cause(judged(notFound(WRITING), 9, 1))).isEqualTo(Cause.MISCONFIGURED);
    }

    @Test
    void oneOfSeveralWaitsForItselfUntilItsFifthDelivery() {
        for (int delivery = 1; delivery < 5; delivery++) {
            assertThat(cause(judged(notFound(WRITING), delivery, 2, WRITING))).isEqualTo(Cause.UNAVAILABLE);
        }
        assertThat(reason(judged(notFound(WRITING), 5, 2, WRITING))).isEqualTo(Reason.REFUSED_BY_KEAP);
    }

    @Test
    void oneOfSeveralHasToFailThreeTimesWhileOthersSucceed() {
        judged(notFound(WRITING), 5, 2, WRITING);
        assertThat(cause(judged(notFound(WRITING), 6, 2, WRITING))).isEqualTo(Cause.UNAVAILABLE);
        assertThat(reason(judged(notFound(WRITING), 7, 2, WRITING))).isEqualTo(Reason.REFUSED_BY_KEAP);
    }

    @Test
    void aSuccessAtSomethingElseAcquitsNobody() {
        assertThat(cause(judged(notFound(WRITING), 1, 1, SEARCHING))).isEqualTo(Cause.MISCONFIGURED);
    }

    @Test
    void aSuccessOfTheLastMinutesAcquitsTheDeployment() {
        recentSuccesses.confirmed(WRITING);
        time.advance(Duration.ofMinutes(5));
        assertThat(cause(judged(notFound(WRITING), 1, 2))).isEqualTo(Cause.UNAVAILABLE);
    }

    @Test
    void anOlderOneDoesNot() {
        recentSuccesses.confirmed(WRITING);
        time.advance(Duration.ofMinutes(5).plusNanos(1));
        assertThat(cause(judged(notFound(WRITING), 1, 2))).isEqualTo(Cause.MISCONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheAccountsListsMeetRejectsNobody(boolean refused) {
        Purpose account = Purpose.of(Endpoint.ACCOUNT);
        KeapFailure failure = refused ? new KeapFailure.Refused("no", account) : notFound(account);
        assertThat(cause(judged(failure, 30, 1, WRITING, account))).isEqualTo(Cause.MISCONFIGURED);
    }

    @Test
    void aRefusedRecordIsNoCompanyForOneThatIsNotFound() {
        OutcomePolicy outcomePolicy = new OutcomePolicy(
                delay,
                strikeCounter,
                recentSuccesses,
                time.instant(),
                List.of(
                        new Result.Failed(new KeapFailure.Refused("no", WRITING)),
                        new Result.Failed(notFound(WRITING))));
        recentSuccesses.confirmed(WRITING);

        assertThat(reason(outcomePolicy.outcome(notFound(WRITING), position(1))))
                .isEqualTo(Reason.REFUSED_BY_KEAP);
    }

    /** Nobody else searches, but contacts are written: it is given up at the twentieth delivery, if it failed three times here. */
    @ParameterizedTest
    @CsvSource({"17, false", "18, true"})
    void whatNobodyElseTriesIsGivenUp(int firstDelivery, boolean rejected) {
        KeapFailure failure = new KeapFailure.ServerError(SEARCHING, null);
        judged(failure, firstDelivery, 1, WRITING);
        judged(failure, firstDelivery + 1, 1, WRITING);
        assertThat(judged(failure, firstDelivery + 2, 1, WRITING) instanceof Rejected)
                .isEqualTo(rejected);
    }

    @Test
    void itIsNotGivenUpAtItsSecondFailureHere() {
        KeapFailure failure = notFound(SEARCHING);
        judged(failure, 40, 1, WRITING);
        assertThat(cause(judged(failure, 41, 1, WRITING))).isEqualTo(Cause.MISCONFIGURED);
        assertThat(reason(judged(failure, 42, 1, WRITING))).isEqualTo(Reason.REFUSED_BY_KEAP);
    }

    @Test
    void itIsNotGivenUpWhileNothingIsWritten() {
        KeapFailure failure = notFound(SEARCHING);
        for (int delivery = 30; delivery < 40; delivery++) {
            assertThat(judged(failure, delivery, 1)).isInstanceOf(RetryLater.class);
        }
    }

    @Test
    void itIsGivenUpForWhatWasWrittenBetweenItsDeliveries() {
        KeapFailure failure = notFound(SEARCHING);
        for (int delivery = 30; delivery < 32; delivery++) {
            assertThat(judged(failure, delivery, 1)).isInstanceOf(RetryLater.class);
            recentSuccesses.confirmed(WRITING);
            time.advance(Duration.ofHours(1));
        }
        assertThat(reason(judged(failure, 32, 1))).isEqualTo(Reason.REFUSED_BY_KEAP);
    }

    @Test
    void aPermissionIsNeverGivenUp() {
        KeapFailure failure = new KeapFailure.Forbidden("no", SEARCHING);
        for (int delivery = 30; delivery < 40; delivery++) {
            assertThat(cause(judged(failure, delivery, 1, WRITING))).isEqualTo(Cause.MISCONFIGURED);
        }
    }

    @Test
    void aWriteIsNotGivenUpWhileNoOtherSucceeds() {
        KeapFailure failure = new KeapFailure.ServerError(WRITING, null);
        for (int delivery = 30; delivery < 40; delivery++) {
            assertThat(cause(judged(failure, delivery, 1))).isEqualTo(Cause.UNAVAILABLE);
        }
    }

    @Test
    void writesOfAnotherTypeDoNotShowThatNotesCanBeWritten() {
        Purpose notes = Purpose.of(Endpoint.WRITE, ObjectType.NOTES);
        for (int delivery = 1; delivery <= 60; delivery++) {
            assertThat(cause(judged(notFound(notes), delivery, 1, WRITING))).isEqualTo(Cause.MISCONFIGURED);
            assertThat(cause(judged(new KeapFailure.Forbidden("no", notes), delivery, 1, WRITING)))
                    .isEqualTo(Cause.MISCONFIGURED);
        }
    }

    @Test
    void aSearchForANoteIsNotGivenUpWhileOnlyContactsAreWritten() {
        Purpose search = Purpose.of(Endpoint.SEARCH, ObjectType.NOTES);
        for (int delivery = 1; delivery <= 60; delivery++) {
            assertThat(cause(judged(notFound(search), delivery, 1, WRITING))).isEqualTo(Cause.MISCONFIGURED);
        }
    }

    @Test
    void aSearchForANoteIsGivenUpOnceOtherNotesAreWritten() {
        Purpose search = Purpose.of(Endpoint.SEARCH, ObjectType.NOTES);
        Purpose notes = Purpose.of(Endpoint.WRITE, ObjectType.NOTES);
        judged(notFound(search), 40, 1, notes);
        judged(notFound(search), 41, 1, notes);
        assertThat(reason(judged(notFound(search), 42, 1, notes))).isEqualTo(Reason.REFUSED_BY_KEAP);
    }
}
