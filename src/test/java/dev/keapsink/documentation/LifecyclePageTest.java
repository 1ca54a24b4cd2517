package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/lifecycle.md adds up. */
class LifecyclePageTest {

    private static final Page PAGE = Page.of(Path.of("docs", "lifecycle.md"));

    /** The amounts in a column of the table of costs, from its first row to its sum. */
    private static List<BigDecimal> amounts(int column) {
        return PAGE.text()
                .lines()
                .dropWhile(line -> !line.startsWith("| contacts a month"))
                .takeWhile(line -> !line.startsWith("| a ledger adds"))
                .map(line -> line.split("\\|", -1)[column + 1].replace("*", "").strip())
                .filter(cell -> cell.startsWith("$"))
                .map(cell -> new BigDecimal(cell.substring(1)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theCostsAddUp(int column) {
        List<BigDecimal> amounts = amounts(column);

        assertThat(amounts).hasSize(7);
        assertThat(amounts.subList(0, 6).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(amounts.getLast());
    }

    @Test
    void theReadmeLeadsToEverySection() {
        String readme = Page.of(Path.of("README.md")).text();

        assertThat(PAGE.anchors())
                .filteredOn(anchor -> !anchor.equals("lifecycle"))
                .hasSizeGreaterThan(8)
                .allSatisfy(anchor -> assertThat(readme).contains("docs/lifecycle.md#" + anchor));
    }
}
