package dev.keapsink.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.simulator.Fault;
import dev.keapsink.support.KeapAccount;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    private final KeapAccount account = new KeapAccount();
    private final Tags tags = new Tags(account.client, KeapAccount.TIMEOUT, account.time);

    private boolean exists(long id) {
        return tags.exists(id, account.deadline());
    }

    @Test
    void oneListAnswersForEveryTagOnIt() {
        account.keap.addTag(101, "Customer");
        account.keap.addTag(102, "Newsletter");

        assertThat(List.of(exists(101), exists(102), exists(101))).containsOnly(true);
        assertThat(account.calls()).containsExactly("GET /v1/tags");
        assertThat(account.keap.calls().getLast().query()).containsEntry("limit", List.of("1000"));
    }

    @Test
    void tagBeyondTheFirstThousandIsAskedForByItsIdOnce() {
        for (long id = 1; id <= 1001; id++) {
            account.keap.addTag(id, "Tag " + id);
        }

        assertThat(List.of(exists(1000), exists(1001), exists(1001))).containsOnly(true);
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags/1001");
    }

    @Test
    void missingTagIsAskedForAgainAtMostOnceAMinute() {
        assertThat(List.of(exists(101), exists(101))).containsOnly(false);
        account.keap.addTag(101, "Customer");
        account.time.advance(Duration.ofMinutes(1));
        assertThat(exists(101)).isFalse();
        assertThat(account.calls()).containsExactly("GET /v1/tags");

        account.time.advance(Duration.ofMillis(1));
        assertThat(List.of(exists(101), exists(101))).containsOnly(true);
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags");
    }

    @Test
    void tagThatWasMadeAfterTheListIsFound() {
        exists(101);
        account.keap.addTag(102, "New");
        account.time.advance(Duration.ofSeconds(6));

        assertThat(exists(102)).isTrue();
    }

    @Test
    void manyMissesNeedOneNewList() {
        account.keap.addTag(101, "Customer");
        exists(101);
        account.time.advance(Duration.ofSeconds(6));

        assertThat(LongStream.range(500, 600).anyMatch(this::exists)).isFalse();
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags");
    }

    @Test
    void failedListIsReadAgain() {
        account.keap.addTag(101, "Customer");
        account.keap.inject(Fault.badGateway().onNext(3));

        assertThatThrownBy(() -> exists(101)).isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(exists(101)).isTrue();
        assertThat(exists(101)).isTrue();
        assertThat(account.calls()).hasSize(4).containsOnly("GET /v1/tags");
    }

    @Test
    void failureIsNotTheSameAsAMissingTag() {
        account.keap.inject(Fault.error(403, "Forbidden").matching("GET", "/v1/tags"));

        assertThatThrownBy(() -> exists(101)).isInstanceOf(KeapFailure.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{'tags':null}", "<html></html>"})
    void unreadableListHidesNoTag(String body) {
        account.keap.addTag(101, "Customer");
        account.answerNext("GET", "/v1/tags", 200, body);

        assertThatThrownBy(() -> exists(101)).isInstanceOf(KeapFailure.Unclear.class);
        assertThat(exists(101)).isTrue();
        assertThat(exists(999)).isFalse();
    }
}
