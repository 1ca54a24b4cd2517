package dev.keapsink.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.MappingInEffect;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileScanTest {
    @TempDir
    private Path folder;

    @Test
    void findsLinesThatCannotBeSentBehindThePreviewedOnes() throws IOException {
        FileScan scan = scan("email;city\na@example.com;Rome\nb@example.com;Rome\nc@example.com;Rome;x\n", 1);

        assertThat(scan.bodies()).hasSize(1);
        assertThat(scan.notes()).containsExactly("Read as CSV with semicolons.");
        assertThat(scan.isGood()).isFalse();
        assertThat(printed(scan)).contains("Lines that cannot be sent: 1", "line 4: 3 cells, where the header has 2");
    }

    @Test
    void findsRecordsThatAreRejectedBehindThePreviewedOnes() throws IOException {
        FileScan scan = scan("email\na@example.com\nno address\n", 1);

        assertThat(scan.isGood()).isFalse();
        assertThat(printed(scan)).contains("Records that will be rejected: 1", "line 3: invalid_value (email1)");
    }

    @Test
    void isGoodWhereEveryLineCanBeSent() throws IOException {
        FileScan scan = scan("email,shoes\na@example.com,38\n", 100);

        assertThat(scan.isGood()).isTrue();
        assertThat(printed(scan)).contains("Columns without a place in Keap: shoes (");
    }

    @Test
    void refusesAFileOfWhichNothingCanBeSent() {
        assertThatThrownBy(() -> scan("email,name\na,b,c\n", 100))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("line 2: 3 cells, where the header has 2");
    }

    @Test
    void numbersPreviewedRecordsByTheirLines() throws IOException {
        FileScan scan = scan("email,city\n\na@example.com,Rome\n\n\"b\",\"New\nYork\"\n", 100);
        CheckResult result = new CheckResult(new ObjectMapper().readTree("""
                {"ok":true,"preview":[{"record":"1","outcome":"written"},
                 {"record":"2.3","outcome":"rejected","reason":"invalid_value","field":"email1","detail":"is none"}]}
                """));

        StringWriter text = new StringWriter();
        result.print(new PrintWriter(text, true), scan.previewed());
        StringWriter json = new StringWriter();
        result.printJson(new PrintWriter(json, true), scan);

        assertThat(text.toString())
                .contains("Line 3: written", "Line 5, record 3: rejected, invalid_value (email1): is none");
        assertThat(new ObjectMapper()
                        .readTree(json.toString())
                        .findValues("line")
                        .toString())
                .isEqualTo("[3, 5]");
        assertThat(json.toString()).contains("\"not_sent\"", "\"without_place\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email/a@example.com | {ok:true,preview:[{record:'1',outcome:'written'}]} | 0",
                "email/a@example.com | {ok:false,preview:[{record:'1',outcome:'written'}]} | 1",
                "email/a@example.com | {ok:true,preview:[{record:'1',outcome:'returned',reason:'misconfigured'}]} | 1",
                "email/ada           | {ok:true,preview:[{record:'1',outcome:'rejected',reason:'no_match_key'}]} | 3",
                "email/ada           | {ok:false,preview:[{record:'1',outcome:'rejected',reason:'no_match_key'}]} | 1",
                "email/a@example.com/b@example.com/b | {ok:true,preview:[{record:'1',outcome:'written'}]} | 3",
                "email/a@example.com/b@example.com,x | {ok:true,preview:[{record:'1',outcome:'written'}]} | 1",
                "email/a@example.com/b/c@example.com,x | {ok:true,preview:[{record:'1',outcome:'written'}]} | 1"
            })
    void tellsRejectedRecordsFromFaultsByItsExitCodeAndInJson(String lines, String answer, int code)
            throws IOException {
        FileScan scan = scan(lines.replace('/', '\n'), 1);
        ObjectMapper json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .build();
        CheckResult result = new CheckResult(json.readTree(answer));
        StringWriter printed = new StringWriter();
        result.printJson(new PrintWriter(printed, true), scan);

        assertThat(result.exitCode(scan)).isEqualTo(code);
        assertThat(json.readTree(printed.toString()).path("ok").asBoolean()).isEqualTo(code == 0);
        assertThat(json.readTree(printed.toString()).path("exit_code").asInt()).isEqualTo(code);
    }

    private FileScan scan(String content, int previewed) throws IOException {
        return FileScan.of(
                Files.writeString(folder.resolve("leads.csv"), content), previewed, MappingInEffect.of(Map.of()));
    }

    private static String printed(FileScan scan) {
        StringWriter text = new StringWriter();
        scan.print(new PrintWriter(text, true));
        return text.toString();
    }
}
