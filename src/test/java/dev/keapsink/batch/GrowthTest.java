package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldType;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.step.PlannedRecord;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Ten times the messages must not be a hundred times the work. Work is measured by the memory that it asks for on its way and by
 * the steps that our own code takes, neither of which depends on how fast the machine is. What the JDK's classes do among
 * themselves without memory is not seen, such as looking for a number in a list; {@code ./run bench} measures the time.
 */
class GrowthTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MESSAGES = 300;

    /** n log n makes 13 of 10. */
    private static final double MOST_GROWTH = 15;

    /** With our classes in their counting form. */
    @SuppressWarnings("unchecked") // it is the same enum
    private static BiFunction<Integer, Integer, Runnable> counted(HostileWork work) {
        return (BiFunction<Integer, Integer, Runnable>)
                Stream.of(new CountedClasses().counted(HostileWork.class).getEnumConstants())
                        .filter(other -> other.toString().equals(work.toString()))
                        .findFirst()
                        .orElseThrow();
    }

    private record Effort(double bytes, double steps) {
        static Effort of(Runnable work) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long steps = StepCount.count();
            work.run();
            return new Effort(THREADS.getCurrentThreadAllocatedBytes() - bytes, StepCount.count() - steps);
        }
    }

    @TestFactory
    Stream<DynamicTest> workGrowsWithTheBatch() {
        return Stream.of(HostileWork.values()).flatMap(work -> {
            BiFunction<Integer, Integer, Runnable> counted = counted(work);
            return IntStream.range(0, HostileBatch.ALL.size())
                    .mapToObj(batch -> DynamicTest.dynamicTest(
                            work + " of " + HostileBatch.ALL.get(batch), () -> assertGrowth(batch, counted)));
        });
    }

    private static void assertGrowth(int batch, BiFunction<Integer, Integer, Runnable> work) {
        work.apply(batch, MESSAGES).run();
        Effort ofTenTimes = Effort.of(work.apply(batch, 10 * MESSAGES));
        Effort ofOne = Effort.of(work.apply(batch, MESSAGES));

        assertThat(ofOne.steps()).isPositive();
        assertThat(ofTenTimes.steps() / ofOne.steps()).as("steps").isLessThan(MOST_GROWTH);
        assertThat(ofTenTimes.bytes() / ofOne.bytes()).as("bytes").isLessThan(MOST_GROWTH);
    }

    private static Change change(int contact, Operation operation, @Nullable Integer version, @Nullable String key) {
        return new Change(
                new Key(ObjectType.CONTACTS, Key.By.PHONE, List.of(String.valueOf(contact))),
                operation,
                version == null ? null : new Version(BigDecimal.valueOf(version)),
                new TreeMap<>(),
                Set.of(),
                key);
    }

    /** So many that going through all of them for each of them would take hours. */
    private static Plan largePlan(IntFunction<Change> changes) {
        return Plans.plan(IntStream.range(0, 200_000)
                .mapToObj(i -> new PlannedRecord(
                        new RecordPosition(i, i, 0, Messages.message(i, "", 1, null, false)), changes.apply(i)))
                .toList());
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyKeysOfOneContactArePlannedOneByOne() {
        Plan plan = largePlan(i -> change(0, Operation.UPSERT, i % 3 == 0 ? null : -i, "k" + i / 2));

        assertThat(plan.objects()).hasSize(1);
        assertThat(plan.waves()).hasSize(100_000);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aLongChainOfKeysAndContactsIsOneContactInEitherDirection() {
        assertThat(largePlan(i -> change(i, Operation.UPSERT, null, "k" + (i + 1) / 2))
                        .objects())
                .hasSize(100_001);
        assertThat(largePlan(i -> change((i + 1) / 2, Operation.UPSERT, null, "k" + i / 2))
                        .objects())
                .hasSize(1);
        assertThat(largePlan(i -> change((200_000 - i) / 2, Operation.UPSERT, null, "k" + (200_001 - i) / 2))
                        .objects())
                .hasSize(1);
    }

    /** A note of a contact. */
    private static Change note(int number, int contact) {
        SortedMap<Field, Reference> references = new TreeMap<>();
        references.put(
                new Field(0, "contact", FieldType.ID, Integer.MAX_VALUE, new FieldPath.Property("contact")),
                new Reference.ByKey(
                        change(contact, Operation.UPSERT, null, null).key()));
        return new Change(
                new Key(ObjectType.NOTES, Key.By.SOURCE_KEY, List.of("n" + number)),
                Operation.UPSERT,
                null,
                new TreeMap<>(),
                references,
                Set.of(),
                null);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyChildrenOfOneParentOrOfManyArePlannedOneByOne() {
        assertThat(largePlan(i -> i < 199_999 ? note(i, 0) : change(0, Operation.UPSERT, null, null))
                        .objects())
                .hasSize(200_000);
        assertThat(largePlan(i -> i < 100_000 ? note(i, i) : change(i - 100_000, Operation.UPSERT, null, null))
                        .waves())
                .hasSize(4_000);
        assertThat(largePlan(i -> i < 100_000 ? note(i, 0) : change(0, Operation.UPSERT, i, null))
                        .objects())
                .hasSize(100_001);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyUpsertsAndDeletesOfOneContactByTurnsAreAWaveEach() {
        Plan plan = largePlan(i -> change(0, i % 2 == 0 ? Operation.UPSERT : Operation.DELETE, null, null));

        assertThat(plan.waves()).hasSize(200_000);
    }
}
