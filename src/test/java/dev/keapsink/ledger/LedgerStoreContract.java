package dev.keapsink.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerStore.Other;
import dev.keapsink.record.Version;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of the ledger does. Each test uses keys of its own, so that all can share a table. */
public abstract class LedgerStoreContract {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final VirtualTime time = new VirtualTime();
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    private final LedgerKey key = newKey();

    /** The store under test, which tells the time by this clock. */
    protected abstract LedgerStore store(InstantSource clock);

    @Test
    void hasNoEntryOfWhatWasNeverStored() {
        assertThat(store().read(List.of(key), deadline).all()).isEmpty();
        assertThat(store().read(List.of(), deadline).all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("allSorts")
    void givesBackWhatItWasGiven(LedgerEntry entry) {
        assertThat(store().replace(key, null, entry, deadline)).isEmpty();

        assertThat(store().read(List.of(key), deadline).all()).isEqualTo(Map.of(key, entry));
    }

    static Stream<LedgerEntry> allSorts() {
        Instant at = VirtualTime.START.plusMillis(1);
        Instant expires = VirtualTime.START.plus(A_DAY);
        return Stream.of(
                new LedgerEntry("a", State.WRITING, at.plusSeconds(9), 0, null, "", tags(), "", at, expires, expires),
                new LedgerEntry(
                        "b", State.WRITTEN, null, 7, version("3"), "h", tags(1), "created", at, expires, expires),
                new LedgerEntry(
                        "c",
                        State.TAGGED,
                        null,
                        7,
                        version("3.0"),
                        "h",
                        tags(9, 1, 5),
                        "updated",
                        at,
                        expires,
                        expires),
                new LedgerEntry(
                        "d",
                        State.REMOVED,
                        at,
                        Long.MAX_VALUE,
                        version("-123456789012345678901234567890"),
                        "x".repeat(200),
                        tags(IntStream.range(0, 500).mapToLong(i -> i).toArray()),
                        "removed",
                        at,
                        expires,
                        expires),
                new LedgerEntry(
                        "e",
                        State.TAGGED,
                        null,
                        1,
                        version("1767254400000.000001"),
                        "h",
                        tags(),
                        "",
                        at,
                        expires,
                        expires),
                new LedgerEntry("f", State.TAGGED, null, 1, version("1E+3"), "h", tags(), "", at, expires, expires));
    }

    @Test
    void keepsTimesToTheMillisecondAndTheExpiryToTheSecond() {
        Instant odd = VirtualTime.START.plusNanos(1_999_999);
        LedgerEntry entry = new LedgerEntry(
                "odd", State.WRITING, odd, 0, null, "", tags(), "", odd, odd.plus(A_DAY), odd.plus(A_DAY));

        store().replace(key, null, entry, deadline);

        LedgerEntry read = store().read(List.of(key), deadline).all().get(key);
        assertThat(read.claimedUntil()).isEqualTo(VirtualTime.START.plusMillis(1));
        assertThat(read.at()).isEqualTo(VirtualTime.START.plusMillis(1));
        assertThat(read.expiresAt()).isEqualTo(VirtualTime.START.plus(A_DAY));
    }

    @Test
    void replacesWhatWasRead() {
        LedgerEntry first = stored(entry());
        LedgerEntry second = entry();

        assertThat(store().replace(key, first, second, deadline)).isEmpty();

        assertThat(store().read(List.of(key), deadline).all()).containsEntry(key, second);
    }

    @Test
    void refusesASecondFirstEntryAndHandsOverTheOne() {
        LedgerEntry first = stored(entry());

        assertThat(store().replace(key, null, entry(), deadline)).contains(other(first));

        assertThat(store().read(List.of(key), deadline).all()).containsEntry(key, first);
    }

    @Test
    void refusesToReplaceWhatIsNoLongerThere() {
        LedgerEntry first = stored(entry());
        LedgerEntry second = entry();
        store().replace(key, first, second, deadline);

        assertThat(store().replace(key, first, entry(), deadline)).contains(other(second));

        assertThat(store().read(List.of(key), deadline).all()).containsEntry(key, second);
    }

    @Test
    void saysThatTheEntryIsGone() {
        assertThat(store().replace(key, entry(), entry(), deadline)).contains(new Other(Optional.empty()));

        assertThat(store().read(List.of(key), deadline).all()).isEmpty();
    }

    @Test
    void takesWhatItStoredItselfForSuccess() {
        LedgerEntry first = stored(entry());
        LedgerEntry second = entry();

        assertThat(store().replace(key, null, first, deadline)).isEmpty();
        assertThat(store().replace(key, first, second, deadline)).isEmpty();
        assertThat(store().replace(key, first, second, deadline)).isEmpty();
    }

    @Test
    void forgetsWhatHasExpired() {
        LedgerEntry entry = stored(entry());

        time.advance(A_DAY.minusMillis(1));
        assertThat(store().read(List.of(key), deadline).all()).containsEntry(key, entry);
        time.advance(Duration.ofMillis(1));
        assertThat(store().read(List.of(key), deadline).all()).isEmpty();
    }

    @Test
    void letsOneThatHasExpiredBeFollowedByANewOne() {
        LedgerEntry expired = stored(entry());
        time.advance(A_DAY);
        LedgerEntry next = entry();

        assertThat(store().replace(key, entry(), next, deadline)).contains(new Other(Optional.empty()));
        assertThat(store().replace(key, null, next, deadline)).isEmpty();
        assertThat(store().replace(key, expired, entry(), deadline)).contains(other(next));
    }

    @Test
    void readsAnyNumberAtOnce() {
        List<LedgerKey> keys = Stream.generate(LedgerStoreContract::newKey)
                .limit(2 * LedgerStore.MOST_KEYS + 1)
                .toList();
        LedgerEntry entry = entry();
        keys.stream().skip(1).forEach(each -> store().replace(each, null, entry, deadline));

        Map<LedgerKey, LedgerEntry> read = store().read(
                        Stream.concat(keys.stream(), keys.stream()).toList(), deadline)
                .all();

        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(keys.subList(1, keys.size()));
        assertThat(read.values()).containsOnly(entry);
    }

    @Test
    void letsOneOfManyWin() throws Exception {
        LedgerEntry first = stored(entry());
        List<LedgerEntry> rivals = Stream.generate(this::entry).limit(16).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Other>>> results = rivals.stream()
                    .map(rival -> threads.submit(() -> store().replace(key, first, rival, deadline)))
                    .toList();
            int winner = -1;
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).get().isEmpty()) {
                    assertThat(winner).as("a second winner: %s", i).isEqualTo(-1);
                    winner = i;
                }
            }
            LedgerEntry won = store().read(List.of(key), deadline).all().get(key);
            assertThat(won).isEqualTo(rivals.get(winner));
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(i == winner ? Optional.empty() : Optional.of(other(won)));
            }
        }
    }

    @Test
    void doesNothingOnceTheDeadlineHasPassed() {
        Deadline passed = Deadline.in(Duration.ZERO, InstantSource.system());

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> store().read(List.of(key), passed))
                .matches(LedgerUnavailable::isPassing);
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> store().replace(key, null, entry(), passed))
                .matches(LedgerUnavailable::isPassing);
        assertThat(store().read(List.of(key), deadline).all()).isEmpty();
    }

    /** Nothing is asked, so there is nothing that could fail. */
    @Test
    void asksNothingForNoKeys() {
        assertThat(store().read(List.of(), Deadline.in(Duration.ZERO, InstantSource.system()))
                        .all())
                .isEmpty();
    }

    private LedgerStore store() {
        return store(time);
    }

    private LedgerEntry stored(LedgerEntry entry) {
        assertThat(store().replace(key, null, entry, deadline)).isEmpty();
        return entry;
    }

    private LedgerEntry entry() {
        return new LedgerEntry(
                UUID.randomUUID().toString(),
                State.TAGGED,
                null,
                12,
                version("5"),
                "hash",
                tags(3),
                "created",
                time.instant(),
                time.instant().plus(A_DAY),
                time.instant().plus(A_DAY));
    }

    private static Other other(LedgerEntry entry) {
        return new Other(Optional.of(entry));
    }

    private static LedgerKey newKey() {
        return new LedgerKey("test#" + UUID.randomUUID());
    }

    private static Version version(String number) {
        return new Version(new BigDecimal(number));
    }

    private static SortedSet<Long> tags(long... ids) {
        SortedSet<Long> tags = new TreeSet<>();
        for (long id : ids) {
            tags.add(id);
        }
        return tags;
    }
}
