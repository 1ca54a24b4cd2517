package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aLineThatCannotBeTakenEndsTheInput() throws InterruptedException {
        Function<byte[], Input> parser = line -> {
            throw new StackOverflowError();
        };
        Intake intake = new Intake(new ByteArrayInputStream("{}\n{}\n".getBytes(UTF_8)), parser);
        intake.start();

        assertThat(intake.next(LONG)).contains(new Input.Unreadable());
        assertThat(intake.next(LONG)).contains(new Input.End());
    }
}
