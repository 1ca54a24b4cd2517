package dev.keapsink.properties;

import static dev.keapsink.support.Tries.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for any batch, whatever goes wrong. */
class BatchPropertiesTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    /** Thousands of batches with trouble would write it all to the console. */
    @BeforeAll
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @Test
    void everyMessageIsEitherWrittenOrRejectedOrReturned() {
        forAll(1_000, 100, Scenarios::any, everyDelivery(Laws::oneOutcomeEach));
    }

    @Test
    void whatIsAcknowledgedIsInKeapWithEveryTagAndTheLastStateWins() {
        forAll(2_000, 400, Scenarios::any, everyDelivery(Laws::acknowledgedMeansDone));
    }

    @Test
    void noContactExistsTwice() {
        forAll(3_000, 100, Scenarios::any, everyDelivery(Laws::nobodyTwice));
    }

    @Test
    void nothingSoundIsRejectedUnlessKeapRefusesIt() {
        forAll(4_000, 100, Scenarios::withoutRefusals, everyDelivery(Laws::onlyPoisonIsRejected));
    }

    @Test
    void laterMessagesOfAContactOrAFifoGroupAreReturnedWithTheFirst() {
        forAll(5_000, 100, Scenarios::any, everyDelivery(Laws::laterOnesWaitForTheFirst));
    }

    @Test
    void behindAWriteThatFailsNothingOfItsFifoGroupIsWritten() {
        forAll(6_000, 100, Scenarios::fifoWithFailingWrites, everyDelivery(Laws::nothingIsWrittenBehindOneThatWaits));
    }

    @Test
    void overAllDeliveriesTheLastStateOfAFifoGroupWins() {
        forAll(7_000, 100, Scenarios::fifo, scenario -> {
            Course course = Course.of(scenario);
            for (Person person : Person.values()) {
                assertThat(course.lostUpdates(person))
                        .as("%s in %s", person, course)
                        .isEmpty();
            }
        });
    }

    @Test
    void callsNeverExceedTheQuota() {
        forAll(8_000, 100, Scenarios::paced, scenario -> {
            Course course = Course.of(scenario);
            assertThat(course.sink.keap.throttled())
                    .as("throttled, in %s", course)
                    .isZero();
            assertThat(course.sink.keap.spikeArrests())
                    .as("spike arrests, in %s", course)
                    .isZero();
        });
    }

    @Test
    void onceAllIsWellEveryMessageIsSettled() {
        forAll(9_000, 100, Scenarios::doable, scenario -> {
            Course course = Course.of(scenario);
            assertThat(course.isSettled()).as("settled, in %s", course).isTrue();
            assertThat(course.sink.objections()).isEmpty();
        });
    }

    private static Consumer<Scenario> everyDelivery(BiFunction<Laws, Delivered, List<String>> law) {
        return scenario -> {
            Laws laws = new Laws(scenario.setup());
            Course course = Course.of(scenario);
            for (Delivered delivered : course.deliveries) {
                assertThat(law.apply(laws, delivered))
                        .as("%s\nof %s", delivered, course)
                        .isEmpty();
            }
        };
    }
}
