package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.batch.NeighboursCourse.End;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.support.SimulatedDynamoDb.Mishap;
import dev.keapsink.support.SimulatedDynamoDb.Operation;
import dev.keapsink.support.SimulatedDynamoDb.Trouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whatever the entry of one person meets, what becomes of the others at the same delivery is what becomes of them without it, and
 * soon. Everything is decided by the seed.
 */
class OneEntrysTroubleTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    private static final int SEEDS = Integer.getInteger("entry-troubles", 1_000);

    /** Each is one course, whatever the others do. */
    private static final int AT_ONCE = 4;

    /** Three seconds before the contact is written, and three after it. */
    private static final Duration MOST_FOR_A_STEP = Duration.ofSeconds(6);

    /** Five seconds, and some milliseconds for each call. */
    private static final Duration MOST_FOR_THE_READ = Duration.ofMillis(5_500);

    private static final List<String> CODES = List.of(
            "AccessDeniedException",
            "ExpiredTokenException",
            "InternalServerError",
            "ItemCollectionSizeLimitExceededException",
            "KMSInvalidStateException",
            "KMSThrottlingException",
            "LimitExceededException",
            "ProvisionedThroughputExceededException",
            "ReplicatedWriteConflictException",
            "RequestLimitExceeded",
            "ResourceNotFoundException",
            "SerializationException",
            "ServiceUnavailable",
            "ThrottlingException",
            "TransactionConflictException",
            "TransactionInProgressException",
            "UnrecognizedClientException",
            "ValidationException");

    /** Thousands of batches with trouble would write it all to the console. */
    @BeforeAll
    static void beSilent() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void isItsRecordsAlone() {
        assertThat(wrong(SEEDS, OneEntrysTroubleTest::wrong)).isEmpty();
    }

    @Test
    void aDamagedItemIsItsRecordsAlone() {
        assertThat(wrong(SEEDS / 3, OneEntrysTroubleTest::wrongWithADamagedItem))
                .isEmpty();
    }

    private static List<String> wrong(int seeds, Function<Integer, Optional<String>> course) {
        return new VirtualThreads(AT_ONCE)
                .map(IntStream.range(0, seeds).boxed().toList(), course).stream()
                        .flatMap(Optional::stream)
                        .limit(3)
                        .toList();
    }

    /** What is wrong in the end; nothing if nothing is. */
    private static Optional<String> wrong(int seed) {
        // The first choices of neighbouring seeds would be the same.
        Random chance = new Random(new SplittableRandom(seed).nextLong());
        Neighbours neighbours = Neighbours.of(chance);
        NeighboursCourse well = new NeighboursCourse(neighbours);
        End without = well.deliver((operation, call, key) -> Optional.empty());
        NeighboursCourse course = new NeighboursCourse(neighbours);
        Trouble trouble = trouble(chance);
        End with = course.deliver(trouble);
        Duration most = without.took()
                .plus(MOST_FOR_THE_READ)
                .plus(MOST_FOR_A_STEP.multipliedBy(neighbours.ofTheTroubled().size()));
        int deliveries = course.settle(with.returned());
        boolean sound = with.ofTheOthers(neighbours).equals(without.ofTheOthers(neighbours))
                && with.took().compareTo(most) <= 0
                && deliveries <= 3
                && course.settledContacts().equals(without.contacts());
        return sound ? Optional.empty() : Optional.of(said(seed, neighbours, with, without, course, deliveries));
    }

    private static Optional<String> wrongWithADamagedItem(int seed) {
        Random chance = new Random(new SplittableRandom(seed).nextLong());
        Neighbours neighbours = Neighbours.of(chance);
        NeighboursCourse well = new NeighboursCourse(neighbours);
        End without = well.deliver((operation, call, key) -> Optional.empty());
        NeighboursCourse course = new NeighboursCourse(neighbours);
        Neighbours.keysOfTheTroubled().forEach(key -> course.dynamo().plant(damaged(key, chance)));
        End with = course.deliver((operation, call, key) -> Optional.empty());
        return with.ofTheOthers(neighbours).equals(without.ofTheOthers(neighbours))
                ? Optional.empty()
                : Optional.of(said(seed, neighbours, with, without, course, 0));
    }

    private static String said(
            int seed, Neighbours neighbours, End with, End without, NeighboursCourse course, int deliveries) {
        return "seed %d:%n%s%nwith trouble %s%nwithout %s%nsettled after %d: %s"
                .formatted(seed, neighbours, with, without, deliveries, course.settledContacts());
    }

    /** A mishap that begins at some call and lasts for some or all that come after it, for reads, writes or both. */
    private static Trouble trouble(Random chance) {
        Mishap mishap = mishap(chance);
        int from = 1 + chance.nextInt(6);
        int until = chance.nextBoolean() ? Integer.MAX_VALUE : from + 1 + chance.nextInt(4);
        boolean reads = chance.nextInt(3) > 0;
        boolean writes = !reads || chance.nextBoolean();
        return (operation, call, key) ->
                (operation == Operation.READ ? reads && from <= call + 3 : writes && from <= call) && call < until
                        ? Optional.of(mishap)
                        : Optional.empty();
    }

    private static Mishap mishap(Random chance) {
        return switch (chance.nextInt(8)) {
            case 0 -> new Mishap.LeftOut();
            case 1 -> new Mishap.ReplyLost();
            case 2 -> new Mishap.Delayed(Duration.ofHours(1));
            case 3 -> new Mishap.Delayed(Duration.ofMillis(chance.nextInt(3_500)));
            case 4 ->
                new Mishap.Failing(() -> {
                    throw new IllegalStateException("A bug");
                });
            default -> {
                String code = CODES.get(chance.nextInt(CODES.size()));
                yield Mishap.refused(code.startsWith("Internal") ? 500 : code.startsWith("Service") ? 503 : 400, code);
            }
        };
    }

    /** Anything that a table can hold under a key, some of it nearly an entry. */
    private static Map<String, AttributeValue> damaged(String key, Random chance) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("f", AttributeValue.fromN("1"));
        item.put("r", AttributeValue.fromS("r"));
        item.put("s", AttributeValue.fromS("tagged"));
        item.put("h", AttributeValue.fromS(""));
        item.put("o", AttributeValue.fromS(""));
        Stream.of("a", "u", "expires_at").forEach(name -> item.put(name, AttributeValue.fromN("9999999999")));
        List<String> names = List.of("f", "r", "s", "w", "id", "v", "h", "t", "o", "a", "u", "expires_at");
        for (int i = 0; i <= chance.nextInt(4); i++) {
            item.put(names.get(chance.nextInt(names.size())), oddity(chance));
        }
        item.put("pk", AttributeValue.fromS(key));
        return item;
    }

    private static AttributeValue oddity(Random chance) {
        return switch (chance.nextInt(10)) {
            case 0 -> AttributeValue.fromS("");
            case 1 -> AttributeValue.fromS(".");
            case 2 -> AttributeValue.fromS("1E+999999999");
            case 3 -> AttributeValue.fromS("x".repeat(10_000));
            case 4 -> AttributeValue.fromN("-1");
            case 5 -> AttributeValue.fromN("922337203685477580");
            case 6 -> AttributeValue.fromN("1E+125");
            case 7 -> AttributeValue.fromNs(List.of("-5", "0.5"));
            case 8 -> AttributeValue.fromNul(true);
            default -> AttributeValue.fromM(Map.of("a", AttributeValue.fromBool(true)));
        };
    }
}
