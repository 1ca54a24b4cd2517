package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.TagResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One record, or one producer's records, in trouble at each delivery, and sound ones beside it at each delivery. */
final class OnesTrouble {

    private static final String TROUBLED = "troubled@example.com";

    static final String MORE_LOOK_UPS_THAN_TIME = "more_look_ups_than_time";

    private static final String NAME = "Trouble";

    /** More than a page of the list holds. */
    private static final int MANY_TAGS = 1_500;

    private static final long FIRST_TAG = 10_000;

    /** As long as sound records keep coming, so that the troubled one is always in somebody's batch. */
    private static final Duration LASTING = ofMinutes(40);

    private static final SetUp NAMING = SetUp.STANDARD.mapping(
            "{\"automatic\":true,\"tags\":[{\"names_from\":\"segment\",\"create_missing\":true}]}");

    private OnesTrouble() {}

    static List<Incident> all() {
        return List.of(
                new Incident(
                        "own_tag_must_not_be_made",
                        "For an hour Keap forbids to make the tag that one record names.",
                        NAMING,
                        world -> {
                            beside(world, () -> world.traffic.named(TROUBLED, List.of(NAME)));
                            world.fault(
                                    Fault.error(403, "Forbidden")
                                            .matching("POST", "/v1/tags")
                                            .matching(isAbout(NAME)),
                                    ZERO,
                                    ofHours(1));
                        }),
                new Incident(
                        "own_tag_is_never_looked_up",
                        "For an hour Keap never answers when it is asked for the tag that one record names, in an account of 1,500 tags.",
                        NAMING,
                        world -> {
                            manyTags(world);
                            beside(world, () -> world.traffic.named(TROUBLED, List.of(NAME)));
                            world.fault(Fault.neverAnswered().matching(asksFor("name", NAME)), ZERO, ofHours(1));
                        }),
                new Incident(
                        MORE_LOOK_UPS_THAN_TIME,
                        "In an account of 1,500 tags there come one message of 100 records with three new tags each, one that gives"
                                + " 50 new tags to one contact, and one of 100 deletions with 50 tags that do not exist.",
                        NAMING,
                        world -> {
                            manyTags(world);
                            world.spike(
                                    ZERO,
                                    1,
                                    () -> world.traffic.together(IntStream.range(0, 100)
                                            .mapToObj(i -> world.traffic.named(
                                                    "many%d@example.com".formatted(i), segments("Many " + i, 3)))
                                            .toList()));
                            world.spike(
                                    ZERO,
                                    1,
                                    () -> world.traffic
                                            .named(TROUBLED, segments("Own", 50))
                                            .troubled());
                            world.spike(
                                    ZERO,
                                    1,
                                    () -> world.traffic.together(IntStream.range(0, 100)
                                            .mapToObj(i -> world.traffic.removal(Set.of(90_000L + i % 50)))
                                            .toList()));
                            sound(world);
                        }),
                new Incident(
                        "write_answered_404",
                        "Keap answers the writing of one contact with the page of an address that does not exist.",
                        SetUp.STANDARD,
                        world -> {
                            beside(world, () -> world.traffic.about(TROUBLED));
                            world.keap.inject(Fault.page(404, "Not Found").matching(isAbout(TROUBLED)));
                        }),
                new Incident(
                        "phone_search_forbidden",
                        "For an hour Keap forbids the search for contacts, which only a record without an e-mail address needs.",
                        SetUp.STANDARD,
                        world -> {
                            beside(world, world.traffic::phoneOnly);
                            world.fault(
                                    Fault.error(403, "Forbidden").matching("GET", "/v2/contacts"), ZERO, ofHours(1));
                        }),
                new Incident(
                        "ten_that_always_get_500",
                        "Keap's server fails on ten contacts whenever they come, and forty new ones come each minute.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 60, world.traffic::newContact);
                            for (int i = 0; i < 10; i++) {
                                String email = i + TROUBLED;
                                world.spike(
                                        ZERO,
                                        1,
                                        () -> world.traffic.about(email).troubled());
                            }
                            later(world);
                            world.keap.inject(Fault.error(500, "Internal error").matching(isAbout(TROUBLED)));
                        }),
                new Incident(
                        "no_permission_for_one_contact",
                        "Keap reports that it may not tag the first contact of a batch, beside records that are unreadable.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(
                                    ZERO, 1, () -> world.traffic.about(TROUBLED).troubled());
                            world.spike(ZERO, 10, world.traffic::unreadable);
                            sound(world);
                            world.keap.inject(Fault.tagResult(TagResult.NO_PERMISSION, 1_001));
                        }),
                new Incident(
                        "lists_are_empty_once",
                        "Keap's list of 1,500 tags is empty the first time that it is read.",
                        SetUp.STANDARD,
                        world -> {
                            manyTags(world);
                            LongStream.range(0, 60)
                                    .map(i -> FIRST_TAG + 10 * i)
                                    .forEach(tag -> world.spike(ZERO, 1, () -> world.traffic.tagged(tag)));
                            later(world);
                            world.keap.inject(Fault.answering(200, "application/json", "{\"tags\":[],\"count\":0}")
                                    .onNext(1)
                                    .matching("GET", "/v1/tags"));
                        }));
    }

    /** The troubled record in the middle of sixty sound ones, and more at each of its deliveries. */
    private static void beside(World world, Supplier<SentRecord> troubled) {
        world.spike(ZERO, 30, world.traffic::newContact);
        world.spike(ZERO, 1, () -> troubled.get().troubled());
        world.spike(ZERO, 30, world.traffic::newContact);
        later(world);
    }

    private static void sound(World world) {
        world.spike(ZERO, 60, world.traffic::newContact);
        later(world);
    }

    private static void later(World world) {
        for (Duration when = ofMinutes(1); when.compareTo(LASTING) < 0; when = when.plusMinutes(1)) {
            world.spike(when, 40, world.traffic::newContact);
        }
    }

    private static void manyTags(World world) {
        LongStream.range(FIRST_TAG, FIRST_TAG + MANY_TAGS).forEach(tag -> world.keap.addTag(tag, "Tag " + tag));
    }

    private static List<String> segments(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + " " + i).toList();
    }

    private static Predicate<SimulatedRequest> isAbout(String text) {
        return request -> request.body().contains(text);
    }

    private static Predicate<SimulatedRequest> asksFor(String parameter, String value) {
        return request -> request.query().getOrDefault(parameter, List.of()).contains(value);
    }
}
