package dev.keapsink.messages;

import static dev.keapsink.support.Tries.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.memory.InMemorySink;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever arrives ends in a record or a reason, never in an exception. */
class AnyMessagePropertiesTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    /** What can be said of a record without asking Keap. */
    private static final Set<Reason> REASONS = EnumSet.of(
            Reason.UNREADABLE,
            Reason.TOO_MANY_RECORDS,
            Reason.UNKNOWN_STREAM,
            Reason.UNKNOWN_OPERATION,
            Reason.PAYLOAD_ELSEWHERE,
            Reason.INVALID_VALUE,
            Reason.TOO_LONG,
            Reason.NO_MATCH_KEY);

    private final MessageRecords reader = new MessageRecords(Streams.DEFAULT);
    private final List<ContactMapper> mappers = List.of(
            new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC),
            new ContactMapper(MatchRule.EMAIL_AND_NAME, Everything.MAPPING));

    /** Thousands of rejections would all be written to the console. */
    @BeforeAll
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @Test
    void isRecordsOrReasons() {
        forAll(
                1_000_000,
                100_000,
                Quoted::mutant,
                quoted -> assertThat(reader.of(quoted.message()))
                        .isNotEmpty()
                        .allSatisfy(this::assertIsARecordOrAReason));
    }

    private void assertIsARecordOrAReason(MessageRecord record) {
        switch (record.content()) {
            case Checked.Valid<SinkRecord>(SinkRecord.Row contact) -> {
                for (ContactMapper mapper : mappers) {
                    if (mapper.map(contact) instanceof Checked.Invalid<MappingResult>(Rejected rejection)) {
                        assertExplained(rejection);
                    }
                }
            }
            case Checked.Valid<SinkRecord>(SinkRecord.NoRecord none) ->
                assertThat(record.message().body()).matches("(?s).*(type|\\[\\s*]|null|ts_ms|\"op\").*");
            case Checked.Invalid<SinkRecord>(Rejected rejection) -> assertExplained(rejection);
        }
    }

    private static void assertExplained(Rejected rejection) {
        assertThat(rejection.reason()).isIn(REASONS);
        assertThat(rejection.detail()).isNotBlank();
    }

    @Test
    void isWrittenOrRejectedAndNeverOurBug() {
        forAll(2_000_000, 2_000, Quoted::mutant, quoted -> assertDone(new InMemorySink(), quoted.message()));
    }

    @Test
    void isWrittenOrRejectedWhateverTheMappingAndTheAccount() {
        forAll(3_000_000, 3_000, Quoted::mutant, quoted -> assertDone(Everything.sink(), quoted.message()));
    }

    private static void assertDone(InMemorySink sink, Message message) {
        assertThat(sink.deliver(List.of(message))).isEmpty();
        assertThat(sink.objections()).isEmpty();
    }
}
