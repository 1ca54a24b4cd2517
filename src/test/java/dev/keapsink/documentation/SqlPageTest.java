package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/sql.md lists the checks as their files describe them, and every table and view. */
class SqlPageTest {

    private final String page = read(Path.of("docs/sql.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyCheckHasItsRow() throws IOException {
        List<String> rows;
        try (Stream<Path> files = Files.list(Path.of("sql/checks"))) {
            rows = files.sorted().map(SqlPageTest::row).toList();
        }

        assertThat(page.lines().filter(line -> line.matches("\\| `\\w+` \\| (error|warn) \\| .*")))
                .containsExactlyElementsOf(rows);
    }

    private static String row(Path file) {
        List<String> header = read(file)
                .lines()
                .takeWhile(line -> line.startsWith("-- "))
                .map(line -> line.substring(3))
                .toList();
        return "| `%s` | %s | %s |"
                .formatted(
                        file.getFileName().toString().replace(".sql", ""),
                        header.getFirst().replace("severity: ", ""),
                        header.stream().skip(1).collect(Collectors.joining(" ")));
    }

    @Test
    void everyTableAndViewIsNamed() {
        String sql = read(Path.of("sql/migrations/V1__tables.sql")) + read(Path.of("sql/migrations/R__views.sql"));

        assertThat(sql.lines()
                        .filter(line -> line.matches("create (table|or replace view) keap_sink\\.\\w+.*"))
                        .map(line -> line.replaceFirst(".*keap_sink\\.(\\w+).*", "`$1`")))
                .filteredOn(name -> !List.of("`present`", "`last_export`", "`last_outcome`", "`last_written`")
                        .contains(name))
                .allSatisfy(name -> assertThat(page).contains(name));
    }
}
