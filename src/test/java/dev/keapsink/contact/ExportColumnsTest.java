package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.field.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The columns of whole exports: each finds its field, or is known to have none. */
class ExportColumnsTest {

    private static final Set<String> NAMES = ContactNames.ALL.lines().stream()
            .map(line -> Field.normalised(line.name()))
            .collect(Collectors.toSet());

    /** Files of two lines: the header, and those of its columns that have no place. */
    static List<Path> exports() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/exports"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void findTheirFieldsOrAreKnownToHaveNone(Path export) throws IOException {
        List<String> lines = Files.readAllLines(export);
        List<String> header = List.of(lines.get(0).split(","));
        Set<String> names = header.stream().map(Field::normalised).collect(Collectors.toSet());

        assertThat(header.stream().filter(column -> !hasPlace(Field.normalised(column), names)))
                .containsExactly(lines.get(1).split(","));
    }

    private static boolean hasPlace(String column, Set<String> names) {
        return NAMES.contains(column) && !ContactNames.ALL.isStray(column, names);
    }

    @Test
    void noNameMeansTwoThings() {
        Map<String, Set<String>> fields = ContactNames.ALL.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> Field.normalised(line.name()) + (line.field().equals("nothing") ? " (not)" : ""),
                        Collectors.mapping(line -> line.field() + line.beside(), Collectors.toSet())));

        assertThat(fields).allSatisfy((name, all) -> assertThat(all).as(name).hasSize(1));
    }

    @Test
    void everyProducerHasAnExport() throws IOException {
        assertThat(exports()).hasSizeGreaterThan(24);
    }
}
