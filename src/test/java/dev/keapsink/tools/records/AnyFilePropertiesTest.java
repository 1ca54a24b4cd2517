package dev.keapsink.tools.records;

import static dev.keapsink.support.Tries.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.commons.text.StringEscapeUtils.escapeJava;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a file holds, each of its rows is sent, named, or blank, or a sentence says why it cannot be read. */
class AnyFilePropertiesTest {
    private static final List<String> NAMES = List.of("any.csv", "any.tsv", "any.txt", "any.json", "any.ndjson", "any");

    private static final List<Charset> CHARSETS =
            List.of(UTF_8, UTF_8, UTF_8, Charset.forName("windows-1252"), Charset.forName("UTF-16LE"));

    private static final String[] PIECES = {
        ",",
        ",",
        ";",
        ";",
        "\t",
        "|",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        "'",
        " ",
        "\u00A0",
        "\u200B",
        "\uFEFF",
        "sep=;\n",
        "email",
        "name",
        "first_name",
        "ada@example.com",
        "Ada",
        "K\u00F6ln",
        "{",
        "}",
        "[",
        "]",
        ":",
        "\\",
        "{\"email\":\"ada@example.com\"}",
        "=\"02139\"",
        "\u0000",
        "\uFFFF",
        "\uD83D\uDE00",
        "12/31/1980",
        "x".repeat(300)
    };

    private static final String[] CELLS = {"x", "x", "y", "y", ",", ",", ",", " ", " ", "\u00FC", "\uD83D\uDE00"};

    /** More than a reader takes at once. */
    private static final String LONG = "x".repeat(70_000);

    /**
     * A file that was not meant to be one.
     *
     * @param bytes a character each
     */
    private record Junk(String name, String bytes) {

        static Junk of(Random random) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            return new Junk(name, new String(spoilt(random, content(random)), ISO_8859_1));
        }

        @Override
        public String toString() {
            return name + ": " + escapeJava(bytes);
        }
    }

    private static byte[] content(Random random) {
        Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "email,name,city\n" : "");
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        if (random.nextInt(100) == 0) {
            text.insert(random.nextInt(text.length() + 1), LONG);
        }
        return text.toString().getBytes(charset);
    }

    private static byte[] spoilt(Random random, byte[] content) {
        ByteArrayOutputStream spoilt = new ByteArrayOutputStream();
        int rate = random.nextBoolean() ? Integer.MAX_VALUE : 2 + random.nextInt(40);
        for (byte one : content) {
            switch (random.nextInt(rate)) {
                case 0 -> {}
                case 1 -> spoilt.write(random.nextInt(256));
                default -> spoilt.write(one);
            }
        }
        return spoilt.toByteArray();
    }

    private static RecordRows open(String name, byte[] content) {
        return RecordRows.open(TextFile.of(Path.of(name), () -> new ByteArrayInputStream(content)));
    }

    @Test
    void isRowsOrASentence() {
        forAll(1_000_000, 20_000, Junk::of, AnyFilePropertiesTest::assertIsRowsOrASentence);
    }

    private static void assertIsRowsOrASentence(Junk junk) {
        try (RecordRows rows = open(junk.name(), junk.bytes().getBytes(ISO_8859_1))) {
            long last = 0;
            while (rows.hasNext()) {
                Row row = rows.next();
                assertThat(row.number()).isGreaterThan(last);
                last = row.number();
                switch (row) {
                    case Line line -> assertThat(line.body()).isNotBlank();
                    case Skipped skipped -> assertThat(skipped.reason()).isNotBlank();
                }
            }
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).contains(junk.name()).endsWith(".");
        }
    }

    /** A row is a line here, so that none can be lost between two others. */
    @Test
    void isEveryRowOnce() {
        forAll(2_000_000, 2_000, AnyFilePropertiesTest::rows, AnyFilePropertiesTest::assertIsEveryRowOnce);
    }

    private static void assertIsEveryRowOnce(List<String> rows) {
        String text = "a,b,c\n" + String.join("\n", rows);
        try (RecordRows read = open("any.csv", text.getBytes(UTF_8))) {
            for (int i = 0; i < rows.size(); i++) {
                if (!isBlank(rows.get(i))) {
                    Row row = read.next();
                    assertThat(row.number()).isEqualTo(i + 2);
                    boolean fits = rows.get(i).matches("([^,]*,){0,2}[^,]*(, *)*");
                    assertThat(row).isInstanceOf(fits ? Line.class : Skipped.class);
                }
            }
            assertThat(read.hasNext()).isFalse();
        }
    }

    private static boolean isBlank(String row) {
        return row.replace(",", "").isBlank();
    }

    /** Up to six, and more until one is not blank; some are empty, the same, or longer than a reader takes at once. */
    private static List<String> rows(Random random) {
        List<String> rows = new ArrayList<>();
        int size = 1 + random.nextInt(6);
        while (rows.size() < size || rows.stream().allMatch(AnyFilePropertiesTest::isBlank)) {
            boolean again = !rows.isEmpty() && random.nextInt(10) == 0;
            rows.add(again ? rows.getLast() : row(random));
        }
        return rows;
    }

    private static String row(Random random) {
        StringBuilder row = new StringBuilder();
        random.ints(random.nextInt(9), 0, CELLS.length).forEach(i -> row.append(CELLS[i]));
        return random.nextInt(100) == 0 ? row + LONG : row.toString();
    }
}
