package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactKey;
import dev.keapsink.record.Message;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import dev.keapsink.support.Messages;
import dev.keapsink.support.TestSink;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten times the messages must not be a hundred times the work. Work is measured by the memory that it asks for on its way,
 * which does not depend on how fast the machine is; {@code ./run bench} measures the time.
 */
class GrowthTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MESSAGES = 300;

    /** n log n makes 13 of 10. */
    private static final double MOST_GROWTH = 15;

    private static double growth(HostileBatch batch, Consumer<List<Message>> work) {
        bytes(batch.messages(MESSAGES), work);
        return bytes(batch.messages(10 * MESSAGES), work) / bytes(batch.messages(MESSAGES), work);
    }

    private static double bytes(List<Message> messages, Consumer<List<Message>> work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.accept(messages);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static List<HostileBatch> all() {
        return HostileBatch.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void planningGrowsWithTheBatch(HostileBatch batch) {
        assertThat(growth(batch, messages -> Plan.of(Parts.of(messages)))).isLessThan(MOST_GROWTH);
    }

    @ParameterizedTest
    @MethodSource("all")
    void settlingGrowsWithTheBatch(HostileBatch batch) {
        assertThat(growth(batch, messages -> HostileBatch.settle(HostileBatch.lastOneWaits(messages))))
                .isLessThan(MOST_GROWTH);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDeliveryGrowsWithTheBatch(HostileBatch batch) {
        assertThat(growth(batch, messages -> sink().deliver(messages))).isLessThan(MOST_GROWTH);
    }

    /** With a ledger, and a pace at which all is written. */
    private static TestSink sink() {
        return HostileBatch.sink().remembering().pace(100_000, 10_000_000);
    }

    private static ContactChange change(
            int contact, Operation operation, @Nullable Integer version, @Nullable String key) {
        return new ContactChange(
                new ContactKey.ByPhone(String.valueOf(contact)),
                operation,
                version == null ? null : new Version(BigDecimal.valueOf(version)),
                new TreeMap<>(),
                Set.of(),
                null,
                key);
    }

    /** So many that going through all of them for each of them would take hours. */
    private static Plan largePlan(IntFunction<ContactChange> changes) {
        return Plan.of(IntStream.range(0, 200_000)
                .mapToObj(i -> new Part(new Place(i, i, 0, Messages.message(i, "", 1, null, false)), changes.apply(i)))
                .toList());
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyKeysOfOneContactArePlannedOneByOne() {
        Plan plan = largePlan(i -> change(0, Operation.UPSERT, i % 3 == 0 ? null : -i, "k" + i / 2));

        assertThat(plan.contacts()).hasSize(1);
        assertThat(plan.waves()).hasSize(100_000);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aLongChainOfKeysAndContactsIsOneContactInEitherDirection() {
        assertThat(largePlan(i -> change(i, Operation.UPSERT, null, "k" + (i + 1) / 2))
                        .contacts())
                .hasSize(100_001);
        assertThat(largePlan(i -> change((i + 1) / 2, Operation.UPSERT, null, "k" + i / 2))
                        .contacts())
                .hasSize(1);
        assertThat(largePlan(i -> change((200_000 - i) / 2, Operation.UPSERT, null, "k" + (200_001 - i) / 2))
                        .contacts())
                .hasSize(1);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyUpsertsAndDeletesOfOneContactByTurnsAreAWaveEach() {
        Plan plan = largePlan(i -> change(0, i % 2 == 0 ? Operation.UPSERT : Operation.DELETE, null, null));

        assertThat(plan.waves()).hasSize(200_000);
    }
}
