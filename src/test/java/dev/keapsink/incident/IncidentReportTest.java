package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays all incidents; holds the report against the one checked in, and the outcomes against what the product promises. */
class IncidentReportTest {

    private static final Path CHECKED_IN = Path.of("src/test/resources/incidents/report.md");
    private static final Path WRITTEN = Path.of("target/incidents/report.md");

    /** Two at a time; each has a world of its own. */
    private static final int AT_ONCE = 2;

    /** A million lines that nobody reads on the console. */
    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    private static Map<String, IncidentResult> results;

    @BeforeAll
    static void playAll() throws Exception {
        LOG.setUseParentHandlers(false);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            results = threads
                    .invokeAll(Incidents.all().stream()
                            .map(incident -> (Callable<IncidentResult>) incident::play)
                            .toList())
                    .stream()
                    .map(IncidentReportTest::result)
                    .collect(Collectors.toMap(
                            IncidentResult::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        }
    }

    private static IncidentResult result(Future<IncidentResult> played) {
        try {
            return played.get();
        } catch (Exception e) {
            throw new AssertionError("An incident could not be played to its end", e);
        }
    }

    @AfterAll
    static void logAgain() {
        LOG.setUseParentHandlers(true);
    }

    private static Stream<IncidentResult> results() {
        return results.values().stream();
    }

    private static IncidentResult result(String incident) {
        return results.get(incident);
    }

    private static List<String> where(Predicate<IncidentResult> condition) {
        return results().filter(condition).map(IncidentResult::row).toList();
    }

    @Test
    void theReportIsTheOneCheckedIn() throws IOException {
        String report = IncidentReport.of(List.copyOf(results.values()));
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, report);

        String differences =
                IncidentReport.differences(Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "", report);

        assertThat(differences)
                .withFailMessage(
                        "The incidents end otherwise than the report says. If that is intended, copy %s to %s.%n%s",
                        WRITTEN, CHECKED_IN, differences)
                .isEmpty();
    }

    @Test
    void nothingIsDoubled() {
        assertThat(where(result -> result.count(Fate.DUPLICATED) > 0)).isEmpty();
    }

    @Test
    void nothingIsLost() {
        assertThat(where(result -> result.count(Fate.LOST) > 0)).isEmpty();
    }

    @Test
    void nothingExpires() {
        assertThat(where(result -> result.count(Fate.EXPIRED) > 0)).isEmpty();
    }

    @Test
    void nothingIsLeftInTheQueue() {
        assertThat(where(result -> result.count(Fate.QUEUED) > 0)).isEmpty();
    }

    @Test
    void nothingIsDeadLettered() {
        assertThat(where(result -> result.count(Fate.DEAD_LETTERED) > 0)).isEmpty();
    }

    @Test
    void noInvocationRunsOutOfTime() {
        assertThat(where(result -> result.timeouts() > 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keap_down_14_hours",
                "token_revoked_for_a_weekend",
                "ten_day_backlog",
                "sporadic_500_after_an_outage"
            })
    void aLongIncidentEndsWithEverythingWritten(String incident) {
        assertThat(result(incident).fates()).containsOnlyKeys(Fate.WRITTEN_ONCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_big_spike_of_25000", "two_instances_share_quota"})
    void aBacklogIsWorkedOffWithoutBeingThrottled(String incident) {
        assertThat(result(incident).load().throttled()).isZero();
    }

    @Test
    void oneInstanceNeverMeetsTheSpikeArrest() {
        assertThat(result("steady_backlog").load().spikeArrests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_big_spike_of_25000", "two_instances_share_quota"})
    void twoInstancesSeldomMeetTheSpikeArrest(String incident) {
        KeapLoad load = result(incident).load();

        assertThat((double) load.spikeArrests() / load.calls()).isLessThanOrEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_big_spike_of_25000", "two_instances_share_quota"})
    void noMessageOfABacklogIsReturned(String incident) {
        assertThat(result(incident).returned()).isZero();
    }

    /**
     * Six or seven deliveries of that record within half an hour. Where DynamoDB tosses a coin for each entry, it may also leave
     * out a sound one for three seconds on end.
     */
    @ParameterizedTest
    @CsvSource({
        "ledger_entry_in_a_transaction, 7",
        "ledger_refuses_one_entry, 7",
        "ledger_hangs_for_one_contact, 7",
        "ledger_answers_half, 9"
    })
    void oneEntryInTroubleReturnsNoOtherRecord(String incident, int most) {
        assertThat(result(incident).returned()).isBetween(6, most);
    }

    /** Only where all look-ups together need more than there is time for may somebody have to wait longer. */
    private static Stream<String> besideTrouble() {
        return Stream.concat(OnesTrouble.all().stream(), LedgerTroubles.ofOne().stream())
                .map(Incident::name)
                .filter(name -> !name.equals(OnesTrouble.MORE_LOOK_UPS_THAN_TIME));
    }

    @ParameterizedTest
    @MethodSource("besideTrouble")
    void soundRecordsAreWrittenAtTheirFirstOrSecondDelivery(String incident) {
        SoundRecords sound = result(incident).sound();

        assertThat(sound.later()).isZero();
        assertThat(sound.atFirst()).isGreaterThanOrEqualTo(1_620);
    }

    @ParameterizedTest
    @CsvSource({
        "own_tag_must_not_be_made, 0",
        "own_tag_is_never_looked_up, 0",
        "more_look_ups_than_time, 1",
        "write_answered_404, 1",
        "phone_search_forbidden, 0",
        "ten_that_always_get_500, 10",
        "no_permission_for_one_contact, 11",
        "lists_are_empty_once, 0"
    })
    void onlyRecordsInTroubleAreRejected(String incident, int rejected) {
        assertThat(result(incident).count(Fate.REJECTED)).isEqualTo(rejected);
        assertThat(result(incident).sound().all()).isEqualTo(1_620);
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady_backlog", "one_big_spike_of_25000", "two_instances_share_quota"})
    void aSteadyBacklogUsesTheQuota(String incident) {
        assertThat(result(incident).load().quotaUsed().orElseThrow()).isGreaterThanOrEqualTo(0.97);
    }

    @ParameterizedTest
    @MethodSource("quick")
    void playsTheSameWayTwice(String incident) {
        assertThat(Incidents.named(incident).play().row())
                .isEqualTo(result(incident).row());
    }

    private static Stream<String> quick() {
        return Stream.of("duplicate_delivery", "slow_original_still_running");
    }
}
