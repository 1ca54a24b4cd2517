package dev.keapsink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.CallFailure.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileFailuresTest {

    private static KeapFailure of(Kind kind) {
        return FileFailures.notSent(
                new ContentUnavailable(kind, "The server of a file answers 503", Duration.ofSeconds(9)));
    }

    @Test
    void aServerInTroubleWaitsAsLongAsItAsksFor() {
        assertThat(of(Kind.FAILED)).isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(of(Kind.FAILED).retryAfter()).hasValue(Duration.ofSeconds(9));
        assertThat(of(Kind.UNREACHED)).isInstanceOf(KeapFailure.Unavailable.class);
    }

    @Test
    void aMissingRightHoldsBackTheFilesAlone() {
        assertThat(of(Kind.MISCONFIGURED))
                .isInstanceOfSatisfying(
                        KeapFailure.Misconfigured.class,
                        failure -> assertThat(failure.type()).hasValue(ObjectType.FILES));
    }

    @Test
    void anInvocationWithoutTimeSaysSo() {
        assertThat(of(Kind.OUT_OF_TIME)).isInstanceOf(KeapFailure.OutOfTime.class);
    }

    @ParameterizedTest
    @EnumSource
    void nothingReachedKeap(Kind kind) {
        assertThat(of(kind).progress()).isNotEqualTo(Progress.UNKNOWN);
    }
}
