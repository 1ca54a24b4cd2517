package dev.keapsink.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.idempotency.KeyedObject.Fault;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerEntry.Doubt;
import dev.keapsink.object.History;
import dev.keapsink.object.Identity;
import dev.keapsink.object.Resend;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Creates whose answer is lost, of objects that only a key identifies. */
class DoubtTest {

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private static final Result CREATED = new Result.Ended(new Written(Effect.CREATED));
    private static final Result UPDATED = new Result.Ended(new Written(Effect.UPDATED));
    private static final Duration WHILE = History.LATEST_LISTING;

    private final Deliveries money = new Deliveries(Resend.NEVER, Identity.KEYED);
    private final Deliveries other = new Deliveries(Resend.AFTER_A_WHILE, Identity.KEYED);

    private static void lose(Deliveries sink, Fault fault) {
        sink.object.fault = fault;
        assertThat(sink.upsert()).isInstanceOf(Result.Failed.class);
        sink.object.fault = Fault.NONE;
        sink.object.takeCalls();
        sink.pass(Deliveries.CLAIM);
    }

    private static Duration left(Result result) {
        return result instanceof Result.Failed(KeapFailure failure) && failure instanceof KeapFailure.InDoubt
                ? failure.retryAfter().orElse(Duration.ZERO)
                : Duration.ofSeconds(-1);
    }

    @Test
    void whatWasNeverSentIsCreatedWithoutALook() {
        assertThat(other.upsert()).isEqualTo(CREATED);
        assertThat(other.upsert()).isEqualTo(UPDATED);
        assertThat(other.again()).isEqualTo(new Result.Ended(new Written(Effect.UNCHANGED, 101)));

        assertThat(other.object.takeCalls()).containsExactly("create", "update");
    }

    @Test
    void anObjectThatMayExistFromBeforeIsAlwaysLookedFor() {
        Deliveries sink = new Deliveries(Resend.AFTER_A_WHILE, Identity.SEARCH);

        assertThat(sink.upsert()).isEqualTo(CREATED);

        assertThat(sink.object.takeCalls()).containsExactly("find", "create");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REPLY_LOST", "GATEWAY", "SERVER_ERROR"})
    void whatIsFoundIsUpdated(Fault fault) {
        lose(money, fault);

        assertThat(money.again()).isEqualTo(UPDATED);

        assertThat(money.object.takeCalls()).containsExactly("find", "update");
        assertThat(money.entry().doubt()).isNull();
    }

    @Test
    void aServerErrorDoesNotMakeEachRecordOfAWriteCreateIt() {
        money.copies = 2;
        lose(money, Fault.SERVER_ERROR);

        assertThat(money.object.size()).isEqualTo(1);
        assertThat(money.again()).isEqualTo(UPDATED);
    }

    @Test
    void whatIsNotFoundIsCreatedOnceListsMustShowIt() {
        lose(other, Fault.LOST);

        assertThat(left(other.again())).isBetween(WHILE.minusSeconds(2), WHILE);
        other.pass(WHILE.minusSeconds(1));
        assertThat(left(other.again())).isEqualTo(Duration.ofSeconds(1));
        other.pass(Duration.ofSeconds(1));
        assertThat(other.again()).isEqualTo(CREATED);

        assertThat(other.object.takeCalls()).containsExactly("find", "find", "find", "create");
    }

    @Test
    void moneyIsNeverSentTwiceOnAGuess() {
        lose(money, Fault.LOST);

        assertThat(left(money.again())).isGreaterThanOrEqualTo(Duration.ZERO);
        money.pass(Duration.ofDays(1));
        assertThat(left(money.again())).isGreaterThanOrEqualTo(Duration.ZERO);
        Result third = money.again();

        assertThat(Deliveries.doubt(third)).isPresent();
        assertThat(Deliveries.doubt(money.again())).as("nor later").isEqualTo(Deliveries.doubt(third));
        assertThat(money.object.takeCalls()).containsOnly("find");
    }

    @Test
    void aPersonsConfirmationCountsOnce() {
        lose(money, Fault.LOST);
        money.again();
        money.again();
        String doubt = Deliveries.doubt(money.again()).orElseThrow();
        money.object.takeCalls();
        money.object.fault = Fault.LOST;

        money.confirmed(doubt);
        assertThat(money.object.takeCalls()).containsExactly("create");
        money.pass(Deliveries.CLAIM);
        money.object.fault = Fault.NONE;
        assertThat(left(money.confirmed(doubt))).as("a new doubt").isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(money.object.takeCalls()).containsExactly("find");
        money.confirmed(doubt);
        String next = Deliveries.doubt(money.confirmed(doubt)).orElseThrow();
        assertThat(next).isNotEqualTo(doubt);

        assertThat(money.confirmed(next)).isEqualTo(CREATED);
    }

    @Test
    void aConfirmedCreateThatWasNotSentKeepsItsConfirmation() {
        lose(money, Fault.LOST);
        money.again();
        money.again();
        String doubt = Deliveries.doubt(money.again()).orElseThrow();
        money.object.fault = Fault.THROTTLED;
        money.confirmed(doubt);
        money.object.fault = Fault.NONE;

        assertThat(money.confirmed(doubt)).isEqualTo(CREATED);
    }

    @Test
    void aDeleteInDoubtDoesNotEndTheDoubt() {
        other.object.listed = WHILE.minusSeconds(1);
        lose(other, Fault.REPLY_LOST);

        assertThat(left(other.delete())).isPositive();
        other.pass(WHILE);
        assertThat(other.delete()).isEqualTo(new Result.Ended(new Written(Effect.REMOVED)));

        assertThat(other.object.size()).isZero();
    }

    /** Every state before a write, with every end of it: what is remembered then. */
    @ParameterizedTest
    @CsvSource({
        // before, fault, dies, doubt, looks, known
        "ABSENT, NONE, false, false, 0, true",
        "ABSENT, NONE, true, true, 0, false",
        "ABSENT, LOST, false, true, 0, false",
        "ABSENT, LOST, true, true, 0, false",
        "ABSENT, REPLY_LOST, false, true, 0, false",
        "ABSENT, GATEWAY, false, true, 0, false",
        "ABSENT, REFUSED, false, false, 0, false",
        "ABSENT, REFUSED, true, true, 0, false",
        "ABSENT, THROTTLED, false, false, 0, false",
        "DOUBTED, NONE, false, true, 1, false",
        "DOUBTED, NONE, true, true, 0, false",
        "FINDABLE, NONE, false, false, 0, true",
        "FINDABLE, NONE, true, true, 0, false",
        "KNOWN, NONE, false, false, 0, true",
        "KNOWN, NONE, true, true, 0, true"
    })
    void theEntryRemembersWhatMayHaveBeenSent(
            String before, Fault fault, boolean dies, boolean doubted, int looks, boolean known) {
        switch (before) {
            case "DOUBTED" -> lose(money, Fault.LOST);
            case "FINDABLE" -> lose(money, Fault.REPLY_LOST);
            case "KNOWN" -> money.upsert();
            default -> assertThat(before).isEqualTo("ABSENT");
        }
        money.object.fault = fault;
        if (dies) {
            money.dieAfterClaim();
        }

        money.upsert();

        Doubt doubt = money.entry().doubt();
        assertThat(doubt != null).as("doubt").isEqualTo(doubted);
        assertThat(doubt == null ? 0 : doubt.looks()).as("looks").isEqualTo(looks);
        assertThat(money.entry().keapId() > 0).as("known").isEqualTo(known);
    }

    @Test
    void aSearchThatFailsIsNoLook() {
        lose(money, Fault.LOST);
        Doubt before = money.entry().doubt();
        money.object.searchFails = true;

        money.again();

        assertThat(money.entry().doubt()).isEqualTo(before);
        money.object.searchFails = false;
        assertThat(left(money.again())).as("at once, without a claim").isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void noOrderOfEventsMakesTwoObjectsOfOneKey() {
        IntStream.range(0, 1500).forEach(seed -> course(new Random(seed), Resend.NEVER, Duration.ofDays(2)));
        IntStream.range(0, 1500).forEach(seed -> course(new Random(seed), Resend.AFTER_A_WHILE, WHILE.minusSeconds(1)));
    }

    private static void course(Random random, Resend resend, Duration latest) {
        Identity identity = random.nextBoolean() ? Identity.KEYED : Identity.SEARCH;
        Deliveries sink = new Deliveries(resend, identity);
        List<String> confirmations = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int event = 0; event < 25; event++) {
            sink.object.fault = random.nextInt(3) == 0 ? Fault.NONE : FAULTS.get(random.nextInt(FAULTS.size()));
            sink.object.listed =
                    random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextLong(latest.toSeconds() + 1));
            sink.copies = 1 + random.nextInt(2);
            sink.object.searchFails = random.nextInt(8) == 0;
            sink.object.duringCreate = random.nextInt(4) == 0 ? () -> nested(sink) : () -> {};
            if (random.nextInt(5) == 0) {
                sink.dieAfterClaim();
            }
            Result result = next(sink, random, confirmations);
            sink.live();
            events.add(sink.object.fault + " " + result + " " + sink.object.takeCalls());
            boolean seenByAPerson = sink.object.size() > 0;
            Optional<String> doubt = Deliveries.doubt(result);
            if (doubt.isPresent() && !seenByAPerson) {
                confirmations.add(doubt.get());
            }
            assertThat(sink.object.size())
                    .as("%s %s %s", resend, identity, events)
                    .isLessThan(2);
            sink.pass(Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(600) : random.nextInt(60)));
        }
    }

    private static Result next(Deliveries sink, Random random, List<String> confirmations) {
        if (!confirmations.isEmpty() && random.nextInt(3) == 0) {
            return sink.confirmed(confirmations.get(random.nextInt(confirmations.size())));
        }
        return switch (random.nextInt(6)) {
            case 0 -> sink.delete();
            case 1, 2 -> sink.upsert();
            default -> sink.again();
        };
    }

    /** Another instance gets the record while the create is under way. */
    private static void nested(Deliveries sink) {
        sink.object.duringCreate = () -> {};
        sink.again();
    }
}
