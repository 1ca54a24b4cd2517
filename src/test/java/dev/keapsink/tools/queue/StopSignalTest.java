package dev.keapsink.tools.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopSignalTest {

    @Test
    @Timeout(60)
    void endsAWaitThatIsUnderWay() throws InterruptedException {
        StopSignal stop = new StopSignal();
        Thread asks = Thread.ofVirtual().start(stop::ask);

        stop.sleep(Duration.ofDays(1));

        assertThat(stop.isAsked()).isTrue();
        asks.join();
    }

    @Test
    @Timeout(60)
    void whoeverAsksWaitsForTheEndOfARunButOnlyOfARun() throws InterruptedException {
        new StopSignal().askAndWait();

        StopSignal stop = new StopSignal();
        stop.begin();
        Thread asks = Thread.ofVirtual().start(stop::askAndWait);
        stop.sleep(Duration.ofDays(1));
        assertThat(asks.isAlive()).isTrue();
        stop.end();
        asks.join();
    }
}
