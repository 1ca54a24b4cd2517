package dev.keapsink.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Entries;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.InOrder;
import dev.keapsink.simulator.memory.MemoryLedger;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of many entries of which some cannot be read. */
class LedgerReadingTest {

    private final LedgerUnavailable throttled = LedgerUnavailable.forNow("The ledger is throttled");

    private final LedgerKey nobody = new LedgerKey("nobody");

    private final VirtualTime time = new VirtualTime();
    private final MemoryLedger ledger = new MemoryLedger(time);
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), time);

    /** How many entries were asked for, by each call. */
    private final List<Integer> asked = new ArrayList<>();

    @BeforeEach
    void watch() {
        failing(call -> {});
    }

    private void failing(Consumer<MemoryLedger.Call> failure) {
        ledger.before(call -> {
            asked.add(call.keys().size());
            failure.accept(call);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void asksOnceForUpToAHundred(int count) {
        assertThat(read(keys(count)).unread()).isEmpty();

        assertThat(asked).isEqualTo(count == 0 ? List.of() : List.of(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 11, 60, 99, 100, 101, 250})
    void oneThatFailsStandsAloneInTheEnd(int count) {
        List<LedgerKey> keys = keys(count);
        keys.forEach(key -> {
            failing(call -> failFor(call.keys(), Set.of(key), throttled));

            assertThat(read(keys).unread()).containsOnlyKeys(key).containsValue(throttled);
        });
    }

    @Test
    void oneInAHundredCostsTwentyOneCallsMore() {
        List<LedgerKey> keys = keys(100);
        failing(call -> failFor(call.keys(), Set.of(keys.get(37)), throttled));

        read(keys);

        assertThat(asked).hasSize(1 + 1 + 10 + 10).containsOnly(100, 10, 1);
    }

    /** However many hundreds there are, so that none of the first calls is answered; or tenths of a hundred. */
    @ParameterizedTest
    @CsvSource({"900, 100", "1000, 100", "2000, 100", "100, 10", "100, 1", "7, 1", "1, 1"})
    void oneInEachPartStandsAlone(int count, int part) {
        List<LedgerKey> keys = keys(count);
        Set<LedgerKey> troubled = IntStream.iterate(0, i -> i < count, i -> i + part)
                .mapToObj(keys::get)
                .collect(Collectors.toSet());
        LedgerUnavailable refused = LedgerUnavailable.untilMended("It cannot be used", "mend it");
        failing(call -> failFor(call.keys(), troubled, refused));

        assertThat(read(keys).unread())
                .hasSameSizeAs(troubled)
                .containsOnlyKeys(troubled)
                .allSatisfy((key, reason) -> assertThat(reason).matches(LedgerUnavailable::isPassing));
    }

    @Test
    void severalThatFailStandAlone() {
        List<LedgerKey> keys = keys(100);
        Set<LedgerKey> troubled = Set.of(keys.get(0), keys.get(3), keys.get(50), keys.get(99));
        failing(call -> failFor(call.keys(), troubled, throttled));

        assertThat(read(keys).unread()).containsOnlyKeys(troubled);
    }

    @Test
    void oneThatHangsCostsTheOthersTwoSecondsBesideTheFirstCall() {
        List<LedgerKey> keys = keys(100);
        failing(call -> {
            if (call.keys().contains(keys.get(99))) {
                time.advance(call.keys().size() == 100 ? Duration.ofSeconds(3) : Duration.ofSeconds(1));
                throw throttled;
            }
        });

        assertThat(read(keys).unread()).hasSize(1);

        assertThat(time.instant()).isEqualTo(VirtualTime.START.plusSeconds(3 + 1 + 1));
    }

    /** One that does not know its limits hangs for longer. */
    @Test
    void aRepetitionIsGivenASecond() {
        List<LedgerKey> keys = keys(100);
        failing(call -> {
            if (call.keys().contains(keys.get(99))) {
                time.advance(call.keys().size() == 100 ? Duration.ofSeconds(3) : Duration.ofSeconds(1));
                if (call.keys().size() == 100) {
                    throw throttled;
                }
            }
        });

        assertThat(read(keys).unread()).containsOnlyKeys(keys.get(99));
    }

    @Test
    void whatAPersonHasToMendIsWhatOneEntryWaitsForBesideOthers() {
        List<LedgerKey> keys = keys(20);
        failing(call -> failFor(
                call.keys(), Set.of(keys.get(1)), LedgerUnavailable.untilMended("It cannot be used", "mend it")));

        assertThat(read(keys).unread().get(keys.get(1)))
                .hasMessage("It cannot be used for one entry")
                .matches(LedgerUnavailable::isPassing);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 2_000})
    void whatFailsForAllIsEverybodysTrouble(int count) {
        failing(call -> {
            throw LedgerUnavailable.untilMended("It cannot be used", "mend it");
        });

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> read(keys(count)))
                .withMessage("It cannot be used; mend it");
        assertThat(asked).as("calls").hasSize(Math.ceilDiv(count, 100) + 1);
    }

    @Test
    void aBugIsThatOfTheEntriesThatItMeets() {
        List<LedgerKey> keys = keys(20);
        failing(call -> {
            if (call.keys().contains(keys.get(4))) {
                throw new IllegalStateException("broken");
            }
        });

        try (LogLines log = new LogLines()) {
            assertThat(read(keys).unread()).containsOnlyKeys(keys.get(4));
            assertThat(log.all()).isNotEmpty().allMatch(line -> line.startsWith("A bug in Keap Sink"));
        }
    }

    private static void failFor(Set<LedgerKey> asked, Set<LedgerKey> troubled, LedgerUnavailable reason) {
        if (asked.stream().anyMatch(troubled::contains)) {
            throw reason;
        }
    }

    private Entries read(List<LedgerKey> keys) {
        return new LedgerReading(ledger, nobody, new InOrder()).of(keys, deadline);
    }

    private static List<LedgerKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> new LedgerKey("key" + i)).collect(Collectors.toList());
    }
}
