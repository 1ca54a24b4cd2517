package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.KeyedTypes;
import dev.keapsink.record.ObjectType;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md names every object that the sink writes. */
class ReadmeObjectsTest {

    private static final Pattern STREAM = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    private static final String SECTION = section();

    private static String section() {
        String readme = Page.of(Path.of("README.md")).text();
        String after = readme.substring(readme.indexOf("\n### What it writes\n"));
        return after.substring(0, after.indexOf("\n## "));
    }

    private static List<String> streams(Stream<ObjectType> types) {
        return types.map(ObjectType::stream).toList();
    }

    @Test
    void listsEveryStreamInTheOrderOfWriting() {
        assertThat(STREAM.matcher(SECTION).results().map((MatchResult found) -> found.group(1)))
                .containsExactlyElementsOf(streams(Stream.of(ObjectType.values())));
    }

    @Test
    void saysWhichHaveAKeyField() {
        List<String> keyed = streams(Stream.of(ObjectType.values()).filter(KeyedTypes::haveKeyField));

        assertThat(SECTION.replace('\n', ' '))
                .contains("holds the `key` of %s and %s."
                        .formatted(String.join(", ", keyed.subList(0, keyed.size() - 1)), keyed.getLast()));
    }
}
