package dev.keapsink.incident;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.keapsink.simulator.Fault;
import java.util.List;

/** Keap cannot be reached, or does not answer as it should. */
final class Outages {

    private Outages() {}

    static List<Incident> all() {
        return List.of(
                new Incident(
                        "keap_down_10_minutes",
                        "Keap refuses connections for ten minutes while records keep coming.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(40), ofSeconds(5), world.traffic::ordinary);
                            world.fault(Fault.connectionRefused(), ofMinutes(10), ofMinutes(20));
                        }),
                new Incident(
                        "keap_down_14_hours",
                        "Keap refuses connections for fourteen hours; a backlog waits already, and records keep coming.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 1_000, world.traffic::ordinary);
                            world.steady(ZERO, ofHours(18), ofSeconds(30), world.traffic::ordinary);
                            world.fault(
                                    Fault.connectionRefused(),
                                    ofMinutes(3),
                                    ofHours(14).plusMinutes(3));
                        }),
                new Incident(
                        "keap_flapping",
                        "Keap answers for two minutes and cannot be reached for three, for two hours.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofHours(3), ofSeconds(5), world.traffic::ordinary);
                            for (int minute = 2; minute < 120; minute += 5) {
                                world.fault(Fault.connectionRefused(), ofMinutes(minute), ofMinutes(minute + 3));
                            }
                        }),
                new Incident(
                        "html_502",
                        "For half an hour the gateway answers every other call with its own page.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofHours(1), ofSeconds(5), world.traffic::ordinary);
                            world.fault(Fault.badGateway().onEvery(2), ofMinutes(10), ofMinutes(40));
                        }),
                new Incident(
                        "sporadic_500_after_an_outage",
                        "Keap refuses connections for two hours, and then fails with 500 at every fiftieth call.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 1_000, world.traffic::ordinary);
                            world.fault(Fault.connectionRefused(), ZERO, ofHours(2));
                            world.fault(Fault.error(500, "Internal error").onEvery(50), ofHours(2), ofHours(4));
                        }),
                new Incident(
                        "slow_replies_30s",
                        "For half an hour Keap needs thirty seconds for every reply, twice as long as a call may take.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofHours(1), ofSeconds(5), world.traffic::ordinary);
                            world.fault(Fault.answeredAfter(ofSeconds(30)), ofMinutes(10), ofMinutes(40));
                        }),
                new Incident(
                        "black_hole",
                        "For twenty minutes whatever is sent to Keap disappears.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofHours(1), ofSeconds(5), world.traffic::ordinary);
                            world.fault(Fault.swallowed(), ofMinutes(10), ofMinutes(30));
                        }),
                new Incident(
                        "reset_before_send",
                        "For ten minutes every third connection breaks before Keap sees the call.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(40), ofSeconds(5), world.traffic::ordinary);
                            world.fault(Fault.resetBeforeHandling().onEvery(3), ofMinutes(10), ofMinutes(20));
                        }),
                new Incident(
                        "garbage_200",
                        "For ten minutes every other call is answered 200 with a maintenance page.",
                        SetUp.STANDARD,
                        world -> {
                            world.steady(ZERO, ofMinutes(40), ofSeconds(5), world.traffic::ordinary);
                            world.fault(
                                    Fault.garbage("<html><body>Back soon</body></html>")
                                            .onEvery(2),
                                    ofMinutes(10),
                                    ofMinutes(20));
                        }),
                new Incident(
                        "key_replaced",
                        "Somebody revokes the key in the middle of a run, and an hour later there is another one in the parameter.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 2_000, world.traffic::ordinary);
                            world.keyReplaced(ofMinutes(3), ofMinutes(63));
                        }),
                new Incident(
                        "token_revoked_then_fixed",
                        "Somebody revokes the key, and two hours later it is accepted again.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 500, world.traffic::ordinary);
                            world.steady(ZERO, ofHours(3), ofSeconds(20), world.traffic::ordinary);
                            world.keyRevoked(ofMinutes(1), ofHours(2));
                        }),
                new Incident(
                        "token_revoked_for_a_weekend",
                        "The key is revoked on Friday evening, and nobody looks before Monday morning.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 500, world.traffic::ordinary);
                            world.steady(ZERO, ofDays(3), ofMinutes(2), world.traffic::ordinary);
                            world.keyRevoked(ofMinutes(1), ofHours(62));
                        }),
                new Incident(
                        "wrong_base_url",
                        "A deployment with a wrong base URL finds nothing but pages, until it is corrected after an hour.",
                        SetUp.STANDARD,
                        world -> {
                            world.spike(ZERO, 300, world.traffic::ordinary);
                            world.steady(ZERO, ofHours(2), ofSeconds(20), world.traffic::ordinary);
                            world.fault(Fault.page(404, "Not Found"), ZERO, ofHours(1));
                            world.after(ofHours(1), world::redeploy);
                        }));
    }
}
