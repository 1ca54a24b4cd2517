package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.record.ObjectType;
import dev.keapsink.support.SimulatedDynamoDb.Mishap;
import dev.keapsink.support.SimulatedDynamoDb.Operation;
import dev.keapsink.support.SimulatedDynamoDb.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A ledger that fails: for one contact, beside full batches of sound ones, or for all. */
final class LedgerTroubles {

    private static final String TROUBLED = "troubled@example.com";

    /** As the simulated account is named by default. */
    private static final String TENANT = "ks100";

    private static final String ENTRY = new LedgerKeys(Optional.empty(), TENANT, ObjectType.CONTACTS.stream())
            .ofEmail(TROUBLED, "")
            .value();

    private static final SetUp REMEMBERING = SetUp.STANDARD.withLedger();

    private static final Duration LASTING = ofMinutes(30);

    private LedgerTroubles() {}

    static List<Incident> all() {
        return Stream.concat(ofOne().stream(), Stream.of(ofAll())).toList();
    }

    /** One entry is in trouble. */
    static List<Incident> ofOne() {
        return List.of(
                forOneContact(
                        "ledger_entry_in_a_transaction",
                        "For half an hour another program's transactions hold the ledger's entry of one contact.",
                        onWriting(Mishap.refused(400, "TransactionConflictException"))),
                forOneContact(
                        "ledger_refuses_one_entry",
                        "For half an hour DynamoDB refuses to store the ledger's entry of one contact.",
                        onWriting(Mishap.refused(400, "ValidationException"))),
                forOneContact(
                        "ledger_hangs_for_one_contact",
                        "For half an hour DynamoDB answers nothing that it is asked about one contact.",
                        onEntry(new Mishap.Delayed(ofHours(1)))),
                forOneContact(
                        "ledger_answers_half",
                        "For half an hour DynamoDB gives half of the entries at each read, and that of one contact never.",
                        (operation, call, key) ->
                                operation == Operation.READ && (key.equals(ENTRY) || isTails(key, call))
                                        ? Optional.of(new Mishap.LeftOut())
                                        : Optional.empty()));
    }

    private static Incident ofAll() {
        return new Incident(
                "ledger_down_20_minutes", "For twenty minutes DynamoDB answers nothing at all.", REMEMBERING, world -> {
                    world.steady(ZERO, ofMinutes(40), ofSeconds(1), world.traffic::ordinary);
                    trouble(
                            world,
                            (operation, call, key) -> Optional.of(new Mishap.Delayed(ofHours(1))),
                            ofMinutes(10),
                            ofMinutes(30));
                });
    }

    /** The troubled record is in the first batch, and for a quarter of an hour it comes again beside a backlog. */
    private static Incident forOneContact(String name, String description, Trouble trouble) {
        return new Incident(name, description, REMEMBERING, world -> {
            world.spike(ZERO, 60, world.traffic::newContact);
            world.spike(ZERO, 1, () -> world.traffic.about(TROUBLED).troubled());
            world.spike(ZERO, 3_500, world.traffic::newContact);
            trouble(world, trouble, ZERO, LASTING);
        });
    }

    private static void trouble(World world, Trouble trouble, Duration from, Duration until) {
        world.after(from, () -> world.dynamo.trouble(trouble));
        world.after(until, () -> world.dynamo.trouble((operation, call, key) -> Optional.empty()));
    }

    private static Trouble onEntry(Mishap mishap) {
        return (operation, call, key) -> key.equals(ENTRY) ? Optional.of(mishap) : Optional.empty();
    }

    private static Trouble onWriting(Mishap mishap) {
        return (operation, call, key) ->
                operation == Operation.WRITE && key.equals(ENTRY) ? Optional.of(mishap) : Optional.empty();
    }

    /** A coin of each key's own at each call, the same in every run: the golden ratio spreads what is alike. */
    private static boolean isTails(String key, int call) {
        return (key + call).hashCode() * 0x9E3779B9 < 0;
    }
}
