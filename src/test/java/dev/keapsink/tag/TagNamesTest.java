package dev.keapsink.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.TagName;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags by their names, for those who know no ids. */
class TagNamesTest {

    private static final String LIST = "GET /v1/tags";
    private static final String MAKING = "POST /v1/tags";

    private final SimulatedAccount account = new SimulatedAccount();
    private final Tags tags = new Tags(account.client, SimulatedAccount.TIMEOUT, account.time);

    private Optional<Long> find(String name) {
        return tags.id(new TagName(name, false), account.deadline());
    }

    private Optional<Long> findOrMake(String name) {
        return tags.id(new TagName(name, true), account.deadline());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Customer", "customer", "CUSTOMER", " Customer "})
    void findsATagInAnyCase(String name) {
        account.keap.addTag(101, "Customer");

        assertThat(find(name)).hasValue(101L);
        assertThat(findOrMake(name)).hasValue(101L);
        assertThat(account.calls()).containsExactly(LIST);
    }

    @Test
    void ofSeveralAlikeTheOneThatIsSpeltSoGoesFirstAndThenTheOldest() {
        account.keap.addTag(103, "vip");
        account.keap.addTag(102, "VIP");
        account.keap.addTag(104, "Vip");

        assertThat(List.of(find("vip"), find("VIP"), find("ViP")))
                .containsExactly(Optional.of(103L), Optional.of(102L), Optional.of(102L));
    }

    @Test
    void findsATagBeyondTheFirstThousandByItsName() {
        for (long id = 1; id <= 1001; id++) {
            account.keap.addTag(id, "Tag " + id);
        }

        assertThat(find("tag 1001")).hasValue(1001L);
        assertThat(find("TAG 1001")).hasValue(1001L);
        assertThat(account.calls()).containsExactly(LIST, LIST);
        assertThat(account.keap.calls().getLast().query()).containsEntry("name", List.of("tag 1001"));
    }

    @Test
    void missingTagIsLookedForAgainAtMostOnceAMinute() {
        assertThat(List.of(find("Webinar"), find("webinar"))).containsOnly(Optional.empty());
        account.keap.addTag(101, "Webinar");
        account.time.advance(Duration.ofMinutes(1));
        assertThat(find("Webinar")).isEmpty();
        assertThat(account.calls()).containsExactly(LIST, LIST);

        account.time.advance(Duration.ofNanos(1));
        assertThat(find("Webinar")).hasValue(101L);
        assertThat(account.calls()).containsExactly(LIST, LIST, LIST);
    }

    @Test
    void makesAMissingTagOnce() {
        Optional<Long> made = findOrMake("Webinar");

        assertThat(made).isPresent();
        assertThat(findOrMake("WEBINAR")).isEqualTo(made);
        assertThat(find("webinar")).isEqualTo(made);
        assertThat(account.calls()).containsExactly(LIST, LIST, MAKING);
        assertThat(account.lastBody()).isEqualTo("{\"name\":\"Webinar\"}");
    }

    @Test
    void makesATagThatSomebodyElseLookedForInVain() {
        find("Webinar");

        assertThat(findOrMake("Webinar")).isPresent();
    }

    @Test
    void takesTheTagThatSomebodyElseMadeMeanwhile() {
        account.keap.inject(Fault.answering(200, "application/json", "{\"tags\":[]}")
                .onNext(2)
                .matching("GET", "/v1/tags"));
        account.keap.addTag(101, "Webinar");

        assertThat(findOrMake("webinar")).hasValue(101L);
        assertThat(account.calls()).containsExactly(LIST, LIST, MAKING, LIST);
    }

    @Test
    void tagThatKeapRefusesIsNotThere() {
        account.keap.inject(Fault.error(400, "Tag name is invalid").matching("POST", "/v1/tags"));

        assertThatThrownBy(() -> findOrMake("???"))
                .isInstanceOfSatisfying(
                        KeapFailure.Refused.class,
                        refused -> assertThat(refused.detail()).contains("Tag name is invalid"));
    }

    /** The tag was made, and the next delivery finds it. */
    @Test
    void lostReplyToAMakingIsNotRepeated() {
        account.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/tags"));

        assertThatThrownBy(() -> findOrMake("Webinar")).isInstanceOf(KeapFailure.Unclear.class);
        int calls = account.calls().size();
        assertThatThrownBy(() -> findOrMake("Webinar")).isInstanceOf(KeapFailure.Unclear.class);
        assertThat(account.calls()).as("nobody asks again at once").hasSize(calls);

        account.time.advance(Duration.ofSeconds(6));
        assertThat(findOrMake("Webinar")).isPresent();
        assertThat(account.calls().stream().filter(MAKING::equals)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{'id':0}", "{'id':null}", "<html></html>"})
    void answerWithoutAnIdIsNoConfirmation(String body) {
        account.answerNext("POST", "/v1/tags", 200, body);

        assertThatThrownBy(() -> findOrMake("Webinar")).isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void forgottenTagIsLookedForAgain() {
        account.keap.addTag(101, "Webinar");
        find("Webinar");
        account.keap.removeTag(101);
        tags.forget(101);
        assertThat(find("Webinar")).isEmpty();

        assertThat(findOrMake("Webinar")).isPresent();
    }

    @Test
    void listsTheNamesThatItKnows() {
        account.keap.addTag(102, "b");
        account.keap.addTag(101, "a");
        account.keap.addTag(103, "a");

        assertThat(tags.names(account.deadline())).containsExactly("a", "b");
        assertThat(tags.name(102, account.deadline())).hasValue("b");
        assertThat(tags.name(999, account.deadline())).isEmpty();
    }
}
