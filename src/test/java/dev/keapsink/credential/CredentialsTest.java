package dev.keapsink.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CredentialsTest {

    private static final Credential OLD = new ApiKey("KeapAK-old");
    private static final Credential NEW = new ApiKey("KeapAK-new");

    private final CredentialUnreadable down = CredentialUnreadable.forNow("Parameter Store is down");
    private final VirtualTime time = new VirtualTime();
    private final StoredCredential store = StoredCredential.ofKey("KeapAK-old");
    private final Credentials credentials = new Credentials(store, time, time);

    private void replaceInTheStore() {
        store.put(CredentialDocument.of(new ApiKey("KeapAK-new")));
    }

    @Test
    void readsOnceForEverybody() {
        assertThat(credentials.known()).isEmpty();
        assertThat(credentials.current()).isEqualTo(OLD);
        assertThat(credentials.current()).isEqualTo(OLD);
        assertThat(credentials.known()).contains(OLD);
        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void findsTheOneThatTookThePlaceOfARefusedOne() {
        credentials.current();
        replaceInTheStore();
        time.advance(Duration.ofMinutes(1));

        assertThat(credentials.replace(OLD, time.instant())).isTrue();
        assertThat(credentials.current()).isEqualTo(NEW);
        assertThat(time.slept()).isZero();
    }

    @Test
    void whoWasRefusedWithAnOlderOneNeedNotRead() {
        credentials.current();
        replaceInTheStore();
        time.advance(Duration.ofMinutes(1));
        credentials.replace(OLD, time.instant());
        time.advance(Duration.ofMinutes(1));

        assertThat(credentials.replace(OLD, time.instant())).isTrue();
        assertThat(store.reads()).isEqualTo(2);
    }

    @Test
    void whatWasReadAfterTheCallLeftIsNotReadAgain() {
        Instant sentAt = time.instant();
        time.advance(Duration.ofMinutes(1));
        credentials.current();

        assertThat(credentials.replace(OLD, sentAt)).isFalse();
        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void waitsRatherThanReadingMoreOftenThanEveryFewSeconds() {
        credentials.current();
        time.advance(Duration.ofMillis(500));
        replaceInTheStore();

        assertThat(credentials.replace(OLD, time.instant())).isTrue();
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void whoAskedBeforeItFailedIsToldSo() {
        store.failReads(1, down);
        assertThatThrownBy(credentials::current).isSameAs(down);
        assertThatThrownBy(credentials::current).isSameAs(down);
        assertThat(store.reads()).isEqualTo(1);

        time.advance(Duration.ofMillis(1));
        assertThat(credentials.current()).isEqualTo(OLD);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(1999));
    }

    @Test
    void keepsTheOneItHasWhileAnotherCannotBeRead() {
        credentials.current();
        time.advance(Duration.ofMinutes(1));
        store.failReads(1, down);

        assertThatThrownBy(() -> credentials.replace(OLD, time.instant())).isSameAs(down);
        assertThat(credentials.current()).isEqualTo(OLD);
        assertThatThrownBy(() -> credentials.replace(OLD, time.instant())).isSameAs(down);
    }

    @Test
    void readsAnewOnceItIsForgotten() {
        credentials.current();
        replaceInTheStore();

        credentials.forget();

        assertThat(credentials.current()).isEqualTo(NEW);
    }

    @Test
    @Timeout(60)
    void allWhoAreRefusedAtOnceReadOnce() throws Exception {
        credentials.current();
        replaceInTheStore();
        time.advance(Duration.ofMinutes(1));
        Instant sentAt = time.instant();
        CountDownLatch go = new CountDownLatch(1);
        Callable<Boolean> refused = () -> {
            go.await();
            return credentials.replace(OLD, sentAt);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 64)
                    .mapToObj(n -> threads.submit(refused))
                    .toList();
            go.countDown();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(store.reads()).isEqualTo(2);
    }

    @Test
    void saysWhatToDoAboutARefusedOne() {
        assertThat(credentials.remedy(OLD)).contains("as api_key into the parameter /keap-sink/credentials");
    }
}
