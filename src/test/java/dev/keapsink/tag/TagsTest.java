package dev.keapsink.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    private final SimulatedAccount account = new SimulatedAccount();
    private final Tags tags = new Tags(account.client, SimulatedAccount.TIMEOUT, account.time);

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
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags/101");

        account.time.advance(Duration.ofMillis(1));
        assertThat(List.of(exists(101), exists(101))).containsOnly(true);
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags/101", "GET /v1/tags/101");
    }

    @Test
    void tagThatWasMadeAfterTheListIsFound() {
        exists(101);
        account.keap.addTag(102, "New");
        account.time.advance(Duration.ofSeconds(6));

        assertThat(exists(102)).isTrue();
    }

    private static List<TagQuestion> ids(long from, long until) {
        return LongStream.range(from, until)
                .<TagQuestion>mapToObj(TagQuestion.ById::new)
                .toList();
    }

    private Map<TagQuestion, TagAnswer> byList(List<TagQuestion> questions) {
        return tags.byList(questions, account.deadline());
    }

    @Test
    void manyMissesNeedOneNewList() {
        account.keap.addTag(101, "Customer");

        assertThat(byList(ids(500, 600))).hasSize(100).containsValue(new TagAnswer.Missing());
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags");
        assertThat(tags.known(new TagQuestion.ById(500))).containsInstanceOf(TagAnswer.NotYet.class);
    }

    @Test
    void oneMissIsLeftToAQuestion() {
        account.keap.addTag(101, "Customer");

        assertThat(byList(ids(500, 501))).isEmpty();
        assertThat(account.calls()).containsExactly("GET /v1/tags");
    }

    @Test
    void theRestOfALongListIsReadWhenThatTakesFewerCalls() {
        for (long id = 1; id <= 2500; id++) {
            account.keap.addTag(id, "Tag " + id);
        }

        assertThat(byList(ids(2001, 2003))).isEmpty();
        assertThat(account.calls())
                .as("two questions take as many calls as two pages")
                .hasSize(1);
        assertThat(byList(ids(2001, 2004))).isEmpty();
        assertThat(account.calls()).hasSize(3);
        assertThat(tags.known(new TagQuestion.ById(2500))).hasValue(new TagAnswer.Found(2500));
    }

    @Test
    void anEmptyListIsNoEvidence() {
        account.keap.addTag(101, "Customer");
        account.answerNext("GET", "/v1/tags", 200, "{'tags':[],'count':0}");
        account.answerNext("GET", "/v1/tags", 200, "{'tags':[],'count':0}");

        assertThat(byList(ids(100, 110))).isEmpty();
        assertThat(exists(101)).isTrue();
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags", "GET /v1/tags/101");
    }

    @Test
    void aListThatIsShorterThanBeforeIsNoEvidenceAndHidesNoTag() {
        account.keap.addTag(101, "Customer");
        account.keap.addTag(102, "Newsletter");
        tags.load(account.deadline());
        account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':101,'name':'Customer'}],'count':1}");

        assertThat(byList(ids(200, 210))).isEmpty();
        assertThat(exists(102)).isTrue();
        assertThat(account.calls()).hasSize(2);
    }

    @Test
    void aShortListMakesNoEvidenceOfALessShortOne() {
        account.keap.addTag(101, "Customer");
        account.keap.addTag(102, "Newsletter");
        tags.load(account.deadline());
        account.answerNext("GET", "/v1/tags", 200, "{'tags':[],'count':0}");
        account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':101,'name':'Customer'}],'count':1}");

        assertThat(byList(ids(200, 210))).isEmpty();
        assertThat(byList(ids(200, 210))).isEmpty();
        assertThat(exists(102)).isTrue();
        assertThat(account.calls()).hasSize(3);
    }

    @Test
    void aTagIsAskedForTwiceAsLongAsNoListWasRead() {
        account.keap.inject(Fault.error(403, "Forbidden").onNext(1));
        assertThatThrownBy(() -> tags.load(account.deadline())).isInstanceOf(KeapFailure.Forbidden.class);

        assertThat(tags.ask(new TagQuestion.ById(101), account.deadline())).isEqualTo(new TagAnswer.Missing());
        assertThat(account.calls()).containsExactly("GET /v1/tags", "GET /v1/tags/101", "GET /v1/tags/101");
    }

    @Test
    void aPageThatIsShorterThanTheAccountIsNotTakenForAllOfIt() {
        account.keap.addTag(101, "Customer");
        account.keap.addTag(102, "Newsletter");
        account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':101,'name':'Customer'}],'count':2}");

        assertThat(byList(ids(102, 104))).isEmpty();
        assertThat(account.keap.calls().getLast().query()).containsEntry("offset", List.of("1"));
        assertThat(tags.known(new TagQuestion.ById(102))).hasValue(new TagAnswer.Found(102));
    }

    @Test
    void aPageThatComesAgainAndAgainEndsTheReading() {
        account.keap.addTag(101, "Customer");
        account.keap.inject(Fault.garbage("{\"tags\":[{\"id\":101,\"name\":\"Customer\"}],\"count\":5000}")
                .matching("GET", "/v1/tags"));

        assertThat(byList(ids(200, 210))).isEmpty();
        assertThat(byList(ids(200, 210))).isEmpty();
        assertThat(account.calls()).hasSize(2);
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
