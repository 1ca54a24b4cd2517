package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.Operation;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationWordsTest {

    static Stream<String> deletes() {
        return OperationWords.DELETE.stream();
    }

    static Stream<String> upserts() {
        return OperationWords.UPSERT.stream();
    }

    @ParameterizedTest
    @MethodSource("deletes")
    void wordsOfADeleteMeanOneInAnyCase(String word) {
        assertThat(Stream.of(word, word.toUpperCase(Locale.ROOT), " " + word + "\u00a0", "'" + word + "'"))
                .allMatch(spelt -> OperationWords.meaning(spelt).equals(Optional.of(Operation.DELETE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uff24", "\uff44", "\uff24\uff25\uff2c\uff25\uff34\uff25", "\ufb01x\u2024d"})
    void lettersOfFullWidthAreLetters(String word) {
        assertThat(OperationWords.meaning(word)).isEqualTo(OperationWords.meaning(OperationWords.plain(word)));
        assertThat(OperationWords.plain(word)).matches("[a-z.]+");
    }

    @ParameterizedTest
    @MethodSource("upserts")
    void wordsOfAnUpsertMeanOneInAnyCase(String word) {
        assertThat(Stream.of(word, word.toUpperCase(Locale.ROOT), "\ufeff" + word))
                .allMatch(spelt -> OperationWords.meaning(spelt).equals(Optional.of(Operation.UPSERT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "explode",
                "purge",
                "del",
                "dele",
                "deletes",
                "delete all",
                "DELETE ROW",
                "undelete",
                "dd",
                "x",
                "t",
                "m",
                "-",
                "\uff24\uff24",
                "\u00f0"
            })
    void otherWordsMeanNothing(String word) {
        assertThat(OperationWords.meaning(word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "purge, true",
        "DELETE ROW, true",
        "soft-delete, true",
        "hard_deleted, true",
        "Erased!, true",
        "explode, false",
        "undelete, false",
        "plan d, false",
        "7, false",
        "'', false"
    })
    void someMayMeanADelete(String text, boolean may) {
        assertThat(OperationWords.mayMeanDelete(text)).isEqualTo(may);
    }

    @Test
    void aTextThatIsNoWordIsNotLookedAt() {
        assertThat(OperationWords.mayMeanDelete("delete ".repeat(100_000))).isFalse();
        assertThat(OperationWords.meaning("d".repeat(100_000))).isEmpty();
    }

    @Test
    void whatIsAroundAWordNeverHidesIt() {
        String much = " ".repeat(100_000);

        assertThat(OperationWords.meaning(much + "D" + much)).contains(Operation.DELETE);
    }
}
