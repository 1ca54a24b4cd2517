package dev.keapsink.properties;

import dev.keapsink.simulator.KeapSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One delivery of a batch.
 *
 * @param pause before it
 * @param choice decides which messages are delivered
 * @param size how many at most
 * @param ending what becomes of the invocation
 * @param callsLeft how many calls an invocation that is killed still makes
 * @param weather what does not work during it
 * @param troubles what begins with it and may outlast it
 */
record Turn(
        Duration pause, int choice, int size, Ending ending, int callsLeft, Weather weather, List<Trouble> troubles) {

    enum Ending {
        REPLIED,
        /** It does all of its work, but the queue never learns. */
        REPLY_LOST,
        /** It ends between two calls, and the next one runs in a new process. */
        KILLED
    }

    enum RejectQueueState {
        UP,
        DOWN,
        /** It takes every other message. */
        PICKY
    }

    /** What does not work during a whole delivery. */
    record Weather(RejectQueueState rejectQueue, boolean keyWorks, Set<Long> missingTags) {
        static final Weather FINE = new Weather(RejectQueueState.UP, true, Set.of());

        boolean rejectQueueTakes(int number) {
            return rejectQueue == RejectQueueState.UP || (rejectQueue == RejectQueueState.PICKY && number % 2 == 0);
        }

        void settle(KeapSimulator keap) {
            keap.acceptKey(keyWorks ? KeapSimulator.API_KEY : "KeapAK-another");
            for (long tag : Setup.TAGS) {
                if (missingTags.contains(tag)) {
                    keap.removeTag(tag);
                } else {
                    keap.addTag(tag, "Tag " + tag);
                }
            }
        }
    }

    /** A delivery when all is well again. */
    static Turn well(int choice) {
        return new Turn(Duration.ofHours(13), choice, 10, Ending.REPLIED, 0, Weather.FINE, List.of());
    }
}
