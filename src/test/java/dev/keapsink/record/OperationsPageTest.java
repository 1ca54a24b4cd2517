package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of operations in docs/messages.md say what the code does. */
class OperationsPageTest {

    /** The rows of the section's tables with so many cells, without their headers. */
    private static List<String> rows(int cells) throws IOException {
        String page = Files.readString(Path.of("docs/messages.md"));
        String section =
                page.substring(page.indexOf("\n## Operations\n"), page.indexOf("\n## How do I feed Debezium?"));
        return section.lines()
                .filter(line -> line.startsWith("| ") && line.split("\\|", -1).length == cells + 2)
                .skip(1)
                .toList();
    }

    @Test
    void listsEveryDialect() throws IOException {
        assertThat(rows(4))
                .containsExactlyElementsOf(
                        Stream.of(Dialect.values()).map(Dialect::row).toList());
    }

    @Test
    void listsEveryColumn() throws IOException {
        assertThat(rows(3))
                .containsExactlyElementsOf(
                        RowMark.ALL.stream().map(RowMark::row).toList());
    }

    @Test
    void listsEveryWord() throws IOException {
        assertThat(rows(2))
                .containsExactly(
                        "| upsert | %s |".formatted(words(OperationWords.UPSERT)),
                        "| delete | %s |".formatted(words(OperationWords.DELETE)));
    }

    private static String words(List<String> words) {
        return words.stream().map("`%s`"::formatted).collect(Collectors.joining(" "));
    }
}
