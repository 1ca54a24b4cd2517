package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class Windows1252ReaderTest {

    private static String read(byte[] bytes) throws IOException {
        StringWriter text = new StringWriter();
        try (Windows1252Reader windows = new Windows1252Reader(new ByteArrayInputStream(bytes))) {
            windows.transferTo(text);
        }
        return text.toString();
    }

    @Test
    void readsEveryCharacterOfBothEncodings() throws IOException {
        String text = "Köln\r\nParis – “là”\rZürich, €5\n\n";

        assertThat(read(text.getBytes(Windows1252Reader.CHARSET))).isEqualTo(text);
        assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
    }

    @Test
    void readsALineThatIsTooLongForOnePiece() throws IOException {
        String text = "é, ".repeat(100_000);

        assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
        assertThat(read(text.getBytes(Windows1252Reader.CHARSET))).isEqualTo(text);
    }

    @Test
    void namesTheFirstTenLinesInUtf8AndCountsTheOthers() throws IOException {
        byte[] bytes = ("a\r\n" + "é\r\n".repeat(12)).getBytes(UTF_8);

        assertThat(Windows1252Reader.notes(new ByteArrayInputStream(bytes)))
                .containsExactly(
                        "Read as Windows-1252, because it is not UTF-8.",
                        "Lines in UTF-8 are read as UTF-8: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more.");
    }
}
