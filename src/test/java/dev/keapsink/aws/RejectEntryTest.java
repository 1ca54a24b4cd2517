package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RejectQueue.Reject;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectEntryTest {

    private static RejectEntry entry(Map<String, Attribute> attributes, String group, Rejected rejection) {
        Message message = new Message("m1", "{\"a\":1}", attributes, new Delivery("r", 1, Instant.EPOCH, group, false));
        return RejectEntry.of(new Reject(new RecordPosition(0, 0, 0, message), rejection), VirtualTime.START);
    }

    private static RejectEntry withDetail(String detail) {
        return entry(Map.of(), null, new Rejected(Reason.INVALID_VALUE, "email", detail));
    }

    @Test
    void saysWhatWhyAndWhen() {
        assertThat(withDetail("is not an address").attributes())
                .containsOnly(
                        Map.entry("RejectReason", "invalid_value"),
                        Map.entry("RejectField", "email"),
                        Map.entry("RejectDetail", "is not an address"),
                        Map.entry("SourceMessageId", "m1"),
                        Map.entry("RejectedAt", "2026-03-10T12:00:00Z"));
    }

    @Test
    void leavesOutWhatWouldBeEmptyBecauseSqsRefusesIt() {
        assertThat(entry(Map.of(), null, new Rejected(Reason.UNREADABLE, null, " \u0000 "))
                        .attributes())
                .doesNotContainKeys("RejectField", "RejectDetail", "SourceAttributes");
    }

    @Test
    void carriesTheOriginalAttributesAndGroupInOneDocument() throws Exception {
        RejectEntry entry = entry(
                Map.of("stream", new Attribute("String", "con\"tacts"), "n", new Attribute("Number", "7")),
                "group-1",
                new Rejected(Reason.UNREADABLE, null, "no"));

        assertThat(new ObjectMapper().readTree(entry.attributes().get("SourceAttributes")))
                .isEqualTo(new ObjectMapper().readTree("""
                                {"attributes":{"stream":{"type":"String","value":"con\\"tacts"},
                                "n":{"type":"Number","value":"7"}},"messageGroupId":"group-1"}"""));
    }

    private static RejectEntry large(int body, Map<String, Attribute> attributes, String group, String detail) {
        Message message =
                new Message("m1", "x".repeat(body), attributes, new Delivery("r", 1, Instant.EPOCH, group, false));
        return RejectEntry.of(
                new Reject(new RecordPosition(0, 0, 0, message), new Rejected(Reason.INVALID_VALUE, "email", detail)),
                VirtualTime.START);
    }

    private static JsonNode source(RejectEntry entry) throws JsonProcessingException {
        return new ObjectMapper().readTree(entry.attributes().get("SourceAttributes"));
    }

    private static final Map<String, Attribute> THREE = Map.of(
            "op", new Attribute("String", "delete"),
            "note", new Attribute("String", "é".repeat(2000)),
            "blob", new Attribute("Binary", "A".repeat(4000)));

    @Test
    void whatIsTooLargeLosesItsLargestAttributesAndSaysSo() throws Exception {
        RejectEntry whole = large(200 * 1024, THREE, "g", "no");
        assertThat(source(whole).path("attributes")).hasSize(3);
        assertThat(source(whole).has("cut")).isFalse();
        int most = RejectEntry.MAX_BYTES - whole.bytes() + 200 * 1024;

        assertThat(source(large(most, THREE, "g", "no"))).isEqualTo(source(whole));
        assertThat(large(most, THREE, "g", "no").bytes()).isEqualTo(RejectEntry.MAX_BYTES);

        JsonNode cut = source(large(most + 100, THREE, "g", "no"));
        assertThat(cut.path("attributes").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("op", "blob");
        assertThat(cut.path("cut").asInt()).isEqualTo(1);
        assertThat(cut.path("messageGroupId").asText()).isEqualTo("g");
    }

    @Test
    void attributesGoBeforeTheGroupAndTheReasonStays() throws Exception {
        int empty = large(0, Map.of(), null, "").bytes() - "RejectFieldStringemail".length();

        RejectEntry entry = large(RejectEntry.MAX_BYTES - empty - 80, THREE, "g".repeat(20), "no");
        assertThat(source(entry).toString()).isEqualTo("{\"messageGroupId\":\"gggggggggggggggggggg\",\"cut\":3}");

        RejectEntry least = large(
                RejectEntry.MAX_BYTES - empty - "SourceAttributesString{'cut':4}".length(),
                THREE,
                "g".repeat(20),
                "no");
        assertThat(source(least).toString()).isEqualTo("{\"cut\":4}");
        assertThat(least.attributes())
                .containsOnlyKeys("RejectReason", "SourceMessageId", "RejectedAt", "SourceAttributes");
        assertThat(least.bytes()).isEqualTo(RejectEntry.MAX_BYTES);
        assertThat(least.reject().message().body()).hasSize(RejectEntry.MAX_BYTES - empty - 31);
    }

    /** Whatever fits with its reason is sent, and says what it lost. */
    @ParameterizedTest
    @CsvSource({"0,", "0, g", "1,", "3, g", "9,"})
    void noRecordIsTooLargeForLessThanItsReason(int count, String group) throws Exception {
        Map<String, Attribute> attributes = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(i -> "a" + i, i -> new Attribute("String", "v".repeat(20))));
        int parts = count + (group == null ? 0 : 1);
        int needed = "RejectReasonStringinvalid_value".length()
                + (parts == 0 ? 0 : "SourceAttributesString{'cut':1}".length());

        for (int body = RejectEntry.MAX_BYTES - 600; body <= RejectEntry.MAX_BYTES - needed; body++) {
            RejectEntry entry = large(body, attributes, group, "no");
            assertThat(entry.bytes()).isLessThanOrEqualTo(RejectEntry.MAX_BYTES);
            assertThat(entry.attributes()).containsKey("RejectReason");
            if (parts > 0) {
                JsonNode source = source(entry);
                int kept = source.path("attributes").size() + (source.has("messageGroupId") ? 1 : 0);
                assertThat(kept + source.path("cut").asInt()).isEqualTo(parts);
            }
        }
        assertThat(large(RejectEntry.MAX_BYTES - needed + 1, attributes, group, "no")
                        .bytes())
                .isGreaterThan(RejectEntry.MAX_BYTES);
    }

    @Test
    void aDetailIsCutBeforeAttributesAre() throws Exception {
        RejectEntry whole = large(0, THREE, null, "ä".repeat(100));

        RejectEntry entry = large(RejectEntry.MAX_BYTES - whole.bytes() + 3, THREE, null, "ä".repeat(100));
        assertThat(entry.attributes().get("RejectDetail")).isEqualTo("ä".repeat(98));
        assertThat(source(entry).has("cut")).isFalse();
    }

    @Test
    void cutsADetailAtFiveHundredCharacters() {
        assertThat(withDetail("x".repeat(500)).attributes().get("RejectDetail")).hasSize(500);
        assertThat(withDetail("x".repeat(501)).attributes().get("RejectDetail")).hasSize(500);
        String smileys = "\ud83d\ude00".repeat(501);
        assertThat(withDetail(smileys).attributes().get("RejectDetail")).isEqualTo("\ud83d\ude00".repeat(500));
    }

    @Test
    void replacesWhatSqsRefuses() {
        assertThat(withDetail("a\u0000b\u001f\ud800c\ufffe\nd\u0085").attributes())
                .containsEntry("RejectDetail", "a b c d");
    }

    @Test
    void countsBytesAndNotCharacters() {
        int ascii = withDetail("aa").bytes();

        assertThat(withDetail("\u00e4\u00e4").bytes()).isEqualTo(ascii + 2);
    }
}
