package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.keapsink.simulator.Fault;
import java.util.List;

/** Something was done, or is being done, and the sink does not know it: the ways in which contacts are doubled. */
final class Doubts {

    private Doubts() {}

    static List<Incident> all() {
        return List.of(
                new Incident(
                        "reply_lost_after_commit",
                        "For ten minutes every fifth write is carried out, and its reply is lost.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(40), ofSeconds(3), world.traffic::ordinary);
                            world.fault(
                                    Fault.replyLostAfterCommit()
                                            .matching("PUT", "/v1/contacts")
                                            .onEvery(5),
                                    ofMinutes(5),
                                    ofMinutes(15));
                        }),
                new Incident(
                        "reply_lost_phone_only",
                        "Contacts without an e-mail address are created, and the replies are lost.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(30), ofSeconds(5), world.traffic::phoneOnly);
                            world.fault(
                                    Fault.replyLostAfterCommit().matching("POST", "/v1/contacts"),
                                    ofMinutes(5),
                                    ofMinutes(10));
                        }),
                new Incident(
                        "slow_original_still_running",
                        "Keap carries out every fourth write twenty seconds late, when its caller has given up already.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(30), ofSeconds(5), world.traffic::newContact);
                            world.steady(ofMillis(500), ofMinutes(30), ofSeconds(25), world.traffic::phoneOnly);
                            world.fault(
                                    Fault.carriedOutOnlyAfter(ofSeconds(20))
                                            .matching(request -> request.path().equals("/v1/contacts"))
                                            .onEvery(4),
                                    ofMinutes(5),
                                    ofMinutes(15));
                        }),
                new Incident(
                        "function_killed_mid_batch",
                        "The function crashes in the middle of a batch, four times.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 600, world.traffic::ordinary);
                            List.of(15, 40, 95, 130).forEach(second -> world.after(ofSeconds(second), world::crash));
                        }),
                new Incident(
                        "duplicate_delivery",
                        "The queue delivers every fourth message a second time, within a minute and a half.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 1_000, world.traffic::ordinary);
                            world.steady(ZERO, ofMinutes(20), ofSeconds(5), world.traffic::ordinary);
                            world.deliverAgain(4, ofSeconds(90));
                        }),
                new Incident(
                        "redrive_and_replay",
                        "The queue gives up after five receipts, a tag is missing, and both heaps are sent again afterwards.",
                        SetUp.STANDARD.givingUpAfter(5),
                        world -> {
                            world.spike(ZERO, 400, world.traffic::ordinary);
                            world.spike(ZERO, 50, () -> world.traffic.tagged(Troubles.LATE_TAG));
                            world.fault(Fault.connectionRefused(), ofSeconds(70), ofMinutes(100));
                            world.fault(Fault.replyLostAfterCommit(), ofSeconds(60), ofSeconds(70));
                            world.after(ofMinutes(110), world::redrive);
                            world.after(ofHours(2), () -> world.keap.addTag(Troubles.LATE_TAG, "Late"));
                            world.after(ofMinutes(122), world::replayRejects);
                        }));
    }
}
