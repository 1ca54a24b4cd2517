package dev.keapsink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.memory.InMemorySink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilesContractTest extends ObjectContract {

    FilesContractTest() {
        super(Specimen.FILES);
    }

    private static String with(String data) {
        return "\"contact_email\":\"ada@example.com\"," + data;
    }

    private static String file(String data) {
        return "{\"stream\":\"files\",\"data\":{%s}}".formatted(with(data));
    }

    @ParameterizedTest
    @EnumSource
    void theContactAndTheNameAreTheKeyOfAFileWithoutOne(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(file("\"file_name\":\"C:\\\\docs\\\\a?.txt\",\"content\":\"b25l\""));

        assertThat(sink.deliver(file("\"file_name\":\"C:\\\\docs\\\\a?.txt\",\"content\":\"dHdv\"")))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).extracting(one -> one.text("file")).containsExactly("two");
        assertThat(objects(sink).getFirst().text("file_name")).matches("[0-9a-f]{32}__a_\\.txt");
        assertThat(objects(sink).getFirst().fields().path("is_public").asBoolean())
                .isFalse();
        assertThat(sink.objections()).isEmpty();
    }

    @Test
    void aRecordThatDoesNotSaySoMakesNoFilePublicAndNoPublicFilePrivate() {
        InMemorySink sink = sink(Memory.NONE);
        sink.deliver(file("\"file_name\":\"a.txt\",\"content\":\"b25l\""));
        assertThat(objects(sink).getFirst().fields().path("is_public").asBoolean())
                .isFalse();

        sink.deliver(file("\"file_name\":\"a.txt\",\"public\":\"yes\""));
        sink.deliver(file("\"file_name\":\"a.txt\",\"content\":\"b25l\""));

        assertThat(objects(sink).getFirst().fields().path("is_public").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aNewNameKeepsTheContent(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(record("k1", "one"));

        assertThat(sink.deliver(
                        "{\"stream\":\"files\",\"key\":\"k1\",\"data\":{%s}}".formatted(with("\"name\":\"b.txt\""))))
                .isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(objects(sink)).extracting(one -> one.text("file_name")).containsExactly("k1__b.txt");
        assertThat(objects(sink)).extracting(one -> one.text("file")).containsExactly("one");
        assertThat(sink.objections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"content\":\"b25l\"                                                          | file_name",
                "\"file_name\":\"a.txt\",\"content\":\"no base64!\"                            | content",
                "\"file_name\":\"a.txt\"                                                       | content",
                "\"file_name\":\"a.txt\",\"content\":\"b25l\",\"url\":\"https://example.com/a\" | content_from",
                "\"file_name\":\"a.txt\",\"content_from\":\"https://example.com/a\"            | content_from",
                "\"file_name\":\"a.txt\",\"content_from\":\"s3://bucket/a\"                    | content_from"
            })
    void whatIsNoFileIsRejected(String data, String field) {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(file(data));

        assertThat(sink.rejected.values()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.INVALID_VALUE);
            assertThat(rejected.field()).isEqualTo(field);
        });
        assertThat(objects(sink)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyTellsTheFilesOfOneContactApart(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver("{\"email\":\"ben@example.com\"}");
        String ofBen = record("k1", "two").replace("ada@", "ben@");

        sink.deliver(record("k1", "one"));
        sink.deliver(ofBen);

        assertThat(objects(sink)).extracting(one -> one.text("file")).contains("one");
        if (memory == Memory.NONE) {
            assertThat(objects(sink)).hasSize(2);
        } else {
            assertThat(sink.rejected.values())
                    .singleElement()
                    .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNSUPPORTED_OPERATION));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionForAnotherContactLeavesTheFile(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver("{\"email\":\"ben@example.com\"}");
        sink.deliver(record("k1", "one"));

        sink.deliver(
                "{\"stream\":\"files\",\"key\":\"k1\",\"op\":\"delete\",\"data\":{\"contact_email\":\"ben@example.com\"}}");

        assertThat(objects(sink)).extracting(one -> one.text("file")).containsExactly("one");
    }

    @Test
    void aDeletionWithoutAContactSaysWhatIsMissing() {
        InMemorySink sink = sink(Memory.NONE);
        sink.deliver(record("k1", "one"));

        sink.deliver("{\"stream\":\"files\",\"key\":\"k1\",\"op\":\"delete\",\"data\":{}}");

        assertThat(sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.field()).isEqualTo("contact_id"));
    }

    @Test
    void aKeyThatBeginsLikeAnotherIsAnotherFile() {
        InMemorySink sink = sink(Memory.NONE);

        sink.deliver(record("k", "one"), record("k_", "two"));

        assertThat(objects(sink))
                .extracting(one -> one.text("file_name"))
                .hasSize(2)
                .contains("k__a.txt");
    }
}
