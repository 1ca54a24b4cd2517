package dev.keapsink.keap;

import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Instances that share Keap's spike arrest and work off batches with pauses in between, in virtual time. The way to Keap takes a
 * little longer for one call than for the next. Chance has a seed.
 */
final class RhythmExperiment {

    private static final Duration SHORTEST_WAY = Duration.ofMillis(20);
    private static final Duration REPLY = Duration.ofMillis(60);

    private record Event(Instant at, long number, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final CallLimits limits;
    private final Random random;
    private final Duration keapsInterval;

    private Instant now = VirtualTime.START;
    private Duration unevenness = Duration.ofMillis(30);
    private Instant nextAllowed = Instant.MIN;
    private long number;
    private int turnedAway;
    private int carriedOut;

    RhythmExperiment(CallLimits limits, long seed) {
        this.limits = limits;
        this.random = new Random(seed);
        this.keapsInterval = Duration.ofSeconds(1).dividedBy(limits.perSecond());
    }

    /** By so much the way of one call may be longer than that of the next; most differ by much less. */
    RhythmExperiment unevenness(Duration most) {
        unevenness = most;
        return this;
    }

    /** As many instances as there may be start within a minute. */
    RhythmExperiment start(CallSchedule.Manners manners, DoubleSupplier chanceOfSteps, int batch, Duration pause) {
        for (int i = 0; i < limits.instances(); i++) {
            Instance instance = new Instance(manners, chanceOfSteps, batch, pause);
            at(now.plusMillis(random.nextInt(60_000)), instance::begin);
        }
        return this;
    }

    RhythmExperiment play(Duration time) {
        Instant end = now.plus(time);
        while (!events.isEmpty() && !events.element().at().isAfter(end)) {
            Event event = events.remove();
            now = event.at();
            event.what().run();
        }
        now = end;
        return this;
    }

    int turnedAway() {
        return turnedAway;
    }

    int carriedOut() {
        return carriedOut;
    }

    double chance() {
        return random.nextDouble();
    }

    private void at(Instant moment, Runnable what) {
        events.add(new Event(moment.isBefore(now) ? now : moment, number++, what));
    }

    private Duration part(Duration duration, double share) {
        return Duration.ofNanos(Math.round(duration.toNanos() * share));
    }

    private final class Instance {
        private final CallSchedule schedule;
        private final DoubleSupplier chanceOfSteps;
        private final int batch;
        private final Duration pause;
        private int toCome;
        private long plans;
        private Instant shiftedAt = Instant.MIN;

        Instance(CallSchedule.Manners manners, DoubleSupplier chanceOfSteps, int batch, Duration pause) {
            this.schedule = new CallSchedule(limits, chance(), manners);
            this.chanceOfSteps = chanceOfSteps;
            this.batch = batch;
            this.pause = pause;
        }

        private void begin() {
            toCome = batch;
            plan();
        }

        /** Replaces whatever was planned before. */
        private void plan() {
            long plan = ++plans;
            at(schedule.next(now, 0, toCome), () -> {
                if (plan == plans) {
                    call();
                }
            });
        }

        private void call() {
            if (schedule.next(now, 0, toCome).isAfter(now)) {
                plan();
                return;
            }
            schedule.depart(now, toCome--);
            Instant departed = now;
            at(now.plus(SHORTEST_WAY).plus(part(unevenness, chance() * chance())), () -> arrive(departed));
            if (toCome == 0) {
                at(now.plus(part(pause, 0.5 + chance())), this::begin);
            } else {
                plan();
            }
        }

        private void arrive(Instant departed) {
            if (now.isBefore(nextAllowed)) {
                turnedAway++;
                at(now.plus(REPLY), () -> stepAside(departed));
            } else {
                carriedOut++;
                nextAllowed = now.plus(keapsInterval);
            }
        }

        private void stepAside(Instant departed) {
            schedule.uncount();
            if (departed.isAfter(shiftedAt)) {
                shiftedAt = now;
                schedule.shift(departed, now, chanceOfSteps.getAsDouble());
            }
            toCome++;
            plan();
        }
    }
}
