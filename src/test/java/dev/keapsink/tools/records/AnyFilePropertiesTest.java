package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Whatever bytes a file holds, each of its rows is sent, named, or blank, or a sentence says why it cannot be read. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, afterFailure = AfterFailureMode.SAMPLE_FIRST)
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

    /**
     * A file that was not meant to be one.
     *
     * @param bytes a character each
     */
    record Junk(String name, String bytes) {}

    @Provide
    Arbitrary<Junk> anything() {
        return Arbitraries.randomValue(random -> new Junk(
                NAMES.get(random.nextInt(NAMES.size())), new String(spoilt(random, content(random)), ISO_8859_1)));
    }

    private static byte[] content(Random random) {
        Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "email,name,city\n" : "");
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
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

    @Property(seed = "1", tries = 20_000)
    void isRowsOrASentence(@ForAll("anything") Junk junk) {
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
        } catch (LocalRunException e) {
            assertThat(e.getMessage()).contains(junk.name()).endsWith(".");
        }
    }

    /** A row is a line here, so that none can be lost between two others. */
    @Property(seed = "2", tries = 2000)
    void isEveryRowOnce(@ForAll("rows") List<String> rows) {
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

    @Provide
    Arbitrary<List<String>> rows() {
        return Arbitraries.strings()
                .withChars("xy, ")
                .ofMaxLength(8)
                .list()
                .ofMaxSize(6)
                .filter(rows -> !rows.stream().allMatch(AnyFilePropertiesTest::isBlank));
    }
}
