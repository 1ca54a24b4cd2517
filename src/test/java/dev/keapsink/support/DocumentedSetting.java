package dev.keapsink.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A row of the table of docs/settings.md. A cell without content is empty.
 *
 * @param environment the function's environment variable
 * @param terraform Terraform's variable
 * @param sam the SAM template's parameter; those of a sender are two, with a comma
 */
public record DocumentedSetting(String environment, String terraform, String sam, String byDefault, String meaning) {

    private static final Path PAGE = Path.of("docs", "settings.md");

    private static final String HEADER = "| environment variable | Terraform | SAM | default | meaning |";

    /** Returns every row. */
    public static List<DocumentedSetting> all() {
        try {
            return Files.readString(PAGE)
                    .lines()
                    .dropWhile(line -> !line.equals(HEADER))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(DocumentedSetting::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rows that have an environment variable, by it. */
    public static Map<String, DocumentedSetting> byVariable() {
        return by(DocumentedSetting::environment);
    }

    /** Returns the rows that have a Terraform variable, by it. */
    public static Map<String, DocumentedSetting> byTerraform() {
        return by(DocumentedSetting::terraform);
    }

    private static Map<String, DocumentedSetting> by(Function<DocumentedSetting, String> name) {
        return all().stream()
                .filter(row -> !name.apply(row).isEmpty())
                .collect(Collectors.toMap(
                        name,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("%s and %s are one setting".formatted(one, other));
                        },
                        TreeMap::new));
    }

    private static DocumentedSetting of(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", 7)).map(String::strip).toList();
        return new DocumentedSetting(
                plain(cells.get(1)), plain(cells.get(2)), plain(cells.get(3)), plain(cells.get(4)), cells.get(5));
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }
}
