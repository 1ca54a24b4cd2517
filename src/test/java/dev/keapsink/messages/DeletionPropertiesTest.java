package dev.keapsink.messages;

import static dev.keapsink.support.Tries.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.OnDelete;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.memory.InMemorySink;
import java.util.List;
import java.util.Random;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What says in any dialect that it is a deletion is never written, whatever else is in it or around it. */
class DeletionPropertiesTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    private static final String MAPPING = """
            {'automatic': true, 'op': {'from': '/meta/verb', 'delete': ['gone'], 'upsert': ['new']},
             'tags': [{'names_from': 'segments', 'create_missing': true}]}""";

    private static final ContactMapper MAPPER =
            new ContactMapper(MatchRule.EMAIL, ContactMappingReader.read(MAPPING.replace('\'', '"')));

    /** Hundreds of rejections would all be written to the console. */
    @BeforeAll
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @Test
    void isADeleteOrRejected() {
        forAll(
                1_000_000,
                12_000,
                Quoted::deletion,
                quoted -> assertThat(new MessageRecords(Streams.DEFAULT).of(quoted.message()))
                        .allMatch(record -> isNoUpsert(record.content())));
    }

    private static boolean isNoUpsert(Checked<SinkRecord> content) {
        return !(content instanceof Checked.Valid<SinkRecord>(SinkRecord.Row contact)
                && MAPPER.map(contact) instanceof Checked.Valid<MappingResult>(MappingResult.Wanted wanted)
                && wanted.change().operation() == Operation.UPSERT);
    }

    @Test
    void writesNothingWhereNobodyIsToBeDeleted() {
        forAll(2_000_000, 400, Quoted::deletion, quoted -> {
            InMemorySink sink = new InMemorySink().mapping(MAPPING).tags(101L);
            sink.contactType("Lead");

            assertThat(sink.deliver(List.of(quoted.message()))).isEmpty();

            assertThat(sink.writes()).isEmpty();
        });
    }

    @Test
    void onlyDeletesWhereSomebodyIs() {
        forAll(
                3_000_000,
                400,
                Quoted::deletion,
                quoted -> assertThat(writesWithAda(quoted.message())).isSubsetOf("DELETE /v1/contacts/1001"));
    }

    /** Whatever is rejected is not written either: so that the properties say something, most messages must be understood. */
    @Test
    void mostOfThemAreUnderstood() {
        Random random = new Random(3);

        assertThat(IntStream.range(0, 200)
                        .filter(i ->
                                !writesWithAda(new Deletions(random).message()).isEmpty())
                        .count())
                .isGreaterThan(120);
    }

    private static List<String> writesWithAda(Message message) {
        InMemorySink sink = new InMemorySink().mapping(MAPPING).tags(101L).onDelete(OnDelete.DELETE);
        sink.deliver("{\"email\": \"ada@example.com\"}");
        int before = sink.writes().size();
        assertThat(sink.deliver(List.of(message))).isEmpty();
        return sink.writes().subList(before, sink.writes().size());
    }
}
