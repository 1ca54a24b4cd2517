package dev.keapsink.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.TagResult;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagWriterTest {

    private static final long TAG = 101;

    private final SimulatedAccount account = new SimulatedAccount();
    private final TagWriter writer = new TagWriter(account.client, SimulatedAccount.TIMEOUT);

    @BeforeEach
    void addTag() {
        account.keap.addTag(TAG, "Customer");
    }

    private List<Long> contacts(int count) {
        return LongStream.rangeClosed(1, count)
                .map(i -> id(account.keap
                        .handle(new SimulatedRequest(
                                "POST",
                                "/v1/contacts",
                                Map.of(),
                                Map.of("x-keap-api-key", KeapSimulator.API_KEY),
                                "{\"phone_numbers\":[{\"field\":\"PHONE1\",\"number\":\"" + i + "\"}]}"))
                        .body()))
                .boxed()
                .toList();
    }

    private static long id(String body) {
        return Long.parseLong(body.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1"));
    }

    private Map<Long, KeapFailure> apply(List<Long> contacts) {
        return writer.apply(TAG, contacts, account.deadline());
    }

    private long tagged() {
        return account.keap.contacts().stream()
                .filter(contact -> contact.tagIds().contains(TAG))
                .count();
    }

    private long tagCalls() {
        return account.calls().stream()
                .filter(("POST /v1/tags/" + TAG + "/contacts")::equals)
                .count();
    }

    /** Keap refuses every tag call that names this contact. */
    private void refuse(long contact) {
        account.keap.inject(Fault.error(400, "Contact is invalid")
                .matching(request ->
                        request.path().startsWith("/v1/tags") && request.body().matches(".*\\b" + contact + "\\b.*")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tagsAHundredContactsInOneCall(boolean asList) {
        if (asList) {
            account.keap.answerTagResultsAsList();
        }

        assertThat(apply(contacts(100))).isEmpty();
        assertThat(tagged()).isEqualTo(100);
        assertThat(tagCalls()).isEqualTo(1);
    }

    @Test
    void contactThatHasTheTagAlreadyIsFine() {
        List<Long> contacts = contacts(1);
        apply(contacts);

        assertThat(apply(contacts)).isEmpty();
    }

    @Test
    void reportsEachContactThatDidNotGetTheTag() {
        List<Long> contacts = contacts(3);
        account.keap.inject(Fault.tagResult(TagResult.FAILURE, contacts.get(1)));

        assertThat(apply(contacts)).containsOnlyKeys(contacts.get(1));
        assertThat(tagged()).isEqualTo(2);
    }

    @Test
    void contactThatTheAnswerLeavesOutIsUnclear() {
        List<Long> contacts = contacts(2);
        account.answerNext("POST", "/v1/tags/*/contacts", 200, "{'%d':'SUCCESS'}".formatted(contacts.get(0)));

        assertThat(apply(contacts))
                .containsOnlyKeys(contacts.get(1))
                .extractingByKey(contacts.get(1))
                .isInstanceOf(KeapFailure.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html></html>"})
    void successWithoutResultsConfirmsNobody(String body) {
        List<Long> contacts = contacts(2);
        account.answerNext("POST", "/v1/tags/*/contacts", 200, body);

        assertThat(apply(contacts))
                .containsOnlyKeys(contacts)
                .allSatisfy((id, failure) -> assertThat(failure).isInstanceOf(KeapFailure.Unclear.class));
    }

    @Test
    void missingTagConcernsEveryContact() {
        List<Long> contacts = contacts(2);
        account.keap.removeTag(TAG);

        assertThat(apply(contacts))
                .hasSize(2)
                .allSatisfy((id, failure) -> assertThat(failure).isInstanceOf(KeapFailure.NotFound.class));
    }

    @Test
    void aRefusedContactAloneIsAskedOnce() {
        List<Long> contacts = contacts(1);
        refuse(contacts.getFirst());

        assertThat(apply(contacts)).containsOnlyKeys(contacts.getFirst());
        assertThat(tagCalls()).isEqualTo(1);
    }

    @Test
    void anyOtherFailureConcernsEveryContact() {
        List<Long> contacts = contacts(3);
        account.keap.inject(Fault.gatewayTimeout());

        assertThat(apply(contacts))
                .containsOnlyKeys(contacts)
                .allSatisfy((id, failure) -> assertThat(failure).isInstanceOf(KeapFailure.Unclear.class));
        assertThat(tagCalls()).isEqualTo(1);
    }

    @Test
    void runningOutOfTimeConcernsEveryContact() {
        assertThat(writer.apply(TAG, contacts(2), Deadline.in(Duration.ZERO, account.time)))
                .hasSize(2)
                .allSatisfy((id, failure) -> assertThat(failure).isInstanceOf(KeapFailure.OutOfTime.class));
    }

    @Test
    void removesSeveralTagsInOneCall() {
        account.keap.addTag(102, "Newsletter");
        List<Long> contacts = contacts(1);
        apply(contacts);

        writer.remove(contacts.getFirst(), List.of(TAG, 102L), account.deadline());

        assertThat(tagged()).isZero();
        assertThat(account.keap.calls().getLast().query()).containsEntry("ids", List.of("101,102"));
    }

    @Test
    void contactThatIsGoneHasNoTags() {
        assertThatCode(() -> writer.remove(999_999, Set.of(TAG), account.deadline()))
                .doesNotThrowAnyException();
    }

    @Test
    void removalThatFailedIsNotConfirmed() {
        account.keap.inject(Fault.error(403, "Forbidden"));

        assertThatThrownBy(() -> writer.remove(1, Set.of(TAG), account.deadline()))
                .isInstanceOf(KeapFailure.Forbidden.class);
    }
}
