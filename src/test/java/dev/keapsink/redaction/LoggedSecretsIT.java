package dev.keapsink.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs when all other tests have: nothing that they logged or printed, nor the functions that they started, is a secret. */
class LoggedSecretsIT {

    private static final Path LOGGED = Path.of("target", "logged");

    private static final Set<Canary> OF_A_TEST_RUN = EnumSet.complementOf(EnumSet.of(Canary.FUNCTION_PROCESS));

    @ParameterizedTest
    @ValueSource(strings = {"tests", "integration-tests"})
    void nothingThatWasLoggedGivesAnythingAway(String run) throws IOException {
        Path folder = LOGGED.resolve(run);
        assumeThat(Files.exists(folder) || isComplete())
                .as("some tests were left out")
                .isTrue();

        Search search = Search.in(folder);

        assertThat(search.leaks()).as("what of whom, to be found there").isEmpty();
        assertThat(search.canaries())
                .as("what was logged to be found, so that nothing went past the search")
                .containsAll(OF_A_TEST_RUN);
    }

    @Test
    void theLogsOfFunctionsInProcessesOfTheirOwnAreSearched() throws IOException {
        assumeThat(isComplete()).as("some tests were left out").isTrue();

        assertThat(Search.in(LOGGED.resolve("integration-tests")).canaries()).contains(Canary.FUNCTION_PROCESS);
    }

    /** Whether the build was not told which tests to run. */
    private static boolean isComplete() {
        return System.getProperty("test") == null && System.getProperty("it.test") == null;
    }
}
