package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.keapsink.incident.SimulatedSqs.Trouble.Kind;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.TagResult;
import java.util.List;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** Single records, tags and queues that make trouble, among many that do not. */
final class Troubles {

    /** A tag that does not exist from the beginning. */
    static final long LATE_TAG = 104;

    private static final String POISONED = "poisoned@example.com";

    private static final String FORBIDDEN = "forbidden@example.com";

    private Troubles() {}

    static List<Incident> records() {
        return List.of(
                new Incident(
                        "one_forbidden_record",
                        "Keap forbids the writing of one contact and of no other.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 150, world.traffic::ordinary);
                            world.spike(
                                    ZERO, 1, () -> world.traffic.about(POISONED).troubled());
                            world.spike(ZERO, 150, world.traffic::ordinary);
                            world.keap.inject(Fault.error(403, "Forbidden")
                                    .matching(request -> request.body().contains(POISONED)));
                        }),
                new Incident(
                        "record_that_always_gets_500",
                        "Keap's server fails on one contact whenever it comes, and on no other.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 50, world.traffic::ordinary);
                            world.spike(
                                    ZERO, 1, () -> world.traffic.about(POISONED).troubled());
                            world.spike(ZERO, 3_000, world.traffic::ordinary);
                            world.keap.inject(Fault.error(500, "Internal error")
                                    .matching(request -> request.body().contains(POISONED)));
                        }),
                new Incident(
                        "poison_on_a_quiet_queue",
                        "One contact is forbidden, Keap's server fails on another, and every record comes alone.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofHours(2), ofMinutes(1), world.traffic::ordinary);
                            world.spike(
                                    ofMinutes(5),
                                    1,
                                    () -> world.traffic.about(POISONED).troubled());
                            world.spike(
                                    ofMinutes(7),
                                    1,
                                    () -> world.traffic.about(FORBIDDEN).troubled());
                            world.keap.inject(Fault.error(500, "Internal error")
                                    .matching(request -> request.body().contains(POISONED)));
                            world.keap.inject(Fault.error(403, "Forbidden")
                                    .matching(request -> request.body().contains(FORBIDDEN)));
                        }),
                new Incident(
                        "tag_deleted_then_restored",
                        "Somebody deletes the tag that everybody gets, and makes it again an hour later.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ofMinutes(1), ofHours(2), ofSeconds(10), world.traffic::ordinary);
                            world.tagMissing(World.CUSTOMER, ZERO, ofHours(1));
                        }),
                new Incident(
                        "tag_result_partial",
                        "For ten minutes Keap reports for some contacts that their tag could not be applied.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 500, world.traffic::ordinary);
                            long[] odd = LongStream.rangeClosed(1_001, 1_500)
                                    .filter(id -> id % 7 == 0)
                                    .toArray();
                            world.fault(Fault.tagResult(TagResult.FAILURE, odd), ZERO, ofMinutes(10));
                        }),
                new Incident(
                        "one_poison_in_ten",
                        "Every tenth record can never be written: unreadable, or refused by Keap.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 900, world.traffic::ordinary);
                            world.spike(ZERO, 50, world.traffic::unreadable);
                            world.spike(ZERO, 50, world.traffic::refused);
                        }),
                new Incident(
                        "poison_inside_coalesced",
                        "One of three records about the same contact is refused, for forty contacts.",
                        SetUp.STANDARD,
                        world -> {
                            for (int i = 0; i < 40; i++) {
                                String email = "coalesced%d@example.com".formatted(i);
                                world.spike(ZERO, 1, () -> world.traffic.about(email));
                                world.spike(ZERO, 1, () -> world.traffic.refused(email));
                                world.spike(ZERO, 1, () -> world.traffic.about(email));
                            }
                        }),
                new Incident(
                        "fifo_failure_mid_group",
                        "On a FIFO queue replies are lost in the middle of groups that hold two states of each of three contacts.",
                        SetUp.FIFO,
                        world -> {
                            for (int i = 0; i < 120; i++) {
                                String group = "group%d".formatted(i % 20);
                                String email = "ordered%d-%d@example.com".formatted(i % 20, i / 20 % 3);
                                world.spike(ZERO, 1, () -> world.traffic.inGroup(group, email));
                            }
                            world.fault(
                                    Fault.replyLostAfterCommit()
                                            .matching("PUT", "/v1/contacts")
                                            .onEvery(3),
                                    ofSeconds(5),
                                    ofMinutes(2));
                        }));
    }

    static List<Incident> queues() {
        return List.of(
                new Incident(
                        "out_of_time_every_batch",
                        "Keap takes so long that no batch of a hundred is finished in time.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 600, world.traffic::ordinary);
                            world.fault(Fault.answeredAfter(ofSeconds(13)), ZERO, ofHours(2));
                        }),
                new Incident(
                        "reject_queue_down",
                        "The reject queue takes nothing for half an hour, and every tenth record belongs there.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 270, world.traffic::ordinary);
                            world.spike(ZERO, 30, world.traffic::unreadable);
                            world.sqsTrouble(Kind.REFUSING, SendMessageBatchRequest.class, ZERO, ofMinutes(30));
                        }),
                new Incident(
                        "visibility_call_fails",
                        "Keap is away for ten minutes, and no delay can be set meanwhile.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(40), ofSeconds(5), world.traffic::ordinary);
                            world.fault(Fault.connectionRefused(), ofMinutes(5), ofMinutes(15));
                            world.sqsTrouble(
                                    Kind.REFUSING,
                                    ChangeMessageVisibilityBatchRequest.class,
                                    ofMinutes(5),
                                    ofMinutes(15));
                        }),
                new Incident(
                        "sqs_hangs",
                        "SQS does not answer the function for twenty minutes, while Keap is away and some records are unreadable.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(40), ofSeconds(5), world.traffic::ordinary);
                            world.steady(ZERO, ofMinutes(40), ofSeconds(50), world.traffic::unreadable);
                            world.fault(Fault.connectionRefused(), ofMinutes(10), ofMinutes(15));
                            world.sqsTrouble(Kind.HANGING, SqsRequest.class, ofMinutes(5), ofMinutes(25));
                        }));
    }
}
