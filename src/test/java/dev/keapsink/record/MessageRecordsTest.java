package dev.keapsink.record;

import static dev.keapsink.record.Decoding.json;
import static dev.keapsink.record.Decoding.notification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message is taken apart into. Quotation marks in JSON are single here. */
class MessageRecordsTest {

    private static final String A = "{'email':'a@example.com'}";
    private static final String B = "{'email':'b@example.com'}";

    private static List<MessageRecord> read(String body) {
        return new MessageRecords(Streams.DEFAULT).of(Messages.with(Map.of("tags", "1"), json(body)));
    }

    private static boolean isSound(Checked<SinkRecord> content) {
        return content instanceof Checked.Valid<SinkRecord>(SinkRecord record)
                && !(record instanceof SinkRecord.Row contact
                        && !contact.context().faults().isEmpty());
    }

    /** Each record's own text with {@code +} before it if it was read, and {@code -} if it is rejected. */
    private static List<String> pieces(String body) {
        return read(body).stream()
                .map(record -> (isSound(record.content()) ? "+" : "-")
                        + record.message().body().replace('"', '\''))
                .toList();
    }

    private static Outcome.Rejected rejection(String body) {
        assertThat(read(body)).singleElement().satisfies(record -> {
            assertThat(record.message().body()).as("as it came").isEqualTo(json(body));
            assertThat(record.content()).isInstanceOf(Checked.Invalid.class);
        });
        return ((Checked.Invalid<SinkRecord>) read(body).getFirst().content()).rejection();
    }

    @Test
    void aSingleObjectIsTheMessageItself() {
        Message message = Messages.of(json(" \n" + A + "\n\n")).getFirst();

        assertThat(new MessageRecords(Streams.DEFAULT).of(message))
                .singleElement()
                .satisfies(record -> assertThat(record.message()).isSameAs(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  'email':\n    'a@example.com'\n}",
                "{'children': [\n{'email':'c@example.com'},\n{'email':'d@example.com'}\n]\n}",
                "{'text':'} {','more':']['}"
            })
    void anObjectOverSeveralLinesIsOneRecord(String body) {
        assertThat(pieces(body)).containsExactly("+" + body);
    }

    @Test
    void everyItemOfAnArrayIsARecordWithItsOwnText() {
        assertThat(pieces("\n[ " + A + " ,\n{'n': 1.50, 's':'a,]}\\\\\\' b'}\n]"))
                .containsExactly("+" + A, "+{'n': 1.50, 's':'a,]}\\\\\\' b'}");
    }

    @Test
    void everyLineIsARecordWithItsOwnText() {
        assertThat(pieces(A + "\r\n  \r\n\t" + B + " \n\n")).containsExactly("+" + A, "+" + B);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^A               | +^A",
                "~^A              | +~^A",
                "[A,B]            | +A +B",
                "^[A,B]           | +A +B",
                "^A~^B~nonsense~^ | +A +B -nonsense",
                "^[A]             | +^[A]",
                "^^A              | +^^A"
            })
    void aByteOrderMarkIsNoPartOfWhatIsBehindIt(String body, String expected) {
        assertThat(pieces(filled(body).replace('^', '\uFEFF').replace('~', '\n')))
                .containsExactly(filled(expected)
                        .replace('^', '\uFEFF')
                        .replace('~', '\n')
                        .split(" "));
    }

    @Test
    void aTopicsMessageMayBeginWithAByteOrderMark() {
        assertThat(pieces(notification("\uFEFF" + A))).containsExactly("+" + notification("\uFEFF" + A));
        assertThat(pieces(notification("\uFEFF[" + A + "," + B + "]"))).containsExactly("+" + A, "+" + B);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[A,7,B]              | +A -7 +B",
                "[[A],B]              | -[A] +B",
                "[[A,B],[A]]          | -[A,B] -[A]",
                "[{'tags':'-7','data':{}},B] | -{'tags':'-7','data':{}} +B",
                "[1,'two']            | -1 -'two'",
                "A~~nonsense~~B       | +A -nonsense +B",
                "nonsense~~B          | -nonsense +B",
                "A~~[B]~~B            | +A -[B] +B",
                "[A]~~B               | -[A] +B",
                "A~~B:B~~A            | +A -B:B +A",
                "A~~{'a':}~~B         | +A -{'a':} +B",
                "A~~{'a':             | +A -{'a':",
                "A~~'a                | +A -'a",
            })
    void whatIsNoRecordIsRejectedAlone(String body, String expected) {
        assertThat(pieces(filled(body).replace(" ", "").replace("~~", "\n")))
                .containsExactly(filled(expected).split(" "));
    }

    private static String filled(String text) {
        return text.replace("A", A).replace("B", B);
    }

    /** Where one record ends cannot be told, or could be told wrongly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "]",
                "[A",
                "[A,{'a':",
                "[A,]",
                "[,A]",
                "[A,,B]",
                "[A,nonsense,B]",
                "[A,{'a':NaN},B]",
                "[A,{'a':},B]",
                "[A B,A]",
                "[A,\uFEFFB]",
                "[A,\nnonsense,\nB]",
                "[\nA,\nB",
                "[A}",
                "[{'a':1],B]",
                "[A] B",
                "A B",
                "A,B",
                "A nonsense",
                "A\n{\n'b':1\n}",
                "{\n'a':1\n}\n{\n'b':1\n}",
                "A\n{'b':[\nB\n]}",
                "A\n{'b':'\nB",
                "B\n]}",
                "B\n]\n}",
                "{\n'a': oops,\n'b': [\nA,\nB\n]}",
                "no record\nat all",
                "[A]\n[B]",
                "7\n8"
            })
    void whatCannotBeTakenApartIsUnreadableAsAWhole(String body) {
        assertThat(rejection(filled(body)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [\n] "})
    void anEmptyArrayHoldsNoRecord(String body) {
        assertThat(read(body))
                .extracting(MessageRecord::content)
                .containsExactly(new Checked.Valid<>(new SinkRecord.NoRecord()));
    }

    @Test
    void aListOfOneRecordIsSentOnAsItCame() {
        assertThat(pieces("[" + A + "]")).containsExactly("+[" + A + "]");
        assertThat(pieces("[7]")).containsExactly("-[7]");
    }

    @Test
    void recordsOfANotificationCarryItsAttributes() {
        String attributes = "'MessageAttributes':{'op':{'Type':'String','Value':'delete'}},";

        assertThat(read(notification("[" + A + "," + B + "]", attributes)))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.message().attributes())
                        .isEqualTo(Map.of(
                                "tags",
                                new Message.Attribute("String", "1"),
                                "op",
                                new Message.Attribute("String", "delete"))));
        assertThat(pieces(notification(notification("[" + A + "," + B + "]")))).containsExactly("+" + A, "+" + B);
    }

    @Test
    void aNotificationInAListMayHoldAListOfItsOwn() {
        String inner = notification("[" + A + ",7]");

        assertThat(pieces("[" + inner + "," + notification(B) + "]"))
                .containsExactly("+" + A, "-7", "+" + notification(B));
        assertThat(pieces("[" + inner.replace("7", "[7]") + "]")).containsExactly("+" + A, "-[7]");
    }

    @Test
    void aNotificationThatIsUnreadableIsRejectedAsItCame() {
        assertThat(rejection(notification("[" + A + ",")).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(pieces("[" + notification("[") + "," + A + "]")).containsExactly("-" + notification("["), "+" + A);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A               | 0",
                "^^A^            | 0",
                "[A]             | 1",
                "[7,A,B]         | 1 2 3",
                "A^B             | 1 2",
                "^A^^^7^B^       | 2 5 6",
                "[null,A]        | 1 2",
                "[]              | 0"
            })
    void aRecordHasTheNumberOfItsItemOrItsLine(String body, String numbers) {
        assertThat(numbers(filled(body).replace('^', '\n'))).isEqualTo(numbers);
    }

    @Test
    void aRecordInANotificationHasItsNumberThere() {
        assertThat(numbers(notification("[" + A + "]"))).isEqualTo("1");
        assertThat(numbers(notification(A))).isEqualTo("0");
        assertThat(numbers("[" + A + "," + notification("[" + A + "," + B + "]") + "," + B + "]"))
                .isEqualTo("1 2 3 4");
    }

    private static String numbers(String body) {
        return read(body).stream()
                .map(record -> String.valueOf(record.number()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void anEventAroundAListIsAroundEachRecord() {
        String event = Decoding.event(notification("[" + A + "," + B + ",7]")).replace("signup", "ContactDeleted");

        List<MessageRecord> records = read(event);

        assertThat(records).hasSize(3);
        assertThat(records.subList(0, 2))
                .allSatisfy(record -> assertThat(isDelete(record)).isTrue());
        assertThat(records.get(2).message().body()).isEqualTo("7");
    }

    @Test
    void whatIsSentOnOfAnEventsListSaysTheSameAlone() {
        String event = Decoding.event(Decoding.event(notification("[" + A + "," + B + "]")))
                .replace("signup", "ContactDeleted");

        assertThat(read(event))
                .allSatisfy(record -> assertThat(read(record.message().body()))
                        .singleElement()
                        .satisfies(again -> assertThat(isDelete(again)).isTrue()));
    }

    private static boolean isDelete(MessageRecord record) {
        return record.content() instanceof Checked.Valid<SinkRecord>(SinkRecord.Row contact)
                && contact.header().operation() == SinkRecord.Operation.DELETE;
    }

    @Test
    void holdsAHundredRecordsAndNoMore() {
        assertThat(read(list(100, A))).hasSize(100);
        assertThat(read(lines(100, A))).hasSize(100);
        assertThat(rejection(list(101, A)).reason()).isEqualTo(Reason.TOO_MANY_RECORDS);
        assertThat(rejection(lines(101, A)).reason()).isEqualTo(Reason.TOO_MANY_RECORDS);
        assertThat(rejection(notification(list(101, A))).reason()).isEqualTo(Reason.TOO_MANY_RECORDS);
    }

    @Test
    void countsTheRecordsOfAllNotificationsInAList() {
        String fifty = notification(list(50, "{}"));

        assertThat(read("[" + fifty + "," + fifty + "]")).hasSize(100);
        assertThat(rejection("[" + fifty + "," + fifty + "," + A + "]").reason())
                .isEqualTo(Reason.TOO_MANY_RECORDS);
    }

    private static String list(int count, String record) {
        return "["
                + String.join(
                        ",", IntStream.range(0, count).mapToObj(i -> record).toList()) + "]";
    }

    private static String lines(int count, String record) {
        return IntStream.range(0, count).mapToObj(i -> record + "\n").collect(Collectors.joining());
    }

    @Test
    void everyRecordIsReadWithinTheBounds() {
        String deep = "{'a':".repeat(49) + "{}" + "}".repeat(49);

        assertThat(pieces("[" + deep + ",{'b':" + deep + "}]")).containsExactly("+" + deep, "-{'b':" + deep + "}");
        assertThat(pieces(A + "\n{'n':" + "9".repeat(1001) + "}").getLast()).startsWith("-");
    }

    @ParameterizedTest
    @Timeout(5)
    @ValueSource(
            strings = {
                "[", "{", "{'a':", "[[],", "[{},", "{}\n", "[\n", "{\n", "'", "\\", "]", "1,", "{'a':'", "[]\n", "x\n",
                "\n"
            })
    void isNotHeldUpByABomb(String piece) {
        String bomb = piece.repeat(MessageDecoder.MAX_BYTES / piece.length());

        assertThat(rejection(bomb).reason()).isIn(Reason.UNREADABLE, Reason.TOO_MANY_RECORDS);
        assertThat(read("[" + bomb.substring(2) + "]")).isNotEmpty();
        assertThat(read("{}\n" + bomb.substring(3))).isNotEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsNotTakenApart() {
        String body = lines(2, A) + " ".repeat(MessageDecoder.MAX_BYTES);

        assertThat(rejection(body).detail()).contains("256 KiB");
    }
}
