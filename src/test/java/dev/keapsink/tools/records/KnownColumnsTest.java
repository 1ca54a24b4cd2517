package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file without a header row loses no person without a word. */
class KnownColumnsTest {
    private static final MappingInEffect WITHOUT_MAPPING = MappingInEffect.of(Map.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "617-555-0100,Ann,Byron\n617-555-0101,Bob,Smith\n",
                "Ann;Byron;(617) 555-0100\nBob;Smith;(617) 555-0101\n",
                "Ann Byron\t6175550100\nBob Smith\t6175550101\n",
                "\n\nAnn,+1 617 555 0100\nBob,+1 617 555 0101\n",
                "Kunde,Rufnummer\nAnn,617-555-0100\n",
                "From: ann@example.com\nTo: bob@example.com\n"
            })
    void refusesAFileOfWhoseNamesNoneIsKnown(String content) {
        assertThatThrownBy(() -> read(content, WITHOUT_MAPPING))
                .isInstanceOf(CommandFailure.class)
                .hasMessageMatching(
                        "(?s)Line [13] of .* is the header row, and none of its names is known\\. If it is a record,"
                                + " write a line with the names of the columns above it.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n"})
    void leavesAFileWithNothingInItToTheSentenceForIt(String content) {
        assertThatThrownBy(() -> read(content, WITHOUT_MAPPING)).hasMessageContaining("holds no records. It needs");
    }

    @Test
    void namesTheSeparatorThatWasTaken() {
        assertThatThrownBy(() -> read("Kunde;Ort\nAnn;Bonn\n", WITHOUT_MAPPING))
                .hasMessageEndingWith(
                        "It was read with semicolons; a first line such as sep=; names another separator.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E-mail 1 - Value,Labels\nann@example.com,x\n",
                "user_email;billing_phone\nann@example.com;617-555-0100\n",
                "phone,x\n617-555-0100,Ann\n",
                "Kunde;E-Mail\nAnn;ann@example.com\n",
                "{\"Kunde\":\"Ann\"}\n"
            })
    void readsAFileOfWhoseNamesOneIsKnown(String content) throws IOException {
        assertThat(read(content, WITHOUT_MAPPING).lines()).hasSize(1);
    }

    @Test
    void readsAFileOfOneColumnOfAnyProducer() throws IOException {
        for (String name : KnownNames.all()) {
            assertThat(read("%s\tNotes\nann@example.com\tAnn\n".formatted(name), WITHOUT_MAPPING)
                            .lines())
                    .as(name)
                    .hasSize(1);
        }
    }

    @Test
    void knowsTheNamesThatAMappingTakes() throws IOException {
        MappingInEffect mapping =
                MappingInEffect.of(Map.of("KEAP_SINK_MAPPING", "{\"fields\":{\"phone1\":{\"from\":\"/Rufnummer\"}}}"));

        assertThat(read("Kunde,Rufnummer\nAnn,617-555-0100\n", mapping).lines()).hasSize(1);
    }

    @Test
    void listsAnEmptyColumnOfTheHeader() {
        assertThatThrownBy(() -> read("Your e-mail,Shoes,Hats\na@example.com,,red\n", WITHOUT_MAPPING))
                .hasMessageContaining(
                        "Columns of the file: 3%n  Your e-mail → no place%n  Shoes → empty in every record%n"
                                .formatted());
    }

    @Test
    void judgesNoHeaderWithoutTheMapping() throws IOException {
        MappingInEffect elsewhere = MappingInEffect.of(Map.of("KEAP_SINK_MAPPING", "ssm:/mapping"));

        assertThat(read("Kunde,Rufnummer\nAnn,617-555-0100\n", elsewhere).lines())
                .hasSize(1);
    }

    private RecordFile read(String content, MappingInEffect mapping) throws IOException {
        return RecordFile.read(Files.writeString(folder.resolve("any.csv"), content), mapping);
    }
}
