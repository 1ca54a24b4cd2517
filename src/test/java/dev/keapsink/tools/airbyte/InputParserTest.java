package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputParserTest {

    private static Input parse(String line) {
        return InputParser.parse(line.getBytes(UTF_8));
    }

    private static String answer(String line) {
        return new String(((Input.State) parse(line)).line().with(3, 1), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[1]",
                "1",
                "{}",
                "{\"type\":\"RECORD\"}",
                "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\"}}",
                "{\"type\":\"RECORD\",\"record\":{\"data\":{}}}",
                "{\"type\":\"STATE\"}",
                "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"data\":{}}} {",
                "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"data\":{\"a\":"
            })
    void whatIsNoMessageIsUnreadable(String line) {
        assertThat(parse(line)).isInstanceOf(Input.Unreadable.class);
    }

    @Test
    void bytesThatAreNoUtf8AreUnreadable() {
        byte[] line = "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"data\":{\"a\":\"?\"}}}".getBytes(UTF_8);
        line[line.length - 5] = (byte) 0xff;

        assertThat(InputParser.parse(line)).isInstanceOf(Input.Unreadable.class);
    }

    @Test
    void numbersKeepTheirDigits() {
        Input.Row row = (Input.Row)
                parse(
                        "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"data\":{\"phone\":15551234567.0,\"amount\":12.50,\"id\":12345678901234567890123}}}");

        assertThat(row.data().toString())
                .isEqualTo("{\"phone\":15551234567.0,\"amount\":12.50,\"id\":12345678901234567890123}");
    }

    @Test
    void noNamespaceIsAnEmptyOne() {
        assertThat(((Input.Row) parse(
                                "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"namespace\":null,\"data\":{}}}"))
                        .stream())
                .isEqualTo(((Input.Row) parse(
                                "{\"type\":\"RECORD\",\"record\":{\"stream\":\"s\",\"namespace\":\"\",\"data\":{}}}"))
                        .stream())
                .isEqualTo(new StreamName("", "s"));
    }

    @Test
    void aStateComesBackByteForByteWithItsCounts() {
        String line =
                "{ \"x\":{\"state\":{}}, \"type\" : \"STATE\",\"state\": {\"type\":\"STREAM\", \"stream\":{\"stream_descriptor\":{\"name\":\"ä\"},\"stream_state\":{\"c\":1.10,\"e\":1e2}}, \"id\":7 } , \"y\":null}";

        assertThat(answer(line))
                .isEqualTo(line.replace(
                        "\"state\": {",
                        "\"state\": {\"destinationStats\":{\"recordCount\":3.0,\"rejectedRecordCount\":1.0},"));
    }

    @Test
    void anEmptyStateComesBackAsJson() {
        assertThat(answer("{\"type\":\"STATE\",\"state\":{}}"))
                .isEqualTo(
                        "{\"type\":\"STATE\",\"state\":{\"destinationStats\":{\"recordCount\":3.0,\"rejectedRecordCount\":1.0}}}");
    }

    @Test
    void countsThatAreThereAlreadyAreReplaced() {
        assertThat(answer("{\"type\":\"STATE\",\"state\":{\"destinationStats\":{\"recordCount\":9},\"id\":1}}"))
                .isEqualTo(
                        "{\"type\":\"STATE\",\"state\":{\"destinationStats\":{\"recordCount\":3.0,\"rejectedRecordCount\":1.0},\"id\":1}}");
    }

    @Test
    void onlyACompleteStatusIsOne() {
        String status =
                "{\"type\":\"TRACE\",\"trace\":{\"type\":\"STREAM_STATUS\",\"stream_status\":{\"stream_descriptor\":{\"name\":\"s\"},\"status\":\"%s\"}}}";

        assertThat(parse(status.formatted("COMPLETE"))).isEqualTo(new Input.Complete(new StreamName("", "s")));
        assertThat(parse(status.formatted("INCOMPLETE"))).isInstanceOf(Input.Other.class);
    }

    private static List<String> lines(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        List<String> all = new ArrayList<>();
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(Lines.isTooLong(line.get()) ? "too long" : new String(line.get(), UTF_8));
        }
        return all;
    }

    @Test
    void linesEndWithEitherEndOrNone() throws IOException {
        assertThat(lines(new ByteArrayInputStream("a\r\n\nb\nc".getBytes(UTF_8))))
                .containsExactly("a", "", "b", "c");
    }

    @Test
    void aLineThatIsTooLongIsReadToItsEnd() throws IOException {
        byte[] long1 = new byte[Lines.LONGEST + 70_000];
        java.util.Arrays.fill(long1, (byte) 'x');
        long1[long1.length - 3] = '\n';

        assertThat(lines(new ByteArrayInputStream(long1))).containsExactly("too long", "xx");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, true",
        "2, 1, false",
        "1.5, 1.25, false",
        "'\"9\"', '\"10\"', true",
        "'\"2026-01-01T00:00:00Z\"', '\"2026-01-01T00:00:00.5Z\"', true",
        "'\"2026-01-01T01:00:00+02:00\"', '\"2026-01-01T00:00:00Z\"', true",
        "'\"a\"', '\"b\"', true",
        "'\"a\"', 1, false",
        "null, 1, false"
    })
    void cursorsAreComparedByTheirKind(String one, String other, boolean isBefore) throws Exception {
        var json = new com.fasterxml.jackson.databind.ObjectMapper();

        assertThat(CursorOrder.isBefore(json.readTree(one), json.readTree(other)))
                .isEqualTo(isBefore);
    }
}
