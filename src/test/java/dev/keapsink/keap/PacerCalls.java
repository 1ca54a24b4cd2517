package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of one pacer. Virtual time starts with a minute of the clock, and every instance at the start of its rhythm. */
abstract class PacerCalls {

    static final Duration SECOND = Duration.ofSeconds(1);

    final VirtualTime time = new VirtualTime();

    Pacer pacer(int perSecond, int perMinute, int instances) {
        return new Pacer(new CallLimits(perSecond, perMinute, instances), time, time, () -> 0);
    }

    Duration now() {
        return Duration.between(VirtualTime.START, time.instant());
    }

    Pacer.Departure callWithin(Pacer pacer, Duration left, Duration needed) {
        return callBefore(pacer, Deadline.in(left, time), needed);
    }

    /** A call that leaves at once. */
    static Pacer.Departure callBefore(Pacer pacer, Deadline deadline, Duration needed) {
        Pacer.Departure departure = pacer.await(deadline, needed, false);
        pacer.sent(departure);
        return departure;
    }

    Pacer.Departure call(Pacer pacer) {
        return callWithin(pacer, Duration.ofDays(1), Duration.ZERO);
    }

    List<Duration> calls(Pacer pacer, int number) {
        List<Duration> calls = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            call(pacer);
            calls.add(now());
        }
        return calls;
    }

    static List<Duration> gaps(List<Duration> calls) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < calls.size(); i++) {
            gaps.add(calls.get(i).minus(calls.get(i - 1)));
        }
        return gaps;
    }

    /** What a reply with these headers says now. */
    ReportedLimits reply(Map<String, String> headers) {
        return ReportedLimits.of(new KeapReply(200, headers, "{}"), time.instant());
    }
}
