package dev.keapsink.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.logging.Logger;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for any batch, whatever goes wrong. */
@PropertyDefaults(tries = 100, edgeCases = EdgeCasesMode.NONE, afterFailure = AfterFailureMode.SAMPLE_FIRST)
class BatchPropertiesTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    /** Thousands of batches with trouble would write it all to the console. */
    @BeforeContainer
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterContainer
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @Provide
    Arbitrary<Scenario> anything() {
        return Scenarios.any();
    }

    @Provide
    Arbitrary<Scenario> doable() {
        return Scenarios.doable();
    }

    @Provide
    Arbitrary<Scenario> fifo() {
        return Scenarios.fifo();
    }

    @Provide
    Arbitrary<Scenario> withoutRefusals() {
        return Scenarios.withoutRefusals();
    }

    @Provide
    Arbitrary<Scenario> failingWrites() {
        return Scenarios.fifoWithFailingWrites();
    }

    @Provide
    Arbitrary<Scenario> paced() {
        return Scenarios.paced();
    }

    @Property(seed = "1")
    void everyMessageIsEitherWrittenOrRejectedOrReturned(@ForAll("anything") Scenario scenario) {
        everyDelivery(scenario, Laws::oneOutcomeEach);
    }

    @Property(seed = "2", tries = 400)
    void whatIsAcknowledgedIsInKeapWithEveryTagAndTheLastStateWins(@ForAll("anything") Scenario scenario) {
        everyDelivery(scenario, Laws::acknowledgedMeansDone);
    }

    @Property(seed = "3")
    void noContactExistsTwice(@ForAll("anything") Scenario scenario) {
        everyDelivery(scenario, Laws::nobodyTwice);
    }

    @Property(seed = "4")
    void nothingSoundIsRejectedUnlessKeapRefusesIt(@ForAll("withoutRefusals") Scenario scenario) {
        everyDelivery(scenario, Laws::onlyPoisonIsRejected);
    }

    @Property(seed = "5")
    void laterMessagesOfAContactOrAFifoGroupAreReturnedWithTheFirst(@ForAll("anything") Scenario scenario) {
        everyDelivery(scenario, Laws::laterOnesWaitForTheFirst);
    }

    @Property(seed = "6")
    void behindAWriteThatFailsNothingOfItsFifoGroupIsWritten(@ForAll("failingWrites") Scenario scenario) {
        everyDelivery(scenario, Laws::nothingIsWrittenBehindOneThatWaits);
    }

    @Property(seed = "7")
    void overAllDeliveriesTheLastStateOfAFifoGroupWins(@ForAll("fifo") Scenario scenario) {
        Course course = Course.of(scenario);

        for (Person person : Person.values()) {
            assertThat(course.lostUpdates(person))
                    .as("%s in %s", person, course)
                    .isEmpty();
        }
    }

    @Property(seed = "8")
    void callsNeverExceedTheQuota(@ForAll("paced") Scenario scenario) {
        Course course = Course.of(scenario);

        assertThat(course.sink.keap.throttled()).as("throttled, in %s", course).isZero();
        assertThat(course.sink.keap.spikeArrests())
                .as("spike arrests, in %s", course)
                .isZero();
    }

    @Property(seed = "9")
    void onceAllIsWellEveryMessageIsSettled(@ForAll("doable") Scenario scenario) {
        Course course = Course.of(scenario);

        assertThat(course.isSettled()).as("settled, in %s", course).isTrue();
        assertThat(course.sink.objections()).isEmpty();
    }

    private static void everyDelivery(Scenario scenario, BiFunction<Laws, Delivered, List<String>> law) {
        Laws laws = new Laws(scenario.setup());
        Course course = Course.of(scenario);
        for (Delivered delivered : course.deliveries) {
            assertThat(law.apply(laws, delivered))
                    .as("%s\nof %s", delivered, course)
                    .isEmpty();
        }
    }
}
