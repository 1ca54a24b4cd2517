package dev.keapsink.tools.airbyte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.tag.TagWriter;
import dev.keapsink.tools.airbyte.Mirror.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sync that ends with all of its source takes the tag off what the source no longer has. */
class MirrorTest {

    private static final long TAG = 101;
    private static final long OTHER = 102;
    private static final String MEMBERS = "/v1/tags/101/contacts";

    private final SimulatedAccount account = new SimulatedAccount();
    private final TagWriter tags = new TagWriter(account.client, SimulatedAccount.TIMEOUT);

    @BeforeEach
    void addTags() {
        account.keap.addTag(TAG, "Customer");
        account.keap.addTag(OTHER, "Lead");
    }

    private long contact() {
        String body = account.keap
                .handle(new SimulatedRequest(
                        "POST",
                        "/v1/contacts",
                        Map.of(),
                        Map.of("x-keap-api-key", KeapSimulator.API_KEY),
                        "{\"phone_numbers\":[{\"field\":\"PHONE1\",\"number\":\"1\"}]}"))
                .body();
        return Long.parseLong(body.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1"));
    }

    private List<Long> members(long tag, int count) {
        List<Long> contacts =
                LongStream.range(0, count).map(i -> contact()).boxed().toList();
        wear(tag, contacts);
        return contacts;
    }

    private void wear(long tag, List<Long> contacts) {
        tags.divide(tag, contacts)
                .forEach(group ->
                        assertThat(tags.apply(tag, group, account.deadline())).isEmpty());
    }

    private Report run(int limit, Set<Long> written) {
        return run(limit, written, Set.of(TAG));
    }

    private Report run(int limit, Set<Long> written, Set<Long> tagIds) {
        return new Mirror(account.client, tags, tagIds, limit, SimulatedAccount.TIMEOUT)
                .run(written, false, account.deadline());
    }

    private List<Long> wearing(long tag) {
        return account.keap.contacts().stream()
                .filter(contact -> contact.tagIds().contains(tag))
                .map(StoredContact::id)
                .toList();
    }

    private long calls(String call) {
        return account.calls().stream().filter(call::equals).count();
    }

    @Test
    void exactlyTheGoneLoseTheTag() {
        List<Long> members = members(TAG, 20);
        wear(OTHER, members);
        Set<Long> written = new HashSet<>(members.subList(2, 20));
        written.add(999_999L);

        assertThat(run(10, written)).isEqualTo(new Report(20, 2, false, 2, 0));
        assertThat(wearing(TAG)).isEqualTo(members.subList(2, 20));
        assertThat(wearing(OTHER)).as("a tag that is not configured").isEqualTo(members);
        assertThat(run(10, written)).as("once more").isEqualTo(new Report(18, 0, false, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 2, true",
        "10, 3, false",
        "0, 0, true",
        "0, 1, false",
        "100, 19, true",
        "15, 3, true",
        "14, 3, false",
    })
    void asManyAsTheLimitLoseTheTagAndWithOneMoreNoneDoes(int limit, int gone, boolean allowed) {
        List<Long> members = members(TAG, 20);

        assertThat(run(limit, Set.copyOf(members.subList(gone, 20))))
                .isEqualTo(new Report(20, gone, !allowed, allowed ? gone : 0, 0));
        assertThat(wearing(TAG)).isEqualTo(allowed ? members.subList(gone, 20) : members);
    }

    @Test
    void anEmptySourceUntagsNobodyWhateverTheLimit() {
        List<Long> members = members(TAG, 3);

        assertThat(run(100, Set.of())).isEqualTo(new Report(3, 3, true, 0, 0));
        assertThat(wearing(TAG)).isEqualTo(members);
    }

    @Test
    void noTagIsTakenOffIfOneTagIsOverTheLimit() {
        List<Long> ofTag = members(TAG, 20);
        List<Long> ofOther = members(OTHER, 4);
        Set<Long> written = new HashSet<>(ofTag.subList(1, 20));
        written.addAll(ofOther.subList(1, 4));

        assertThat(run(10, written, Set.of(TAG, OTHER))).isEqualTo(new Report(24, 2, true, 0, 0));
        assertThat(wearing(TAG)).isEqualTo(ofTag);
        assertThat(wearing(OTHER)).isEqualTo(ofOther);

        assertThat(run(25, written, Set.of(TAG, OTHER))).isEqualTo(new Report(24, 2, false, 2, 0));
        assertThat(wearing(OTHER)).isEqualTo(ofOther.subList(1, 4));
    }

    @Test
    void aTagWithoutMembersTakesOneCall() {
        assertThat(run(10, Set.of(7L))).isEqualTo(new Report(0, 0, false, 0, 0));
        assertThat(account.calls()).containsExactly("GET " + MEMBERS);
    }

    @Test
    void membersArriveInPagesAndAreUntaggedAHundredInACall() {
        List<Long> members = members(TAG, 2500);

        assertThat(run(10, Set.copyOf(members.subList(250, 2500)))).isEqualTo(new Report(2500, 250, false, 250, 0));
        assertThat(wearing(TAG)).isEqualTo(members.subList(250, 2500));
        assertThat(calls("GET " + MEMBERS)).isEqualTo(3);
        assertThat(calls("DELETE " + MEMBERS)).isEqualTo(3);
        List<String> calls = account.calls();
        assertThat(calls.lastIndexOf("GET " + MEMBERS))
                .as("all are read before the first is untagged")
                .isLessThan(calls.indexOf("DELETE " + MEMBERS));
    }

    @Test
    void aSmallerPageThanTheOneThatIsAskedForIsNotTheLast() {
        List<Long> members = members(TAG, 5);
        account.answerNext(
                "GET",
                MEMBERS,
                200,
                "{'count':5,'contacts':[{'contact':{'id':%d}},{'contact':{'id':%d}}]}"
                        .formatted(members.get(0), members.get(1)));

        assertThat(run(100, Set.of(members.get(4)))).isEqualTo(new Report(5, 4, false, 4, 0));
        assertThat(calls("GET " + MEMBERS)).isEqualTo(2);
    }

    @Test
    void pagesThatRepeatTheSameMembersEnd() {
        List<Long> members = members(TAG, 1);
        String again = "{'contacts':[{'contact':{'id':%d}}]}".formatted(members.getFirst());
        account.keap.inject(Fault.answering(200, "application/json", again.replace('\'', '"'))
                .matching("GET", MEMBERS));

        assertThat(run(100, Set.of(7L))).isEqualTo(new Report(1, 1, false, 1, 0));
        assertThat(calls("GET " + MEMBERS)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMemberIsMissedWhenTheirNumberChangesBetweenTwoPages(boolean comes) {
        List<Long> members = members(TAG, 1500);
        long another = contact();
        AtomicBoolean changed = new AtomicBoolean();
        account.keap.inject(Fault.error(500, "never").matching(request -> {
            boolean isSecond = request.method().equals("GET")
                    && request.query().getOrDefault("offset", List.of("0")).contains("1000");
            if (isSecond && changed.compareAndSet(false, true)) {
                if (comes) {
                    wear(TAG, List.of(another));
                } else {
                    tags.remove(members.getFirst(), Set.of(TAG), account.deadline());
                }
            }
            return false;
        }));
        Set<Long> written = new HashSet<>(members);
        written.remove(members.get(1000));
        written.add(another);

        Report report = run(10, written);

        assertThat(report.untagged()).isEqualTo(1);
        assertThat(wearing(TAG)).doesNotContain(members.get(1000)).hasSize(comes ? 1500 : 1498);
        assertThat(account.keap.calls().stream()
                        .filter(call -> call.method().equals("GET") && call.status() == 200)
                        .count())
                .as("both pages, twice")
                .isEqualTo(4);
    }

    @Test
    void aContactThatKeapRefusesInAGroupKeepsTheTagOnNoOther() {
        List<Long> members = members(TAG, 10);
        account.answerNext("DELETE", MEMBERS, 404, "{'message':'Contact 1 not found'}");
        account.answerNext(
                "DELETE", "/v1/contacts/" + members.getFirst() + "/tags", 404, "{'message':'Contact 1 not found'}");

        assertThat(run(20, Set.copyOf(members.subList(2, 10))).untagged()).isEqualTo(2);
        assertThat(wearing(TAG)).doesNotContain(members.get(1));
    }

    @Test
    void aFailureIsTheCallersAndRunningAgainFinishes() {
        List<Long> members = members(TAG, 300);
        Set<Long> written = Set.copyOf(members.subList(200, 300));
        account.keap.inject(Fault.error(403, "You may not")
                .matching(request -> request.method().equals("DELETE")
                        && request.query()
                                .getOrDefault("ids", List.of())
                                .toString()
                                .contains("" + members.get(150))));

        assertThatThrownBy(() -> run(80, written)).isInstanceOf(KeapFailure.Forbidden.class);
        assertThat(wearing(TAG)).hasSize(200);
        account.keap.clearFaults();

        assertThat(run(80, written)).isEqualTo(new Report(200, 100, false, 100, 0));
        assertThat(wearing(TAG)).isEqualTo(members.subList(200, 300));
    }

    @Test
    void aReplyWithoutAListOfMembersIsUnclear() {
        account.answerNext("GET", MEMBERS, 200, "{}");

        assertThatThrownBy(() -> run(10, Set.of(7L))).isInstanceOf(KeapFailure.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void theLimitIsAPercentage(int limit) {
        assertThatThrownBy(() -> run(limit, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aContactThatComesBackGetsItsTagAgain() {
        List<Long> members = members(TAG, 4);
        tags.remove(members.getFirst(), Set.of(TAG), account.deadline());
        Set<Long> written = new HashSet<>(members);
        // It was deleted in Keap after it was written.
        written.add(999_999L);

        Report report = new Mirror(account.client, tags, Set.of(TAG), 0, SimulatedAccount.TIMEOUT)
                .run(written, true, account.deadline());

        assertThat(report).isEqualTo(new Report(3, 0, false, 0, 1));
        assertThat(wearing(TAG)).isEqualTo(members);
    }
}
