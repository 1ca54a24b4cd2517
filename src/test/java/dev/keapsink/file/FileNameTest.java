package dev.keapsink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.Form;
import dev.keapsink.record.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invoice.pdf|invoice.pdf",
                "/home/ada/invoice.pdf|invoice.pdf",
                "C:\\Users\\ada\\invoice.pdf|invoice.pdf",
                "../../etc/passwd|passwd",
                "..\\..\\boot.ini|boot.ini",
                ".hidden|hidden",
                "a b\u00A0\u00A0c.pdf|a b c.pdf",
                "Zo\u00eb \u4e2d\u6587.pdf|Zo\u00eb \u4e2d\u6587.pdf",
                "\"a\";b*c=d.pdf|_a_b_c_d.pdf",
                "a%2Fb.pdf|a_2Fb.pdf",
                "fdp.\u202Eexe|fdp.exe",
                "a\u200Bb.pdf|ab.pdf",
                "CON: <x>|CON_ _x_",
                "a.pdf...  |a.pdf",
                "archive.tar.gz|archive.tar.gz"
            })
    void keepsTheNameAndDropsWhatMeansSomethingElse(String text, String name) {
        assertThat(FileName.of(text).text()).isEqualTo(name);
    }

    @Test
    void controlCharactersAreSpaces() {
        assertThat(FileName.of("a\u0000b\r\nc.pdf").text()).isEqualTo("a b c.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "a/", "a\\", "\u200B", "... "})
    void refusesATextWithoutAName(String text) {
        assertThatThrownBy(() -> FileName.of(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        e -> assertThat(e.rejection().field()).isEqualTo("file_name"));
    }

    @Test
    void aLongNameKeepsItsBeginningAndItsExtension() {
        assertThat(FileName.of("a".repeat(300) + ".pdf").text()).isEqualTo("a".repeat(196) + ".pdf");
        assertThat(FileName.of("a".repeat(300)).text()).hasSize(200);
        assertThat(FileName.of("a." + "b".repeat(300)).text()).isEqualTo("a." + "b".repeat(198));
        assertThat(FileName.of("\uD83D\uDE00".repeat(99) + "x\uD83D\uDE00.pdf").text())
                .isEqualTo("\uD83D\uDE00".repeat(98) + ".pdf");
    }

    @Test
    void isStoredBehindItsKey() {
        assertThat(FileName.of("invoice.pdf").storedAs("4711").text()).isEqualTo("4711__invoice.pdf");
        String stored =
                FileName.of("a".repeat(300) + ".pdf").storedAs("k".repeat(64)).text();
        assertThat(stored).hasSize(200).startsWith("k".repeat(64) + "__aaa").endsWith("a.pdf");
    }

    @Test
    void everyNameFitsIntoAHeader() {
        for (char character = 0; character < 0x3000; character++) {
            String name = FileName.of("x" + character + "y").text();
            assertThat(new Form.File("file", name, new byte[1]).fileName()).isEqualTo(name);
        }
    }
}
