package dev.keapsink.messages;

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
import dev.keapsink.simulator.memory.TestSink;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.logging.Logger;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever arrives ends in a record or a reason, never in an exception. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, afterFailure = AfterFailureMode.SAMPLE_FIRST)
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

    private final MessageRecords reader = new MessageRecords();
    private final List<ContactMapper> mappers = List.of(
            new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC),
            new ContactMapper(MatchRule.EMAIL_AND_NAME, Everything.MAPPING));

    /** Thousands of rejections would all be written to the console. */
    @BeforeContainer
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterContainer
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @Provide
    Arbitrary<Message> anything() {
        return Arbitraries.randomValue((Random random) -> new Mutants(random).message());
    }

    @Property(seed = "1", tries = 100_000)
    void isRecordsOrReasons(@ForAll("anything") Message message) {
        assertThat(reader.of(message)).isNotEmpty().allSatisfy(this::assertIsARecordOrAReason);
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

    @Property(seed = "2", tries = 2000)
    void isWrittenOrRejectedAndNeverOurBug(@ForAll("anything") Message message) {
        assertDone(new TestSink(), message);
    }

    @Property(seed = "3", tries = 3000)
    void isWrittenOrRejectedWhateverTheMappingAndTheAccount(@ForAll("anything") Message message) {
        assertDone(Everything.sink(), message);
    }

    private static void assertDone(TestSink sink, Message message) {
        assertThat(sink.deliver(List.of(message))).isEmpty();
        assertThat(sink.objections()).isEmpty();
    }
}
