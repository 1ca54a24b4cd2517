package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of a page leads to a file of the repository, and to a heading in it. */
class LinksTest {

    @ParameterizedTest
    @MethodSource("dev.keapsink.documentation.Page#all")
    void leadSomewhere(Page page) {
        assertThat(page.links()).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path folder = Optional.ofNullable(page.path().getParent()).orElse(Path.of(""));
            Path target =
                    parts[0].isEmpty() ? page.path() : folder.resolve(parts[0]).normalize();
            assertThat(Files.exists(target)).as("%s exists", target).isTrue();
            if (parts.length == 2) {
                assertThat(Page.of(target).anchors()).contains(parts[1]);
            }
        });
    }
}
