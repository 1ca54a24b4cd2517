package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.keapsink.object.Specimen;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.SimulatedRequest;
import java.time.Duration;
import java.util.List;

/** Companies, products, opportunities, orders, payments, notes, tasks and files, and what goes wrong with them. */
final class ObjectTroubles {

    private static final SetUp WITHOUT_LEDGER = SetUp.STANDARD.writingAll();

    private static final SetUp WITH_LEDGER = WITHOUT_LEDGER.withLedger();

    private ObjectTroubles() {}

    static List<Incident> all() {
        return List.of(
                new Incident(
                        "object_replies_lost",
                        "For ten minutes every third create of an object of any type is carried out, and its reply is lost.",
                        WITH_LEDGER,
                        ObjectTroubles::repliesLost),
                new Incident(
                        "object_replies_lost_without_ledger",
                        "The same without a ledger, where each create follows a look.",
                        WITHOUT_LEDGER,
                        ObjectTroubles::repliesLost),
                new Incident(
                        "function_killed_while_it_creates",
                        "The function crashes four times while it writes objects of all types.",
                        WITH_LEDGER,
                        world -> {
                            prepare(world);
                            every(ZERO, ofMinutes(5), ofSeconds(8), world);
                            List.of(33, 77, 135, 211).forEach(second -> world.after(ofSeconds(second), world::crash));
                        }),
                new Incident(
                        "lists_late_by_30_seconds",
                        "Keap's lists show new objects half a minute late, and the queue delivers every third message a second time.",
                        WITH_LEDGER,
                        world -> {
                            prepare(world);
                            world.keap.objects().listAfter(ofSeconds(30));
                            world.fault(
                                    Fault.replyLostAfterCommit()
                                            .matching(ObjectTroubles::isCreate)
                                            .onEvery(7),
                                    ZERO,
                                    ofMinutes(10));
                            every(ZERO, ofMinutes(10), ofSeconds(30), world);
                            world.deliverAgain(3, ofSeconds(90));
                        }),
                new Incident(
                        "parent_comes_an_hour_later",
                        "Twenty notes come an hour before their contacts, and what was rejected is sent again afterwards.",
                        WITH_LEDGER,
                        world -> {
                            prepare(world);
                            for (int i = 0; i < 20; i++) {
                                String email = "late%d@example.com".formatted(i);
                                world.after(ZERO, () -> world.send(noteOf(world, email)));
                                world.after(ofHours(1), () -> world.send(world.traffic.about(email)));
                            }
                            world.after(ofMinutes(70), world::replayRejects);
                        }),
                new Incident(
                        "parent_is_rejected",
                        "Ten contacts are refused by Keap, and so their notes find none.",
                        WITHOUT_LEDGER,
                        world -> {
                            prepare(world);
                            for (int i = 0; i < 10; i++) {
                                String email = "no%d@example.com".formatted(i);
                                world.after(ZERO, () -> world.send(world.traffic.refused(email)));
                                world.after(ZERO, () -> world.send(noteOf(world, email)));
                            }
                            every(ZERO, ofMinutes(10), ofSeconds(60), world);
                        }),
                new Incident(
                        "order_total_differs",
                        "Ten orders come to another total in Keap than in their records, each in one message with a payment.",
                        WITHOUT_LEDGER,
                        world -> {
                            prepare(world);
                            world.spike(ZERO, 10, () -> orderOfAnotherTotal(world));
                            every(ZERO, ofMinutes(10), ofSeconds(60), world);
                        }),
                new Incident(
                        "key_field_missing",
                        "For an hour notes have no field for keys, and there is no ledger.",
                        WITHOUT_LEDGER,
                        world -> {
                            Specimen.NOTES.prepare(world.keap);
                            world.steady(
                                    ZERO, ofMinutes(90), ofSeconds(60), () -> world.traffic.object(Specimen.NOTES));
                            world.steady(ZERO, ofMinutes(90), ofSeconds(20), world.traffic::newContact);
                            world.after(ofHours(1), () -> Specimen.NOTES.addKeyField(world.keap));
                        }),
                new Incident(
                        "stage_renamed",
                        "For ten minutes the stage that opportunities name has another name, the function starts anew in between, and what was"
                                + " rejected is sent again.",
                        WITH_LEDGER,
                        world -> {
                            prepare(world);
                            world.steady(
                                    ZERO,
                                    ofMinutes(30),
                                    ofSeconds(20),
                                    () -> world.traffic.object(Specimen.OPPORTUNITIES));
                            world.after(
                                    ofMinutes(10), () -> world.keap.objects().addStage(Specimen.STAGE, "Fresh"));
                            world.after(ofMinutes(11), world::redeploy);
                            world.after(
                                    ofMinutes(20), () -> world.keap.objects().addStage(Specimen.STAGE, "New"));
                            world.after(ofMinutes(40), world::replayRejects);
                        }),
                new Incident(
                        "two_instances_with_one_new_company",
                        "Two instances get records of the same new companies at the same time.",
                        WITH_LEDGER,
                        world -> {
                            prepare(world);
                            for (int i = 0; i < 150; i++) {
                                String key = "c" + i % 50;
                                world.spike(ZERO, 1, () -> world.traffic.object(Specimen.COMPANIES, key));
                            }
                        }));
    }

    /** Gives the account all that records of any type name. */
    private static void prepare(World world) {
        Specimen.objects().forEach(specimen -> {
            specimen.prepare(world.keap);
            specimen.addKeyField(world.keap);
        });
    }

    /** An object of each type now and then. */
    private static void every(Duration from, Duration until, Duration pause, World world) {
        Specimen.objects().forEach(specimen -> world.steady(from, until, pause, () -> world.traffic.object(specimen)));
    }

    private static void repliesLost(World world) {
        prepare(world);
        every(ZERO, ofMinutes(30), ofSeconds(60), world);
        world.fault(
                Fault.replyLostAfterCommit().matching(ObjectTroubles::isCreate).onEvery(3),
                ofMinutes(5),
                ofMinutes(15));
    }

    private static boolean isCreate(SimulatedRequest request) {
        return request.method().equals("POST") && request.path().startsWith("/v2/");
    }

    private static SentRecord noteOf(World world, String email) {
        return world.traffic.object(Specimen.NOTES).with(body -> body.replace(Specimen.CONTACT, email));
    }

    /** Only Keap knows the price of one of the items. */
    private static SentRecord orderOfAnotherTotal(World world) {
        SentRecord order =
                world.traffic.object(Specimen.ORDERS).with(body -> body.replace("\"items\"", "\"total\":50,\"items\""));
        String key = order.subject().replaceFirst(".*/", "");
        SentRecord payment = world.traffic
                .object(Specimen.PAYMENTS)
                .with(body -> body.replace("\"order_id\":" + Specimen.ORDER, "\"order_key\":\"%s\"".formatted(key)));
        return world.traffic.together(List.of(order, payment));
    }
}
